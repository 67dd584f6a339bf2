package org.espalier.dsl.zoo;

import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Shape;

/**
 * {@code cnn}: twice a 5×5 convolution with padding and a 2×2 max pool, 32 and 64 filters, then 512
 * and classes; relu; weights start by He. For images.
 */
public final class Cnn implements Architecture {
  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public String summary() {
    return "conv 32 5×5 same, max pool 2, conv 64 5×5 same, max pool 2, dense 512, dense classes; relu";
  }

  @Override
  public Network describe(Shape example, int classes) {
    return Zoo.image("cnn", example)
        .conv2d(new Conv2d(32, 5, new Relu()).same())
        .maxPool(2)
        .conv2d(new Conv2d(64, 5, new Relu()).same())
        .maxPool(2)
        .flatten()
        .dense(512, new Relu())
        .dense(classes)
        .init(new HeNormal())
        .build();
  }
}
