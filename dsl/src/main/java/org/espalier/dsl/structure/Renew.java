package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;

/**
 * Gives an array other values.
 *
 * @param path of the array: {@code lenet/fc1/kernel}
 * @param values of the same type
 */
public record Renew(String path, Tensor values) implements Edit {
  @Override
  public Snapshot apply(Snapshot snapshot) {
    return snapshot.with(Map.of(path, values));
  }

  @Override
  public List<String> row() {
    return List.of(path + " " + Arrays.toString(values.dims()) + " anew", "0", "0", "", "0");
  }
}
