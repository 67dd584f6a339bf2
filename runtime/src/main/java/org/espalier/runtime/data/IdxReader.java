package org.espalier.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads one IDX file strictly: memory is only taken for bytes that are there. */
final class IdxReader {
  private static final int MOST_AXES = 8;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;
  private static final int FIRST_BUFFER = 1 << 20;

  /** Deflate can shrink by 1032 at most, so a gzip file bounds what it may hold. */
  private static final long DEFLATE_LIMIT = 1032;

  private final Path file;
  private final PackedFile packed;

  IdxReader(Path file) {
    this.file = file;
    this.packed = new PackedFile(file, "an IDX file");
  }

  Idx read() {
    return packed.read(this::parse);
  }

  /** Reads header and content; {@code size} is the number of bytes there are, or -1. */
  private Idx parse(InputStream in, long size, String unit) throws IOException {
    byte[] magic = in.readNBytes(4);
    Idx.Element element = element(magic);
    int axes = magic[3];
    byte[] header = in.readNBytes(4 * axes);
    if (header.length < 4 * axes) {
      throw shortened(4 + 4L * axes, 4L + header.length, unit);
    }
    int[] dims = new int[axes];
    int content = contentBytes(ByteBuffer.wrap(header), dims, element);
    long expected = 4L + 4L * axes + content;
    if (size >= 0 && size < expected) {
      throw shortened(expected, size, unit);
    }
    if (size < 0 && content / DEFLATE_LIMIT > Files.size(file)) {
      throw shortened(expected, packed.size() + " compressed bytes, which cannot hold that");
    }
    byte[] bytes = readGrowing(in, content);
    if (bytes.length < content) {
      throw shortened(expected, expected - content + bytes.length, unit);
    }
    if (in.read() >= 0) {
      throw fault(
          "bytes after the end",
          expected + unit + " bytes",
          size >= 0 ? size + " bytes" : "more than " + expected + unit + " bytes",
          "the file is damaged or its header is wrong; copy or download it again",
          null);
    }
    return new Idx(file, element, dims, bytes);
  }

  private Idx.Element element(byte[] magic) {
    if (magic.length == 4 && magic[0] == 0 && magic[1] == 0) {
      for (Idx.Element element : Idx.Element.values()) {
        if (element.code == magic[2] && magic[3] >= 1 && magic[3] <= MOST_AXES) {
          return element;
        }
      }
    }
    StringBuilder hex = new StringBuilder();
    for (byte b : magic) {
      hex.append(String.format("%s%02x", hex.isEmpty() ? "" : " ", b & 0xff));
    }
    throw fault(
        "not an IDX file",
        "00 00, a type of 08 09 0b 0c 0d 0e, then 01 to 0" + MOST_AXES + " axes",
        "the first bytes " + hex,
        "name an IDX file, plain or gzip",
        null);
  }

  /** Fills {@code dims} and returns the size of the content, both checked. */
  private int contentBytes(ByteBuffer header, int[] dims, Idx.Element element) {
    long[] axes = new long[dims.length];
    for (int a = 0; a < dims.length; a++) {
      axes[a] = header.getInt() & 0xffffffffL;
    }
    long bytes = element.bytes;
    for (int a = 0; a < dims.length; a++) {
      if (axes[a] == 0) {
        throw fault(
            "no elements", "axes of at least 1", Arrays.toString(axes), "check the source", null);
      }
      if (axes[a] > MOST_BYTES / bytes) {
        throw fault(
            "sizes that cannot be right",
            "at most " + MOST_BYTES + " bytes of " + element,
            "axes " + Arrays.toString(axes),
            "the header is damaged, or split the file",
            null);
      }
      bytes *= axes[a];
      dims[a] = (int) axes[a];
    }
    return (int) bytes;
  }

  /** Reads up to {@code wanted} bytes into an array that grows with what arrives. */
  private static byte[] readGrowing(InputStream in, int wanted) throws IOException {
    byte[] bytes = new byte[Math.min(wanted, FIRST_BUFFER)];
    int have = 0;
    while (true) {
      have += in.readNBytes(bytes, have, bytes.length - have);
      if (have < bytes.length) {
        return Arrays.copyOf(bytes, have);
      }
      if (have == wanted) {
        return bytes;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, bytes.length * 2L));
    }
  }

  private DataException shortened(long expected, long received, String unit) {
    return shortened(expected, received + unit + " bytes");
  }

  private DataException shortened(long expected, String received) {
    return fault(
        "a file that is cut short",
        expected + " bytes, as its header says",
        received,
        "copy or download the file again",
        null);
  }

  private DataException fault(
      String what, String expected, String received, String hint, Exception cause) {
    return packed.fault(what, expected, received, hint, cause);
  }
}
