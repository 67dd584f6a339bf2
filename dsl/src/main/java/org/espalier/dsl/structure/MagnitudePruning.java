package org.espalier.dsl.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Keeps the links of largest magnitude in each parameter and drops the others, down to a density;
 * links that are gone stay gone. Shapes stay: the result is masked, not smaller. Source: Han et
 * al., arXiv:1506.02626, layer by layer.
 *
 * @param density kept / total in each parameter, in (0, 1]
 * @param pattern which of the connections that layers declare, below the network; {@code **}{@code
 *     /kernel} is every kernel
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
  public void check(Snapshot start) {
    Targets.matching(start, pattern);
  }

  /**
   * What to drop.
   *
   * @throws EspalierException when the pattern names no connections
   */
  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    Map<Links, Relink> edits = new LinkedHashMap<>();
    for (String path : Targets.matching(snapshot, pattern)) {
      Links links = Links.of(snapshot, path);
      edits.put(links, weakest(links));
    }
    return Plan.of("magnitude pruning to density " + density, snapshot, edits);
  }

  /** Drops all but the strongest links; of equal ones the later places. */
  private Relink weakest(Links links) {
    double[] weights = links.weights();
    int last = weights.length - 1;
    double[] fromTheEnd = new double[weights.length];
    for (int i = 0; i <= last; i++) fromTheEnd[i] = Math.abs(weights[last - i]);
    int keep = (int) Math.max(1, Math.round(density * links.size()));
    int many = Math.max(0, links.count() - keep);
    int[] weak = Places.leastUnordered(fromTheEnd, Places.all(weights.length), many);
    for (int i = 0; i < weak.length; i++) weak[i] = last - weak[i];
    return Relink.of(links, Places.of(links, weak), new int[0], new double[0]);
  }
}
