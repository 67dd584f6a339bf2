package org.espalier.dsl.snapshot;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;

/**
 * Arrays in one file under a header of one's own: magic, version, length and text of the header as
 * JSON, the arrays' bytes in the order of the header's entries, and the SHA-256 of all that.
 * Numbers of the frame are big-endian 32-bit, elements of arrays little-endian. Written beside,
 * flushed, and moved into place, so that no half is ever seen.
 */
public final class ArrayFile {
  static final byte[] MAGIC = "ESPALIER".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int HASH = 32;

  private static final int CHUNK = 1 << 16;
  private static final AtomicLong COUNTER = new AtomicLong();

  private ArrayFile() {}

  /** What one array is. */
  public record Entry(String path, DType dtype, long[] dims) {}

  /**
   * What was read.
   *
   * @param header as it was written
   * @param arrays by path
   */
  public record Content<H extends Record>(H header, SortedMap<String, Tensor> arrays) {}

  /**
   * Writes.
   *
   * @param arrays by path
   * @param header what precedes them; one of its components is the entries it is given
   * @throws EspalierException when that fails; the file that was there before is then untouched
   */
  public static void save(
      SortedMap<String, Tensor> arrays,
      Function<List<Entry>, ? extends Record> header,
      Path file,
      Json json) {
    List<Entry> entries = new ArrayList<>();
    arrays.forEach((path, t) -> entries.add(new Entry(path, t.dtype(), t.dims())));
    byte[] head = json.text(header.apply(entries)).getBytes(StandardCharsets.UTF_8);
    save(arrays, head, file);
  }

  /**
   * Reads: first the whole file against its checksum, then the arrays one by one.
   *
   * @param type of the header
   * @param entries where the header has them
   * @param what the file is meant to be, for messages: {@code an Espalier snapshot}
   * @throws EspalierException when there is no such file, it is damaged, or its header names a type
   *     that is not known
   */
  public static <H extends Record> Content<H> load(
      Path file, Class<H> type, Function<H, List<Entry>> entries, String what, Json json) {
    return new ArrayInput(file, what).load(type, entries, json);
  }

  private static void save(SortedMap<String, Tensor> arrays, byte[] header, Path file) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new EspalierException("cannot write " + file + ": it is a folder; name a file in it");
    }
    try {
      Files.createDirectories(folder);
      uninterrupted(() -> replace(arrays, header, target, folder));
    } catch (IOException e) {
      throw new EspalierException(
          "cannot write "
              + file
              + ": "
              + reason(e)
              + "; what was there before is untouched. Free space, or choose another place",
          e);
    }
  }

  private static void replace(
      SortedMap<String, Tensor> arrays, byte[] header, Path target, Path folder)
      throws IOException {
    Path beside = folder.resolve("." + target.getFileName() + "." + unique() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK);
        write(arrays, header, out);
        out.flush();
        channel.force(true);
      }
      move(beside, target);
      flushFolder(folder);
    } catch (IOException | RuntimeException e) {
      deleteQuietly(beside, e);
      throw e;
    }
  }

  /** Something that reads or writes. */
  private interface Work {
    void run() throws IOException;
  }

  /** An interrupt closes a channel in the middle: then again, and the thread stays interrupted. */
  private static void uninterrupted(Work work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (boolean done = false; !done; interrupted |= Thread.interrupted()) {
        done = finished(work);
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private static boolean finished(Work work) throws IOException {
    try {
      work.run();
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  private static String unique() {
    return ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** So that the new name outlives a power cut; some systems cannot do it, and need not. */
  private static void flushFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }

  private static void deleteQuietly(Path beside, Exception because) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  static String reason(IOException e) {
    String what = e.getClass().getSimpleName().replace("Exception", "");
    if (e.getMessage() == null) return what;
    return what.equals("IO") ? e.getMessage() : what + ": " + e.getMessage();
  }

  private static void write(SortedMap<String, Tensor> arrays, byte[] header, OutputStream stream)
      throws IOException {
    MessageDigest digest = sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(stream, digest));
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(header.length);
    out.write(header);
    byte[] chunk = new byte[CHUNK];
    for (Tensor tensor : arrays.values()) {
      ByteBuffer bytes = tensor.bytes();
      while (bytes.hasRemaining()) {
        int some = Math.min(chunk.length, bytes.remaining());
        bytes.get(chunk, 0, some);
        out.write(chunk, 0, some);
      }
    }
    out.flush();
    stream.write(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
