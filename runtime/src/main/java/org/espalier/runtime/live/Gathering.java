package org.espalier.runtime.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.PhaseRunner;

/** Gathers a structure pass's evidence: what the training phase computes on the way. */
public final class Gathering {
  private static final String PHASE = "train";

  private Gathering() {}

  /**
   * Runs the training phase without its updates on some batches.
   *
   * @param from the first of them; after the last comes the first
   * @param count how many, at most all there are
   * @param wants {@code gradient:PATH} and {@code effectiveGradient:PATH} (means over the batches)
   *     or {@code tap:NAME} (rows together)
   */
  public static Map<String, Tensor> of(
      Engine engine, Dataset data, Batches batches, int from, int count, Set<String> wants) {
    if (wants.isEmpty()) return Map.of();
    Set<String> sorted = new TreeSet<>(wants);
    String name = "evidence/" + String.join(",", sorted);
    engine.add(name, n -> engine.graph().evidence(n, PHASE, sorted));
    int runs = Math.min(count, batches.count());
    return engine.with(
        name,
        runner -> {
          Feeds feeds = new Feeds(engine.network(), runner, data, Set.of());
          Map<String, Tensor> gathered = new LinkedHashMap<>();
          for (int i = 0; i < runs; i++) {
            int b = (from + i) % batches.count();
            feeds.fill(batches.order(), batches.from(b), batches.size(b));
            if (runner.inputs().contains(Trace.STEP)) runner.input(Trace.STEP).set(new long[] {b});
            runner.run();
            for (String want : sorted) {
              gathered.merge(want, value(runner, want, runs), merger(want));
            }
          }
          return gathered;
        });
  }

  private static Tensor value(PhaseRunner runner, String want, int runs) {
    Tensor value = runner.output(want);
    if (want.startsWith(StepGraph.TAP) || runs == 1) return value;
    return Tensor.of(value.dtype(), value.toNd().map(v -> v / runs));
  }

  private static java.util.function.BinaryOperator<Tensor> merger(String want) {
    return want.startsWith(StepGraph.TAP) ? Gathering::rows : Gathering::sum;
  }

  private static Tensor sum(Tensor a, Tensor b) {
    Nd x = a.toNd();
    double[] y = b.toNd().data();
    for (int i = 0; i < y.length; i++) x.data()[i] += y[i];
    return Tensor.of(a.dtype(), x);
  }

  private static Tensor rows(Tensor a, Tensor b) {
    double[] x = a.toNd().data();
    double[] y = b.toNd().data();
    double[] all = java.util.Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, all, x.length, y.length);
    long[] dims = a.dims();
    dims[0] += b.dims()[0];
    return Tensor.of(a.dtype(), new Nd(dims, all));
  }
}
