package org.espalier.dsl.zoo;

import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.NetworkBuilder;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.tensor.Shape;

/**
 * {@code mlp}: flatten, 512, 512, classes; relu; weights start by He. For examples of any shape.
 */
public final class Mlp implements Architecture {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "flatten, dense 512, dense 512, dense classes; relu";
  }

  @Override
  public Network describe(Shape example, int classes) {
    NetworkBuilder start = Network.named("mlp").init(new HeNormal());
    VectorHandle features =
        switch (example.rank()) {
          case 1 -> start.vector(example.get(0).size());
          case 3 -> {
            long[] size = example.toArray();
            yield start.image(size[0], size[1], size[2]).flatten();
          }
          default -> start.tensor(InputSpec.of("example", example.toArray())).flatten();
        };
    return features.dense(512, new Relu()).dense(512, new Relu()).dense(classes).build();
  }
}
