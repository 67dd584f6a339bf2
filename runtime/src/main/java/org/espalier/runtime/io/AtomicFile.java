package org.espalier.runtime.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file whole or not at all: the bytes go to a hidden neighbour, are flushed to the disk,
 * and the neighbour is moved onto the name. A reader sees the old file or the new one.
 */
public final class AtomicFile {
  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFile() {}

  /** Writes the text as UTF-8; see {@link #write(Path, byte[])}. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the bytes, making the parent folders where they are missing.
   *
   * @throws UncheckedIOException if the file cannot be written; the former file, if any, is then
   *     untouched and the neighbour is gone
   */
  public static void write(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new UncheckedIOException(
          new IOException("cannot write " + target + ": it is a folder, give the name of a file"));
    }
    Path beside = folder.resolve(neighbour(target));
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(beside, target);
    } catch (IOException e) {
      remove(beside, e);
      throw new UncheckedIOException(
          new IOException(
              "cannot write " + target + " (" + bytes.length + " bytes): " + reason(e), e));
    }
  }

  private static String neighbour(Path target) {
    return "."
        + target.getFileName()
        + "."
        + ProcessHandle.current().pid()
        + "-"
        + COUNTER.incrementAndGet()
        + ".part";
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void remove(Path beside, IOException cause) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName();
    return "IOException".equals(kind) ? e.getMessage() : kind + ", " + e.getMessage();
  }
}
