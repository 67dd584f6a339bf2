package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;

/**
 * Keeps the links of largest magnitude in each parameter and drops the others, down to a density;
 * links that are gone stay gone. Shapes stay: the result is masked, not smaller. Source: Han et
 * al., arXiv:1506.02626, layer by layer.
 *
 * @param density kept / total in each parameter, in (0, 1]
 * @param pattern which parameters, below the network; {@code **}{@code /kernel} is every kernel
 */
public record MagnitudePruning(double density, String pattern) implements StructurePass {
  public MagnitudePruning {
    Check.density("density", density);
  }

  /** Every kernel. */
  public MagnitudePruning(double density) {
    this(density, "**/kernel");
  }

  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    List<String> paths = Masks.maskable(snapshot, pattern);
    if (paths.isEmpty()) {
      throw new EspalierException(
          "no parameter of '"
              + snapshot.network().name()
              + "' matches '"
              + pattern
              + "' and has two axes or more; there are "
              + snapshot.arrays().keySet());
    }
    List<Edit> edits = new ArrayList<>();
    for (String path : paths) {
      Nd next = strongest(snapshot, path);
      Relink relink = Relink.between(snapshot, path, next);
      if (relink.dropped() == 0) continue;
      if (!Masks.has(snapshot, path)) edits.add(new AddMask(path));
      edits.add(relink);
    }
    return new Plan(String.format(Locale.ROOT, "magnitude pruning to density %s", density), edits);
  }

  /** The mask of the strongest links; equal magnitudes go by place. */
  private Nd strongest(Snapshot snapshot, String path) {
    Nd weights = snapshot.array(path).toNd();
    double[] alive =
        Masks.has(snapshot, path)
            ? snapshot.array(Masks.path(path)).toNd().data()
            : Nd.filled(1, weights.dims()).data();
    int keep = (int) Math.max(1, Math.round(density * weights.size()));
    Nd mask = Nd.zeros(weights.dims());
    IntStream.range(0, weights.size())
        .filter(i -> alive[i] != 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Math.abs(weights.data()[i])))
        .limit(keep)
        .forEach(i -> mask.data()[i] = 1);
    return mask;
  }
}
