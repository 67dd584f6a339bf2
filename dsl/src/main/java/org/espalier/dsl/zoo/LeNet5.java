package org.espalier.dsl.zoo;

import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Shape;

/**
 * {@code lenet5}: convolutions of 6 and 16 filters 5×5, the first with padding, each followed by a
 * 2×2 mean pool, then 120, 84 and classes; tanh; weights start by Glorot. For images. After LeCun,
 * Bottou, Bengio and Haffner, Proceedings of the IEEE 86(11), 1998, with the simplifications in
 * common use: every filter of the second convolution sees all channels, pools have no weights, the
 * output is linear.
 */
public final class LeNet5 implements Architecture {
  @Override
  public String name() {
    return "lenet5";
  }

  @Override
  public String summary() {
    return "conv 6 5×5 same, mean pool 2, conv 16 5×5, mean pool 2, dense 120, dense 84, dense classes;"
        + " tanh";
  }

  @Override
  public Network describe(Shape example, int classes) {
    return Zoo.image("lenet5", example)
        .conv2d(new Conv2d(6, 5, new Tanh()).same())
        .averagePool(2)
        .conv2d(16, 5, new Tanh())
        .averagePool(2)
        .flatten()
        .dense(120, new Tanh())
        .dense(84, new Tanh())
        .dense(classes)
        .build();
  }
}
