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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;

/**
 * The file form of a snapshot, written: magic, version, length and text of a JSON header, the
 * arrays' bytes in the header's order, and the SHA-256 of all that. Numbers of the frame are
 * big-endian 32-bit, elements of arrays little-endian.
 */
final class SnapshotFile {
  static final byte[] MAGIC = "ESPALIER".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int HASH = 32;

  private static final int CHUNK = 1 << 16;
  private static final AtomicLong COUNTER = new AtomicLong();

  private SnapshotFile() {}

  /** What one array is. */
  record Entry(String path, DType dtype, long[] dims) {}

  /** What precedes the arrays. */
  record Header(
      Network network,
      Optional<Training> training,
      Progress progress,
      Map<String, String> provenance,
      List<Entry> arrays) {}

  static void save(Snapshot snapshot, Path file, Json json) {
    byte[] header = header(snapshot, json);
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new EspalierException("cannot write " + file + ": it is a folder; name a file in it");
    }
    try {
      Files.createDirectories(folder);
      uninterrupted(() -> replace(snapshot, header, target, folder));
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

  private static void replace(Snapshot snapshot, byte[] header, Path target, Path folder)
      throws IOException {
    Path beside = folder.resolve("." + target.getFileName() + "." + unique() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), CHUNK);
        write(snapshot, header, out);
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

  private static byte[] header(Snapshot s, Json json) {
    List<Entry> entries = new ArrayList<>();
    s.arrays().forEach((path, t) -> entries.add(new Entry(path, t.dtype(), t.dims())));
    return json.text(new Header(s.network(), s.training(), s.progress(), s.provenance(), entries))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Snapshot s, byte[] header, OutputStream stream) throws IOException {
    MessageDigest digest = sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(stream, digest));
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(header.length);
    out.write(header);
    byte[] chunk = new byte[CHUNK];
    for (Tensor tensor : s.arrays().values()) {
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
