package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;

/** Softmax, losses, normalisation, choices, own derivatives, random numbers. */
final class NnCases {
  private static final Nd KEY = Nd.of(5271009010123409.0, 12, 3);
  private static final Nd IDS = Nd.of(2, 0, 3);

  private NnCases() {}

  static List<OpCase> cases() {
    List<OpCase> cases = new ArrayList<>();
    cases.addAll(softmax());
    cases.addAll(losses());
    cases.addAll(batchNorm());
    cases.addAll(choices());
    cases.addAll(random());
    cases.add(
        OpCase.of(
            "own derivative",
            in ->
                Nn.withGradient(
                        in,
                        x -> List.of(x.get(0).sin().times(x.get(1)), x.get(1)),
                        (x, y, dy) ->
                            List.of(
                                dy.get(0).times(x.get(0).cos()).times(x.get(1)),
                                dy.get(0).times(x.get(0).sin()).plus(dy.get(1))))
                    .get(0)
                    .square(),
            OpCase.values(2, 3),
            OpCase.positive(2, 3)));
    cases.add(
        OpCase.of(
            "straight through",
            in -> Nn.straightThrough(in.get(0), x -> x.times(1)).square(),
            OpCase.values(2, 3)));
    return cases;
  }

  private static List<OpCase> softmax() {
    return List.of(
        OpCase.of("softmax", in -> Nn.softmax(in.get(0)), OpCase.values(3, 4)),
        OpCase.of("softmax rank 3", in -> Nn.softmax(in.get(0)), OpCase.values(2, 2, 3)),
        OpCase.of("softmax of one class", in -> Nn.softmax(in.get(0)), OpCase.values(3, 1)),
        OpCase.of("logSoftmax", in -> Nn.logSoftmax(in.get(0)), OpCase.values(3, 4)),
        OpCase.of("logSoftmax vector", in -> Nn.logSoftmax(in.get(0)), OpCase.values(4)));
  }

  private static List<OpCase> losses() {
    return List.of(
        OpCase.of(
            "softmaxCrossEntropy",
            in -> Nn.softmaxCrossEntropy(in.get(0), Nn.softmax(in.get(1))),
            OpCase.values(3, 4),
            OpCase.positive(3, 4)),
        OpCase.of(
            "softmaxCrossEntropy rank 3",
            in -> Nn.softmaxCrossEntropy(in.get(0), Nn.softmax(in.get(1))),
            OpCase.values(2, 1, 3),
            OpCase.positive(2, 1, 3)),
        OpCase.of(
            "softmaxCrossEntropy second output",
            in -> SoftmaxCrossEntropy.of(in.get(0), in.get(1)).output(1),
            OpCase.values(3, 4),
            OpCase.positive(3, 4)),
        OpCase.of(
            "softmaxCrossEntropy gradient",
            in ->
                Gradient.of(
                    Nn.softmaxCrossEntropy(in.get(0), Nn.softmax(in.get(1))).square().sum(),
                    in.get(0)),
            OpCase.values(2, 3),
            OpCase.positive(2, 3)),
        OpCase.of(
                "sparseSoftmaxCrossEntropy",
                in -> Nn.sparseSoftmaxCrossEntropy(in.get(0), in.get(1)),
                OpCase.values(3, 4),
                IDS)
            .with(1, DType.INT64),
        OpCase.of(
                "sparseSoftmaxCrossEntropy int32 ids",
                in -> Nn.sparseSoftmaxCrossEntropy(in.get(0), in.get(1)).square(),
                OpCase.values(3, 4),
                IDS)
            .with(1, DType.INT32),
        OpCase.of(
                "sparseSoftmaxCrossEntropy gradient",
                in ->
                    Gradient.of(
                        Nn.sparseSoftmaxCrossEntropy(in.get(0), in.get(1)).square().sum(),
                        in.get(0)),
                OpCase.values(3, 4),
                IDS)
            .with(1, DType.INT64),
        OpCase.of(
            "sigmoidCrossEntropy",
            in -> Nn.sigmoidCrossEntropy(in.get(0), in.get(1)),
            OpCase.values(2, 3),
            OpCase.positive(2, 3)));
  }

  private static List<OpCase> batchNorm() {
    Nd x = OpCase.values(2, 3, 2, 2);
    Nd scale = OpCase.positive(2);
    Nd offset = OpCase.values(2);
    List<OpCase> cases = new ArrayList<>();
    for (int output = 0; output < 3; output++) {
      int k = output;
      cases.add(
          OpCase.of("batchNorm output " + k, in -> norm(in).output(k).square(), x, scale, offset));
    }
    cases.add(
        OpCase.of(
            "batchNorm y, mean and variance together",
            in -> norm(in).output(0).times(norm(in).output(1)).plus(norm(in).output(2)),
            x,
            scale,
            offset));
    for (int input = 0; input < 3; input++) {
      int k = input;
      cases.add(
          OpCase.of(
              "batchNorm gradient " + k,
              in -> Gradient.of(norm(in).output(0).pow(3).sum(), in.get(k)),
              x,
              scale,
              offset));
    }
    return cases;
  }

  private static Node norm(List<Expr> in) {
    return Nn.batchNorm(in.get(0), in.get(1), in.get(2), 1e-3);
  }

  private static List<OpCase> choices() {
    return List.of(
        OpCase.of(
                "oneHot",
                in -> Nn.oneHot(in.get(1), 4, DType.FLOAT64).times(in.get(0)),
                OpCase.values(3, 4),
                IDS)
            .with(1, DType.INT32),
        OpCase.of(
            "argMax last",
            in -> Nn.argMax(in.get(0), -1).cast(DType.FLOAT64).times(in.get(0).sum(1)),
            OpCase.values(3, 4)),
        OpCase.of(
            "argMax middle",
            in -> ArgMax.of(in.get(0), 1, DType.INT32).cast(DType.FLOAT64).times(in.get(0).sum(1)),
            OpCase.values(2, 3, 4)),
        OpCase.of(
                "inTopK",
                in ->
                    Nn.inTopK(in.get(0), in.get(1), 2).cast(DType.FLOAT64).times(in.get(0).sum(1)),
                OpCase.values(3, 4),
                IDS)
            .with(1, DType.INT64));
  }

  private static List<OpCase> random() {
    Shape shape = Shape.of(3, 7);
    List<OpCase> cases = new ArrayList<>();
    for (DType d : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
      cases.add(draw("randomUniform " + d, key -> Rand.uniform(key, shape, d)));
      cases.add(draw("randomNormal " + d, key -> Rand.normal(key, shape, d)));
    }
    cases.add(draw("truncatedNormal", key -> Rand.truncatedNormal(key, shape, DType.FLOAT64)));
    cases.add(draw("randomInt int32", key -> Rand.integers(key, shape, DType.INT32, -5, 1000)));
    cases.add(draw("randomInt int64", key -> Rand.integers(key, shape, DType.INT64, -7, 1L << 40)));
    cases.add(
        draw(
            "fold",
            key ->
                Rand.uniform(Rand.fold(key, Constant.of(DType.INT64, 41)), shape, DType.FLOAT64)));
    return cases;
  }

  private static OpCase draw(String name, UnaryOperator<Expr> draw) {
    return OpCase.of(
            name,
            in -> draw.apply(in.get(1)).cast(DType.FLOAT64).times(in.get(0)),
            OpCase.values(3, 7),
            KEY)
        .with(1, DType.INT64);
  }
}
