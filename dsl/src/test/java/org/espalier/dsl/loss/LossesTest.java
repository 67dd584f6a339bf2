package org.espalier.dsl.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.dsl.activation.Sigmoid;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.contract.LossContract;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every loss of the library keeps the contract; outputs that are probabilities and logits. */
class LossesTest {
  /** log Σ exp of one row. */
  private static double logSum(Nd z, int row) {
    int n = (int) z.dims()[z.rank() - 1];
    return Math.log(IntStream.range(0, n).mapToDouble(i -> Math.exp(z.data()[row * n + i])).sum());
  }

  @Nested
  class SparseCrossEntropyKeeps extends LossContract {
    {
      subject(new SparseSoftmaxCrossEntropy());
      output(4);
      targets(2, 0, 3);
      double[] z = outputs().data();
      Nd all = outputs();
      expects(logSum(all, 0) - z[2], logSum(all, 1) - z[4], logSum(all, 2) - z[11]);
    }
  }

  @Nested
  class SparseCrossEntropyOfSequencesKeeps extends LossContract {
    {
      subject(new SparseSoftmaxCrossEntropy());
      output(2, 3);
      targets(2, 0, 1, 1, 0, 2);
      int[] ids = {2, 0, 1, 1, 0, 2};
      Nd all = outputs();
      double[] rows =
          IntStream.range(0, 6)
              .mapToDouble(r -> logSum(all, r) - all.data()[3 * r + ids[r]])
              .toArray();
      expects((rows[0] + rows[1]) / 2, (rows[2] + rows[3]) / 2, (rows[4] + rows[5]) / 2);
    }
  }

  @Nested
  class CrossEntropyKeeps extends LossContract {
    {
      subject(new SoftmaxCrossEntropy());
      output(2);
      targets(1, 0, 0.25, 0.75, 0, 1);
      Nd all = outputs();
      double[] z = all.data();
      expects(
          logSum(all, 0) - z[0], logSum(all, 1) - 0.25 * z[2] - 0.75 * z[3], logSum(all, 2) - z[5]);
    }
  }

  @Nested
  class BinaryCrossEntropyKeeps extends LossContract {
    {
      subject(new BinaryCrossEntropy());
      output(2);
      targets(1, 0, 0.25, 0.75, 0, 1);
      double[] t = {1, 0, 0.25, 0.75, 0, 1};
      double[] z = outputs().data();
      double[] each = new double[6];
      for (int i = 0; i < 6; i++) {
        double p = 1 / (1 + Math.exp(-z[i]));
        each[i] = -t[i] * Math.log(p) - (1 - t[i]) * Math.log(1 - p);
      }
      expects((each[0] + each[1]) / 2, (each[2] + each[3]) / 2, (each[4] + each[5]) / 2);
    }
  }

  @Nested
  class SquaredErrorKeeps extends LossContract {
    {
      subject(new MeanSquaredError());
      output(2);
      double[] t = {1, 0.5, -2, 0, 3, 1};
      targets(t);
      double[] z = outputs().data();
      double[] each =
          IntStream.range(0, 6).mapToDouble(i -> (z[i] - t[i]) * (z[i] - t[i])).toArray();
      expects((each[0] + each[1]) / 2, (each[2] + each[3]) / 2, (each[4] + each[5]) / 2);
    }
  }

  @Nested
  class AbsoluteErrorKeeps extends LossContract {
    {
      subject(new MeanAbsoluteError());
      output(1);
      double[] t = {1, 0.5, -2};
      targets(t);
      double[] z = outputs().data();
      expects(Math.abs(z[0] - t[0]), Math.abs(z[1] - t[1]), Math.abs(z[2] - t[2]));
    }
  }

  private final Expr logits = Leaf.input("z", Type.of(DType.FLOAT64, 3, 4));

  @Test
  void aFinalSoftmaxAndLogitsTrainAlike() {
    Loss loss = new SparseSoftmaxCrossEntropy();
    Expr ids = Leaf.input("ids", Type.of(DType.INT32, 3));
    Expr probabilities = new Softmax().of(logits);
    assertThat(loss.perExample(probabilities, ids)).isSameAs(loss.perExample(logits, ids));
    assertThat(loss.prediction(probabilities)).isSameAs(probabilities);
    assertThat(loss.prediction(logits)).isSameAs(probabilities);
    assertThat(loss.prediction(Nn.logSoftmax(logits))).isSameAs(probabilities);
    Expr rows = Leaf.input("rows", logits.type());
    Loss dense = new SoftmaxCrossEntropy();
    assertThat(dense.perExample(probabilities, rows)).isSameAs(dense.perExample(logits, rows));
  }

  @Test
  void aFinalSigmoidAndLogitsTrainAlike() {
    Loss loss = new BinaryCrossEntropy();
    Expr target = Leaf.input("target", logits.type());
    Expr probabilities = new Sigmoid().of(logits);
    assertThat(loss.perExample(probabilities, target)).isSameAs(loss.perExample(logits, target));
    assertThat(loss.prediction(probabilities)).isSameAs(probabilities);
    assertThat(loss.prediction(logits)).isSameAs(probabilities);
  }

  @Test
  void oneLogitIsNoChoiceOfClasses() {
    for (Loss loss : List.of(new SparseSoftmaxCrossEntropy(), new SoftmaxCrossEntropy())) {
      assertThatThrownBy(() -> loss.target(Type.of(DType.FLOAT32, 3, 1)))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessage(
              "the cross-entropy of classes needs an output [batch, classes] of two classes or more"
                  + " but receives [3, 1] (for one logit take BinaryCrossEntropy).");
    }
  }
}
