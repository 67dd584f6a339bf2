package org.espalier.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.loss.Loss;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/**
 * What every loss must keep. Say {@code subject(loss)}, {@code output(…)} without the batch axis,
 * {@code targets(…)} for a batch of three, and {@code expects(…)}, the losses of {@code outputs()}.
 */
public abstract class LossContract {
  private static final int BATCH = 3;

  private Loss subject;
  private long[] example;
  private Nd targets;
  private double[] expected;

  /** The loss. */
  protected final void subject(Loss loss) {
    this.subject = loss;
  }

  /** The shape of one output. */
  protected final void output(long... example) {
    this.example = example;
  }

  /** Targets of a batch of three, row-major. */
  protected final void targets(double... values) {
    this.targets = Nd.of(values);
  }

  /** The losses of the three outputs, computed in some other way. */
  protected final void expects(double... losses) {
    this.expected = losses;
  }

  /** The outputs that {@code expects} speaks of. */
  protected final Nd outputs() {
    return Slopes.values(0, Shape.of(BATCH).concat(Shape.of(example)).toArray());
  }

  private Expr leaf() {
    Shape shape = Shape.of(InputSpec.BATCH).concat(Shape.of(example));
    return Leaf.input("output", new Type(DType.FLOAT64, shape));
  }

  private Expr target(Expr output) {
    return Leaf.input("target", subject.target(output.type()));
  }

  private Nd targetValue(Expr target) {
    return targets.reshape(target.shape().toArray(name -> BATCH));
  }

  @Test
  void oneNumberPerExample() {
    Expr output = leaf();
    Expr loss = subject.perExample(output, target(output));
    assertThat(loss.type()).isEqualTo(new Type(DType.FLOAT64, Shape.of(InputSpec.BATCH)));
    assertThat(subject.prediction(output).type()).isEqualTo(output.type());
  }

  @Test
  void knownLossesComeOut() {
    Expr output = leaf();
    Expr target = target(output);
    Map<Expr, Nd> given = Map.of(output, outputs(), target, targetValue(target));
    double[] found = Evaluation.of(subject.perExample(output, target), given).data();
    assertThat(found).containsExactly(expected, within(1e-9));
  }

  @Test
  void theGradientEqualsFiniteDifferences() {
    Expr output = leaf();
    Expr target = target(output);
    Map<Expr, Nd> given = Map.of(output, outputs(), target, targetValue(target));
    Slopes.check(subject.perExample(output, target), List.of(output), given, 2e-6);
  }

  @Test
  void lossAndSlopeAreFiniteFarOut() {
    for (double scale : new double[] {1e4, -1e4, 0}) {
      Expr output = leaf();
      Expr target = target(output);
      Expr loss = subject.perExample(output, target).sum();
      Map<Expr, Nd> given =
          Map.of(output, outputs().map(v -> v * scale), target, targetValue(target));
      for (Nd nd : Evaluation.of(List.of(loss, Gradient.of(loss, output)), given)) {
        assertThat(Arrays.stream(nd.data())).allMatch(Double::isFinite);
      }
    }
  }

  @Test
  void itsJsonGivesItBack() {
    Json json = Json.standard();
    assertThat(json.read(json.text(subject), Loss.class)).isEqualTo(subject);
  }
}
