package org.espalier.runtime.kotlindl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Elu;
import org.espalier.dsl.activation.Gelu;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.activation.Mish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Selu;
import org.espalier.dsl.activation.Sigmoid;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.activation.Softplus;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.GlorotNormal;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.HeUniform;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.LeCunNormal;
import org.espalier.dsl.init.LeCunUniform;
import org.espalier.dsl.init.Normal;
import org.espalier.dsl.init.Orthogonal;
import org.espalier.dsl.init.TruncatedNormal;
import org.espalier.dsl.init.Uniform;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.AveragePool2d;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.GaussianDropout;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.layer.GlobalMaxPool;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.layer.Multiply;
import org.espalier.dsl.layer.Rescaling;
import org.espalier.dsl.layer.ReshapeTo;
import org.espalier.dsl.layer.SpatialDropout2d;
import org.espalier.dsl.layer.ZeroPad2d;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.DType;

/** Networks at random, of all layers that Keras has too. */
final class Architectures {
  private static final List<Activation> ACTIVATIONS =
      List.of(
          new Linear(),
          new Relu(),
          new Elu(),
          new Elu(0.3),
          new Selu(),
          new Sigmoid(),
          new Softmax(),
          new Softplus(),
          new Swish(),
          new Tanh(),
          new Gelu(),
          new Mish(),
          new LeakyRelu(0.2),
          new LeakyRelu(0.01));

  private static final List<Initializer> INITIALIZERS =
      List.of(
          new GlorotUniform(),
          new GlorotNormal(),
          new HeNormal(),
          new HeUniform(),
          new LeCunNormal(),
          new LeCunUniform(),
          new Orthogonal(1.5),
          new Normal(0.1, 0.2),
          new TruncatedNormal(0, 0.3),
          new Uniform(-0.2, 0.4),
          new Constant(0.7));

  private static final List<Initializer> POLICIES = INITIALIZERS.subList(0, 6);
  private static final List<Initializer> OTHERS = INITIALIZERS.subList(6, INITIALIZERS.size());

  /** Those that Keras has for vectors too. */
  private static final List<Initializer> BIASES =
      INITIALIZERS.stream().filter(init -> !(init instanceof Orthogonal)).toList();

  private final Random random;
  private final List<Step> steps = new ArrayList<>();
  private String last;
  private int kernels;

  private Architectures(long seed) {
    random = new Random(seed);
  }

  /** One network; equal seeds give equal ones. */
  static Network of(long seed) {
    return new Architectures(seed).make();
  }

  private Network make() {
    List<InputSpec> inputs = new ArrayList<>(List.of(InputSpec.of("image", 12, 10, 3)));
    last = "image";
    boolean graph = random.nextBoolean();
    for (int i = random.nextInt(4); i > 0; i--) image(graph);
    if (random.nextBoolean())
      add(random.nextBoolean() ? new GlobalAveragePool() : new GlobalMaxPool());
    else add(new Flatten());
    if (graph && random.nextBoolean()) {
      inputs.add(InputSpec.of("more", 5));
      join(new Concat(random.nextBoolean() ? 1 : -1), last, "more");
    }
    for (int i = random.nextInt(3); i > 0; i--) vector(graph);
    List<String> outputs = new ArrayList<>();
    if (graph && random.nextBoolean()) {
      String from = last;
      outputs.add(add(dense(2)));
      last = from;
    }
    outputs.add(add(dense(4)));
    if (graph && random.nextInt(3) == 0) {
      add(dense(6));
      block();
      outputs.add(last);
    }
    DType dtype = random.nextInt(4) == 0 ? DType.FLOAT64 : DType.FLOAT32;
    List<InputSpec> typed =
        inputs.stream().map(in -> new InputSpec(in.name(), in.type().as(dtype))).toList();
    return new Network("net-" + random.nextInt(100), typed, steps, outputs)
        .withDtype(dtype)
        .withInit(one(POLICIES));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String add(Layer layer) {
    return join(layer, last);
  }

  private String join(Layer layer, String... from) {
    last = layer.baseName() + "_" + steps.size();
    steps.add(new Step(last, layer, List.of(from)));
    return last;
  }

  private void image(boolean graph) {
    switch (random.nextInt(graph ? 9 : 7)) {
      case 0 -> add(conv(random.nextInt(3) + 1, random.nextInt(3) + 1));
      case 1 -> add(new BatchNorm(0.9, 1e-4));
      case 2 -> add(one(ACTIVATIONS));
      case 3 -> add(new MaxPool2d(2, 1 + random.nextInt(2)).same());
      case 4 -> add(new AveragePool2d(1 + random.nextInt(3)).withStrides(1, 2).same());
      case 5 -> add(random.nextBoolean() ? new ZeroPad2d(1, 0, 2, 1) : new Rescaling(2, -1));
      case 6 -> add(random.nextBoolean() ? new GaussianDropout(0.1) : new SpatialDropout2d(0.2));
      case 7 -> {
        String from = last;
        join(random.nextBoolean() ? new Add() : new Multiply(), add(one(ACTIVATIONS)), from);
      }
      default -> {
        String from = last;
        String left = add(conv(1, 3));
        join(new Concat(random.nextBoolean() ? 3 : -1), left, from);
      }
    }
  }

  private Conv2d conv(int height, int width) {
    boolean dilated = random.nextInt(3) == 0;
    int stride = dilated ? 1 : 1 + random.nextInt(2);
    int dilation = dilated ? 2 : 1;
    Windows windows = new Windows(1, 1, dilation, dilation, Padding.SAME);
    if (stride > 1) windows = Windows.of(1, Padding.SAME);
    return new Conv2d(
        1 + random.nextInt(4), height, width, windows, one(ACTIVATIONS), kernel(), bias());
  }

  /** The policy for most, so that it is told from the exception. */
  private Optional<Initializer> kernel() {
    boolean own = ++kernels == 3;
    return own ? Optional.of(one(OTHERS)) : Optional.empty();
  }

  private Optional<Initializer> bias() {
    return random.nextInt(4) == 0
        ? Optional.empty()
        : Optional.of(random.nextBoolean() ? Constant.ZEROS : one(BIASES));
  }

  private Dense dense(int units) {
    return new Dense(units, one(ACTIVATIONS), kernel(), bias(), false);
  }

  private void vector(boolean graph) {
    switch (random.nextInt(graph ? 5 : 4)) {
      case 0 -> add(dense(1 + random.nextInt(8)));
      case 1 -> add(new Dropout(0.25));
      case 2 -> {
        add(dense(12));
        add(new ReshapeTo(3, -1));
        add(dense(3).atEveryPosition());
        add(new GlobalMaxPool());
      }
      case 3 -> add(one(ACTIVATIONS));
      default -> {
        add(dense(6));
        block();
      }
    }
  }

  /** A network of six features used as a layer, a chain or not; its policy is that of the whole. */
  private void block() {
    String name = "block_" + steps.size();
    List<Step> chain =
        List.of(
            new Step("a", dense(5), List.of("in")), new Step("b", new BatchNorm(), List.of("a")));
    List<Step> graph =
        List.of(chain.get(0), chain.get(1), new Step("c", new Add(), List.of("a", "b")));
    List<Step> inside = random.nextBoolean() ? chain : graph;
    Network inner =
        new Network(
            name,
            List.of(InputSpec.of("in", 6)),
            inside,
            List.of(inside.get(inside.size() - 1).name()));
    steps.add(new Step(name, new Block(inner), List.of(last)));
    last = name;
  }
}
