package org.espalier.runtime.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * MNIST, or any set published the same way (Fashion-MNIST, KMNIST): four IDX files in one folder,
 * ten classes. Pictures are rows of shape [height, width, 1] with values in 0 … 1, kept as bytes.
 */
public final class Mnist {
  /** Number of classes. */
  public static final int CLASSES = 10;

  private static final List<String> ENDINGS = List.of("", ".gz");

  private Mnist() {}

  /**
   * Reads {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
   * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each with or without {@code .gz},
   * and with {@code .idx} in place of {@code -idx} as well.
   *
   * @throws DataException if a file is missing or cannot be used, or if images and labels disagree
   */
  public static TrainTest load(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new DataException(
          dir.toString(),
          Files.exists(dir) ? "not a folder" : "no such folder",
          "a folder with the four MNIST files",
          Files.exists(dir) ? "a file" : "nothing at this path",
          "give the folder that holds train-images-idx3-ubyte.gz");
    }
    return new TrainTest(part(dir, "train"), part(dir, "t10k"));
  }

  private static Dataset part(Path dir, String part) {
    Idx images = Idx.read(find(dir, part + "-images", "idx3-ubyte"));
    Idx labels = Idx.read(find(dir, part + "-labels", "idx1-ubyte"));
    requireAxes(images, 3, "images as unsigned bytes [images, height, width]");
    requireAxes(labels, 1, "labels as unsigned bytes [labels]");
    if (images.rows() != labels.rows()) {
      throw new DataException(
          labels.file().toString(),
          "labels that do not match the images",
          images.rows() + " labels, one for each image in " + images.file().getFileName(),
          labels.rows() + " labels",
          "take both files from the same set");
    }
    long[] picture = images.rowShape();
    return Dataset.of(
            Columns.reshaped(images.column(1f / 255), picture[0], picture[1], 1),
            Columns.labels(labels.file().toString(), labels.ints(), CLASSES))
        .named("mnist " + (part.equals("train") ? "train" : "test"));
  }

  private static void requireAxes(Idx idx, int axes, String expected) {
    if (idx.dims().length != axes || idx.element() != Idx.Element.UBYTE) {
      throw new DataException(
          idx.file().toString(),
          "contents of another kind",
          expected,
          idx.element() + " " + Arrays.toString(idx.dims()),
          "check that image and label files carry their own names");
    }
  }

  private static Path find(Path dir, String name, String kind) {
    for (String ending : ENDINGS) {
      for (String joint : List.of("-", ".")) {
        Path file = dir.resolve(name + joint + kind + ending);
        if (Files.exists(file)) {
          return file;
        }
      }
    }
    throw new DataException(
        dir.toString(),
        "a missing file",
        name + "-" + kind + " or " + name + "." + kind + ", plain or with .gz",
        "none of them in this folder",
        "download the file or give the folder that holds it");
  }
}
