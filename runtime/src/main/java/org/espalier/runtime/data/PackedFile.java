package org.espalier.runtime.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One file, plain or gzip, read strictly; which of the two it is, its first bytes tell. */
final class PackedFile {
  /** Makes something of all bytes. */
  interface Parser<T> {
    /**
     * Reads to the end.
     *
     * @param size number of bytes there are, or -1 where they come unpacked
     * @param unit what to say after a number of bytes: empty, or that they are unpacked
     */
    T parse(InputStream in, long size, String unit) throws IOException;
  }

  private final Path file;
  private final String kind;

  /**
   * A file.
   *
   * @param kind what it should be, for errors: {@code "an IDX file"}
   */
  PackedFile(Path file, String kind) {
    this.file = file;
    this.kind = kind;
  }

  <T> T read(Parser<T> parser) {
    try {
      return open(parser);
    } catch (NoSuchFileException e) {
      throw fault("no such file", kind, "nothing at this path", "check the path", e);
    } catch (EOFException e) {
      throw fault(
          "a gzip file that is cut short",
          "compressed data up to its checksum",
          "the end of the file, after " + size() + " bytes",
          "copy or download the file again",
          e);
    } catch (ZipException e) {
      throw fault(
          "damaged gzip data",
          "compressed data with a right checksum",
          String.valueOf(e.getMessage()),
          "copy or download the file again",
          e);
    } catch (IOException e) {
      throw fault(
          "a file that cannot be read",
          "a readable file",
          String.valueOf(e.getMessage()),
          "check permissions and the disk",
          e);
    }
  }

  private <T> T open(Parser<T> parser) throws IOException {
    if (Files.isDirectory(file)) {
      throw fault("not a file", kind, "a folder", "name the file in it", null);
    }
    long size = Files.size(file);
    if (size == 0) {
      throw fault("an empty file", kind, "0 bytes", "copy or download the file again", null);
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      if (!gzip) {
        return parser.parse(raw, size, "");
      }
      Counted unpacked = new Counted(new GZIPInputStream(raw, 1 << 16));
      T parsed = parser.parse(unpacked, -1, " unpacked");
      requireNothingAfterGzip(size, unpacked);
      return parsed;
    }
  }

  /**
   * Java's gzip stream is silent about bytes after the compressed data. A gzip file ends with the
   * checksum and the length of what it holds, so its last 8 bytes must be these.
   */
  private void requireNothingAfterGzip(long size, Counted unpacked) throws IOException {
    byte[] end = new byte[8];
    try (RandomAccessFile tail = new RandomAccessFile(file.toFile(), "r")) {
      tail.seek(size - end.length);
      tail.readFully(end);
    }
    ByteBuffer words = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    if (words.getInt() != (int) unpacked.crc.getValue() || words.getInt() != (int) unpacked.count) {
      throw fault(
          "bytes after the compressed data",
          "a file that ends with the checksum of its one gzip member",
          "other bytes at its end",
          "unpack it with gunzip and pack it again, or download it again",
          null);
    }
  }

  /** The size of the file as it lies there, for errors. */
  String size() {
    try {
      return Long.toString(Files.size(file));
    } catch (IOException e) {
      return "an unknown number of";
    }
  }

  DataException fault(String what, String expected, String received, String hint, Exception cause) {
    return new DataException(file.toString(), what, expected, received, hint, cause);
  }

  /** Counts and sums up what is read. */
  private static final class Counted extends FilterInputStream {
    private final CRC32 crc = new CRC32();
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        crc.update(b);
        count++;
      }
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = super.read(into, from, length);
      if (n > 0) {
        crc.update(into, from, n);
        count += n;
      }
      return n;
    }
  }
}
