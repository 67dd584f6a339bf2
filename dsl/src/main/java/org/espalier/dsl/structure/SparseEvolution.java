package org.espalier.dsl.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Sparse evolutionary training (SET): of each masked weight the links nearest to 0 go, a share of
 * the positive and a share of the negative ones, and as many grow at random empty places, where a
 * link that just went may return. The number of links stays. Run it after every epoch but the last:
 * {@code new ScheduledPass(1, new SparseEvolution(0.3)).until(epochs - 1)}. Source: Mocanu et al.,
 * arXiv:1707.04780; their code cuts by a threshold and so drops about one more of each sign than
 * the share, counted here.
 *
 * @param zeta share that goes, in (0, 1), rounded down for each sign; what is exactly 0 goes too
 * @param newWeights draws the weights of grown links, as a vector of them; 0, or {@code new
 *     Normal(0, 0.1)}
 * @param includeOutput whether the connections right before the network's outputs change too
 */
public record SparseEvolution(double zeta, Initializer newWeights, boolean includeOutput)
    implements StructurePass {
  public SparseEvolution {
    Check.that(zeta > 0 && zeta < 1, "zeta must be in (0, 1), got %s", zeta);
  }

  /** New links start at 0, output layers stay as they are. */
  public SparseEvolution(double zeta) {
    this(zeta, Constant.ZEROS, false);
  }

  @Override
  public void check(Snapshot start) {
    Targets.masked(start, includeOutput);
  }

  /**
   * What goes and what grows; a weight with all its links is left alone.
   *
   * @throws org.espalier.dsl.error.EspalierException when the network has no masked connections
   */
  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    Map<Links, Relink> edits = new LinkedHashMap<>();
    for (String path : Targets.masked(snapshot, includeOutput)) {
      Links links = Links.of(snapshot, path);
      if (links.count() == links.size()) continue;
      int[] dropped = weakest(links);
      int[] empty = Places.empty(links, dropped);
      RandomSource random = evidence.random(path + "/grow");
      for (int i = 0; i < dropped.length; i++) {
        int j = i + random.nextInt(empty.length - i);
        int chosen = empty[j];
        empty[j] = empty[i];
        empty[i] = chosen;
      }
      int[] grown = java.util.Arrays.copyOf(empty, dropped.length);
      Site site = new Site(path, new long[] {grown.length}, evidence.random(path + "/weights"));
      edits.put(links, Relink.of(links, dropped, grown, newWeights.values(site).data()));
    }
    return Plan.of("sparse evolution, share " + zeta, snapshot, edits);
  }

  /**
   * The change of one weight's links when empty places are filled in a given order, and with given
   * weights.
   *
   * @param rank of every place; empty ones are filled in ascending rank
   * @param values weights of grown links in that order, at least as many as go
   */
  public Relink evolve(Links links, double[] rank, double[] values) {
    int[] dropped = weakest(links);
    int[] empty = Places.empty(links, dropped);
    int[] grown = Places.least(rank, empty, dropped.length);
    return Relink.of(links, dropped, grown, java.util.Arrays.copyOf(values, grown.length));
  }

  /** Places of the links that go, ascending. */
  private int[] weakest(Links links) {
    double[] weights = links.weights();
    int[] plus = Places.where(weights, w -> w > 0);
    int[] minus = Places.where(weights, w -> w < 0);
    int[] zero = Places.where(weights, w -> w == 0);
    for (int i = 0; i < weights.length; i++) weights[i] = Math.abs(weights[i]);
    plus = Places.leastUnordered(weights, plus, (int) (zeta * plus.length));
    minus = Places.leastUnordered(weights, minus, (int) (zeta * minus.length));
    return Places.of(links, plus, minus, zero);
  }
}
