package org.espalier.runtime.kotlindl.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.graph.Imported;

/**
 * A {@code .keras} file: an archive of an architecture and its weights. Two entries are read, by
 * name, into memory, each up to a limit; nothing is unpacked.
 */
public final class KerasArchive {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final int MEGABYTE = 1 << 20;

  private KerasArchive() {}

  /** The architecture as JSON. */
  public static String architecture(Path file) {
    return new String(entry(file, CONFIG, 64L * MEGABYTE), StandardCharsets.UTF_8);
  }

  /**
   * The arrays of the network.
   *
   * @throws KerasException when the archive has no weights, is damaged, or does not fit
   */
  public static SortedMap<String, Tensor> read(Path file, Imported model) {
    long bytes =
        model.variables().stream()
            .mapToLong(v -> v.type().dtype().bytes() * v.type().shape().size().size())
            .sum();
    long limit = Math.min(64L * MEGABYTE + 8 * bytes, Integer.MAX_VALUE - 8);
    return KerasHdf5.read(entry(file, WEIGHTS, limit), file + "!" + WEIGHTS, model);
  }

  private static byte[] entry(Path file, String name, long limit) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new KerasException(
            file + " has no entry '" + name + "'; a file made by model.save(\"….keras\") has");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes((int) limit + 1);
        if (bytes.length <= limit) return bytes;
        throw new KerasException(
            file + "!" + name + " is larger than such a model needs, " + limit + " bytes");
      }
    } catch (IOException e) {
      throw new KerasException(
          file + " is not a readable archive: damaged or cut off (" + e.getMessage() + ")", e);
    }
  }
}
