package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Rand;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** One graph serves images whose number and height are only known when it runs. */
class UnknownSizesTest {
  private static final Dim BATCH = Dim.named("batch");
  private static final Dim ROWS = Dim.named("rows");

  private final Expr image =
      Leaf.input("image", new Type(DType.FLOAT32, Shape.of(BATCH, ROWS, Dim.of(6), Dim.of(2))));
  private final Expr ids = Leaf.input("ids", new Type(DType.INT64, Shape.of(BATCH)));
  private final Expr key = Leaf.input("key", Leaf.KEY);
  private final Expr kernel = Literal.of(Tensor.of(DType.FLOAT32, OpCase.values(3, 2, 2, 4)));
  private final Expr scale = Literal.of(Tensor.of(DType.FLOAT32, OpCase.positive(4)));
  private final Expr offset = Literal.of(Tensor.of(DType.FLOAT32, OpCase.values(4)));

  private Expr loss(Padding padding) {
    Expr y = Nn.conv2d(image, kernel, Windows.of(2, padding));
    Node norm = Nn.batchNorm(y, scale, offset, 1e-3);
    Expr pooled = Nn.maxPool(norm.output(0).relu(), 2, 2, Windows.of(1, Padding.SAME));
    Expr mean = Nn.avgPool(pooled, 2, 1, Windows.of(2, Padding.SAME));
    Expr kept = Rand.uniform(key, mean.shape(), DType.FLOAT32).lt(0.7);
    Expr features = kept.where(mean, mean.zerosLike()).mean(1, 2);
    return Nn.sparseSoftmaxCrossEntropy(features, ids).mean();
  }

  @Test
  void aConvolutionalNetAndItsGradientRunAtAnySize() {
    for (Padding padding : Padding.values()) {
      Expr loss = loss(padding);
      List<Expr> found = Gradient.of(loss, List.of(kernel, scale, offset, image));
      Map<String, Expr> outputs = new LinkedHashMap<>();
      outputs.put("loss", loss);
      for (int i = 0; i < found.size(); i++) outputs.put("d" + i, found.get(i));
      Phase phase = new Phase("run", List.of(image, ids, key), outputs, Map.of());
      try (TfSession session =
              TfSession.open(new Program(List.of(), List.of(phase)), TfOptions.standard());
          PhaseRunner runner = session.runner("run")) {
        run(runner, outputs, OpCase.values(3, 7, 6, 2), Nd.of(3, 0, 1));
        run(runner, outputs, OpCase.values(2, 10, 6, 2), Nd.of(2, 2));
      }
    }
  }

  private void run(PhaseRunner runner, Map<String, Expr> outputs, Nd x, Nd labels) {
    Map<Expr, Nd> given = new HashMap<>();
    given.put(image, x);
    given.put(ids, labels);
    given.put(key, Nd.of(7, labels.size(), 2));
    given.forEach((e, value) -> runner.input(Leaf.of(e).name()).set(Tensor.of(e.dtype(), value)));
    runner.run();
    outputs.forEach(
        (name, e) -> {
          Nd expected = Evaluation.of(e, given);
          Nd actual = runner.output(name).toNd();
          assertThat(actual.dims()).isEqualTo(expected.dims());
          for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.data()[i])
                .as("%s of %s [%d]", name, x, i)
                .isCloseTo(expected.data()[i], within(2e-4));
          }
        });
  }
}
