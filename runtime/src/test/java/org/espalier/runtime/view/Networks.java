package org.espalier.runtime.view;

import java.util.stream.Stream;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.NetworkBuilder;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.zoo.LeNet5;

/** Networks of every form that a diagram has to cope with. */
final class Networks {
  private Networks() {}

  static Stream<Network> all() {
    return Stream.of(lenet(), residual(), branches(), blocks(), siamese(), deep(), dense());
  }

  static Network lenet() {
    return new LeNet5().describe(Shape.of(28, 28, 1), 10);
  }

  static Network residual() {
    return Network.named("residual")
        .image(28, 28, 1)
        .conv2d("stem", new Conv2d(8, 3, new Relu()).same())
        .residual(
            x -> x.conv2d(same(8)).batchNorm().activation(new Relu()).conv2d(same(8)).batchNorm())
        .activation(new Relu())
        .maxPool(2)
        .residual(x -> x.conv2d(same(8)).activation(new Nish()))
        .globalAveragePool()
        .dense(10)
        .build();
  }

  static Network branches() {
    return Network.named("branches")
        .image(28, 28, 3)
        .conv2d("stem", new Conv2d(16, 3, new Relu()).same())
        .branch(
            x -> x.conv2d(8, 1),
            x -> x.conv2d(8, 1).conv2d(same(8)),
            x -> x.conv2d(8, 1).conv2d(same(8)).conv2d(same(8)),
            x -> x.conv2d("narrow", 4, 1),
            x -> x.residual(y -> y.conv2d(same(16))))
        .globalAveragePool()
        .dense(10)
        .build();
  }

  static Network blocks() {
    Network inner =
        Network.named("bottleneck")
            .image(12, 12, 8)
            .conv2d("squeeze", 4, 1)
            .conv2d("spread", same(8))
            .residual(x -> x.conv2d(same(8)))
            .build();
    return Network.named("blocks")
        .image(28, 28, 1)
        .conv2d("stem", 8, 5)
        .maxPool(2)
        .residual(x -> x.layer("first", new Block(inner)))
        .layer("second", new Block(inner))
        .globalAveragePool()
        .dense(10)
        .build();
  }

  static Network siamese() {
    NetworkBuilder builder = Network.named("siamese");
    VectorHandle left = builder.vector("left", 20).layer("encode", new Dense(16, new Tanh()));
    VectorHandle right = builder.vector("right", 20).shared("encode", new Dense(16, new Tanh()));
    VectorHandle same = left.multiply(right).layer("same", new Dense(1));
    return builder.output(same).output(left).build();
  }

  /** More than a hundred steps with edges that pass many of them. */
  static Network deep() {
    VectorHandle first = Network.named("deep").vector(16);
    VectorHandle v = first;
    for (int i = 0; i < 33; i++) {
      VectorHandle before = v;
      v = v.residual(x -> x.dense(16, new Relu()).dense(16));
      if (i % 11 == 10) v = v.concat(first, before).dense(16);
    }
    return v.build();
  }

  /** Each step uses all steps before it. */
  static Network dense() {
    VectorHandle[] steps = new VectorHandle[9];
    steps[0] = Network.named("dense").vector(4);
    for (int i = 1; i < steps.length; i++) {
      VectorHandle[] earlier = java.util.Arrays.copyOfRange(steps, 0, i - 1);
      VectorHandle all = earlier.length == 0 ? steps[i - 1] : steps[i - 1].concat(earlier);
      steps[i] = all.dense(4);
    }
    return steps[8].build();
  }

  private static Conv2d same(int filters) {
    return new Conv2d(filters, 3).same();
  }
}
