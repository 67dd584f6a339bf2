package org.espalier.runtime.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * CIFAR-10 in its binary form: records of one label byte, then 1024 red, 1024 green and 1024 blue
 * bytes, rows first. Pictures are rows of shape [32, 32, 3] with values in 0 … 1, kept as bytes.
 */
public final class Cifar10 {
  /** Number of classes. */
  public static final int CLASSES = 10;

  /** Height and width in pixels. */
  public static final int SIDE = 32;

  private static final int CHANNELS = 3;
  private static final int PLANE = SIDE * SIDE;
  private static final int PICTURE = PLANE * CHANNELS;
  private static final int RECORD = 1 + PICTURE;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  private static final List<String> BATCHES =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();

  private Cifar10() {}

  /**
   * Reads {@code data_batch_1.bin} … {@code data_batch_5.bin}, or {@code train.bin} where the first
   * of them is not there; and {@code test_batch.bin} or {@code test.bin}; each with or without
   * {@code .gz}.
   *
   * @throws DataException if a file is missing or cannot be used
   */
  public static TrainTest load(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new DataException(
          dir.toString(),
          Files.exists(dir) ? "not a folder" : "no such folder",
          "a folder with the CIFAR-10 binary files",
          Files.exists(dir) ? "a file" : "nothing at this path",
          "give the folder that holds data_batch_1.bin or train.bin");
    }
    List<Path> train = new ArrayList<>();
    Path first = find(dir, BATCHES.get(0), "train.bin");
    train.add(first);
    if (first.getFileName().toString().startsWith(BATCHES.get(0))) {
      BATCHES.stream().skip(1).forEach(name -> train.add(find(dir, name)));
    }
    Path test = find(dir, "test_batch.bin", "test.bin");
    return new TrainTest(part("train", train), part("test", List.of(test)));
  }

  private static Path find(Path dir, String... names) {
    for (String name : names) {
      for (String ending : List.of("", ".gz")) {
        Path file = dir.resolve(name + ending);
        if (Files.exists(file)) return file;
      }
    }
    throw new DataException(
        dir.toString(),
        "a missing file",
        String.join(" or ", names) + ", plain or with .gz",
        "none of them in this folder",
        "download the file or give the folder that holds it");
  }

  private static Dataset part(String name, List<Path> files) {
    List<byte[]> contents = files.stream().map(Cifar10::records).toList();
    int rows = contents.stream().mapToInt(c -> c.length / RECORD).sum();
    byte[] pixels = new byte[Math.multiplyExact(rows, PICTURE)];
    int[] labels = new int[rows];
    int row = 0;
    for (int f = 0; f < contents.size(); f++) {
      byte[] content = contents.get(f);
      int[] ids = new int[content.length / RECORD];
      for (int r = 0; r < ids.length; r++) {
        ids[r] = content[r * RECORD] & 0xff;
        interleave(content, r * RECORD + 1, pixels, (row + r) * PICTURE);
      }
      Columns.labels(files.get(f).toString(), ids, CLASSES);
      System.arraycopy(ids, 0, labels, row, ids.length);
      row += ids.length;
    }
    return Dataset.of(
            Columns.bytes(pixels, 1f / 255, SIDE, SIDE, CHANNELS), Columns.labels(labels, CLASSES))
        .named("cifar10 " + name);
  }

  /** Planes of colours become pixels of colours. */
  private static void interleave(byte[] from, int start, byte[] into, int offset) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int p = 0; p < PLANE; p++) {
        into[offset + p * CHANNELS + channel] = from[start + channel * PLANE + p];
      }
    }
  }

  private static byte[] records(Path path) {
    PackedFile file = new PackedFile(path, "a CIFAR-10 binary file");
    return file.read(
        (in, size, unit) -> {
          if (size > 0) requireRecords(file, size, unit);
          byte[] bytes = in.readNBytes(MOST_BYTES);
          requireRecords(file, bytes.length, unit);
          if (in.read() < 0) return bytes;
          throw file.fault(
              "too much for one array",
              "at most " + MOST_BYTES + unit + " bytes",
              "more than that",
              "split the file into data_batch_1.bin … data_batch_5.bin",
              null);
        });
  }

  private static void requireRecords(PackedFile file, long bytes, String unit) {
    if (bytes > 0 && bytes % RECORD == 0) return;
    throw file.fault(
        "not a whole number of records",
        "a multiple of " + RECORD + unit + " bytes (label, 1024 red, 1024 green, 1024 blue)",
        bytes + unit + " bytes, " + bytes % RECORD + " too many",
        "take the binary version of CIFAR-10 (not the one for Python or Matlab), or copy it again",
        null);
  }
}
