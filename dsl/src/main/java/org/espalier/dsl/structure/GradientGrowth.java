package org.espalier.dsl.structure;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * RigL: of each masked weight the links of least magnitude go, and as many grow at those empty
 * places where the loss's gradient for the dense weight is largest, with weight 0; a link that just
 * went may return there, at 0. The share that moves falls along half a cosine, share/2 · (1 + cos(π
 * t / rounds)) in the t-th run, and from {@code rounds} on nothing moves. Source: Evci et al.,
 * arXiv:1911.11134; they run it every 100 steps until three quarters of the training are over, with
 * a share of 0.3.
 *
 * @param share of the links that would move at the very beginning (t = 0), in (0, 1)
 * @param rounds the run, counted from 1, that moves none any more, ≥ 1
 * @param batches the gradient is their mean; one in the source
 * @param includeOutput whether the connections right before the network's outputs change too
 */
public record GradientGrowth(double share, int rounds, int batches, boolean includeOutput)
    implements StructurePass {
  public GradientGrowth {
    Check.that(share > 0 && share < 1, "share must be in (0, 1), got %s", share);
    Check.positive("rounds", rounds);
    Check.positive("batches", batches);
  }

  /** By the gradient of one batch; output layers stay as they are. */
  public GradientGrowth(double share, int rounds) {
    this(share, rounds, 1, false);
  }

  @Override
  public Set<String> wants(Snapshot snapshot) {
    Set<String> wants = new LinkedHashSet<>();
    for (String path : Targets.masked(snapshot, includeOutput)) {
      wants.add(Evidence.effectiveGradient(path));
    }
    return wants;
  }

  /** The share of the links that moves in a run, which is counted from 0. */
  public double share(long round) {
    double along = Math.min(1, (round + 1) / (double) rounds);
    return share / 2 * (1 + Math.cos(Math.PI * along));
  }

  @Override
  public void check(Snapshot start) {
    Targets.masked(start, includeOutput);
  }

  /**
   * What goes and what grows.
   *
   * @throws org.espalier.dsl.error.EspalierException when the network has no masked connections, or
   *     the evidence lacks a gradient
   */
  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    Map<Links, Relink> edits = new LinkedHashMap<>();
    double now = share(evidence.round());
    for (String path : Targets.masked(snapshot, includeOutput)) {
      Links links = Links.of(snapshot, path);
      double[] gradient = evidence.value(Evidence.effectiveGradient(path)).toNd().data();
      edits.put(links, moved(links, gradient, (int) (now * links.count())));
    }
    return Plan.of("gradient growth, share " + (float) now, snapshot, edits);
  }

  private static Relink moved(Links links, double[] gradient, int count) {
    double[] weights = links.weights();
    for (int i = 0; i < weights.length; i++) weights[i] = Math.abs(weights[i]);
    for (int i = 0; i < gradient.length; i++) gradient[i] = -Math.abs(gradient[i]);
    int most = links.count() == links.size() ? 0 : count;
    int[] weak = Places.leastUnordered(weights, Places.all(weights.length), most);
    int[] dropped = Places.of(links, weak);
    int[] empty = Places.empty(links, dropped);
    int[] grown = Places.least(gradient, empty, dropped.length);
    return Relink.of(links, dropped, grown, new double[grown.length]);
  }
}
