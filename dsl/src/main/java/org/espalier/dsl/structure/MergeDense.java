package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Makes one dense layer of two with nothing but a line between them: the product of their kernels,
 * and the first one's bias through the second. What the optimizer keeps for them starts afresh.
 *
 * @param first step that goes
 * @param second step that stays, on what the first one received
 */
public record MergeDense(String first, String second) implements Edit {
  /** Numbers that this saves; negative where it costs some. */
  static long saved(long in, long hidden, long out, boolean bias) {
    return in * hidden + (bias ? hidden : 0) + hidden * out - in * out;
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    Network network = snapshot.network();
    Step from = network.step(first).orElseThrow();
    Step to = network.step(second).orElseThrow();
    String a = network.name() + "/" + from.weights() + "/";
    String b = network.name() + "/" + to.weights() + "/";
    Tensor kernel = snapshot.array(b + "kernel");
    SortedMap<String, Tensor> arrays = new TreeMap<>(snapshot.arrays());
    Nd own = kernel.toNd();
    arrays.put(
        b + "kernel", Tensor.of(kernel.dtype(), product(snapshot.array(a + "kernel").toNd(), own)));
    if (((Dense) from.layer()).bias().isPresent()) {
      Nd carried = product(snapshot.array(a + "bias").toNd().reshape(1, own.dims()[0]), own);
      Nd bias = snapshot.array(b + "bias").toNd();
      for (int i = 0; i < bias.size(); i++) bias.data()[i] += carried.data()[i];
      arrays.put(b + "bias", Tensor.of(kernel.dtype(), bias));
    }
    arrays.keySet().removeIf(p -> p.startsWith(a));
    arrays
        .keySet()
        .removeIf(p -> p.startsWith("@optimizer/" + a) || p.startsWith("@optimizer/" + b));
    return new Snapshot(
        merged(network, from, to),
        snapshot.training(),
        arrays,
        snapshot.progress(),
        snapshot.provenance());
  }

  private static Network merged(Network network, Step from, Step to) {
    List<Step> steps = new ArrayList<>(network.steps());
    steps.remove(from);
    steps.replaceAll(
        s -> s.equals(to) ? new Step(s.name(), s.layer(), from.inputs(), s.weights()) : s);
    return network.withSteps(steps);
  }

  private static Nd product(Nd a, Nd b) {
    int rows = (int) a.dims()[0];
    int inner = (int) b.dims()[0];
    int columns = (int) b.dims()[1];
    Nd out = Nd.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        double x = a.data()[i * inner + k];
        for (int j = 0; j < columns; j++) {
          out.data()[i * columns + j] += x * b.data()[k * columns + j];
        }
      }
    }
    return out;
  }

  @Override
  public List<String> row() {
    return List.of(first + " and " + second + " become one", "0", "0", "", "0");
  }
}
