package org.espalier.runtime.sparse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.runtime.Compute;
import org.espalier.runtime.io.AtomicFile;
import org.espalier.runtime.io.CacheFolder;
import org.espalier.runtime.live.Processor;

/**
 * The density of a dense layer below which computing with its links alone is faster than computing
 * with a full kernel behind a mask, forward and backward, as it was measured on one machine.
 *
 * @param density in [0, 1]; 0 where the mask always wins
 * @param processor whose density it is
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 * @param threads of one op
 */
public record BreakEven(double density, String processor, String device, int threads)
    implements Described {
  /**
   * Where nothing was measured. On an AMD EPYC with AVX-512 and 2 threads the two were even at a
   * density of about 0.12, in processor time (4096 units, batches of 128; SparseBenchmark).
   */
  public static final double USUAL = 0.1;

  private static final double[] DENSITIES = {0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64};
  private static final int WIDTH = 2048;
  private static final int BATCH = 128;
  private static final int ROUNDS = 7;

  public BreakEven {
    Check.that(density >= 0 && density <= 1, "density must be in [0, 1], got %s", density);
  }

  /** Where this user's break-even is kept. */
  public static Path file() {
    return CacheFolder.espalier(System.getenv()).resolve("sparse.json");
  }

  /** Measures it on a layer of 2048 units with batches of 128; takes some ten seconds. */
  public static BreakEven measure(Compute compute) {
    return here(crossing(density -> ratio(density, WIDTH, BATCH, ROUNDS, compute)), compute);
  }

  private static BreakEven here(double density, Compute compute) {
    return new BreakEven(density, Processor.model(), device(compute), compute.threads());
  }

  private static String device(Compute compute) {
    return compute.device().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Where a ratio that grows with the density reaches 1, between the densities tried.
   *
   * @param ratio time by links over time behind a mask
   */
  static double crossing(DoubleUnaryOperator ratio) {
    double before = 0;
    double at = 0;
    for (double density : DENSITIES) {
      double next = Math.log(ratio.applyAsDouble(density));
      if (next >= 0) {
        if (at == 0) return 0;
        return at * Math.pow(density / at, -before / (next - before));
      }
      before = next;
      at = density;
    }
    return 1;
  }

  /** The median of alternating runs of either form. */
  static double ratio(double density, int width, int batch, int rounds, Compute compute) {
    Optional<Parametrization> links = Optional.of(new Linked(density));
    Optional<Parametrization> mask = Optional.of(new Masked(density));
    double[] ratios = new double[rounds];
    try (LayerTrial linked = new LayerTrial(width, batch, links, compute);
        LayerTrial masked = new LayerTrial(width, batch, mask, compute)) {
      seconds(linked);
      seconds(masked);
      for (int i = 0; i < rounds; i++) ratios[i] = seconds(linked) / seconds(masked);
    }
    Arrays.sort(ratios);
    return ratios[rounds / 2];
  }

  private static double seconds(LayerTrial trial) {
    long began = System.nanoTime();
    trial.run();
    return (System.nanoTime() - began) / 1e9;
  }

  /** Stores it as this user's, for this machine. */
  public void save() {
    save(file());
  }

  void save(Path file) {
    AtomicFile.write(file, Json.standard().text(this) + "\n");
  }

  /**
   * What is stored, where it was measured with this processor, device and number of threads.
   *
   * @throws EspalierException when the file cannot be read
   */
  public static Optional<BreakEven> stored(Compute compute) {
    return stored(file(), compute);
  }

  static Optional<BreakEven> stored(Path file, Compute compute) {
    if (!Files.isRegularFile(file)) return Optional.empty();
    try {
      BreakEven found = Json.standard().read(Files.readString(file), BreakEven.class);
      return Optional.of(found).filter(b -> b.equals(here(b.density, compute)));
    } catch (IOException | EspalierException e) {
      throw new EspalierException(
          file
              + " holds no break-even density: "
              + e.getMessage()
              + "\n\n  Try       ./espalier doctor --sparse, which measures and writes it anew",
          e);
    }
  }
}
