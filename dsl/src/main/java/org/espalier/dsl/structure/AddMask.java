package org.espalier.dsl.structure;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Puts a mask of ones before a parameter that had none. Values stay; the network gets one more
 * parametrization.
 *
 * @param path of the parameter: {@code lenet/fc1/kernel}
 */
public record AddMask(String path) implements Edit {
  @Override
  public Snapshot apply(Snapshot snapshot) {
    Tensor weights = snapshot.array(path);
    Network network = snapshot.network();
    String below = path.substring(network.name().length() + 1);
    Tensor ones = Tensor.of(weights.dtype(), Nd.filled(1, weights.dims()));
    return snapshot
        .withNetwork(network.parametrize(below, new Masked(1)))
        .with(Map.of(Masked.path(path), ones));
  }

  @Override
  public List<String> row() {
    return List.of(path + " gets a mask", "0", "0", "1", "0");
  }
}
