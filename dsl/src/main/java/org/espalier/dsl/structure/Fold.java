package org.espalier.dsl.structure;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Adds to a bias what constant inputs gave.
 *
 * @param bias path of the bias
 * @param sums float64, one an element
 */
public record Fold(String bias, Tensor sums) implements Edit {
  static Fold of(String bias, double[] sums) {
    return new Fold(bias, Tensor.of(DType.FLOAT64, Nd.of(sums)));
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    Tensor before = snapshot.array(bias);
    Nd after = before.toNd();
    double[] more = sums.toNd().data();
    for (int i = 0; i < more.length; i++) after.data()[i] += more[i];
    return snapshot.with(Map.of(bias, Tensor.of(before.dtype(), after)));
  }

  @Override
  public List<String> row() {
    return List.of(bias + " takes up constants", "0", "0", "", "0");
  }
}
