package org.espalier.dsl.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.contract.ActivationContract;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** Nish against the vectors of its sheet. */
class NishTest extends ActivationContract {
  private static final double TOLERANCE = 1e-12;

  {
    subject(new Nish());
    at(-Math.PI, -Math.PI / (1 + Math.exp(Math.PI)));
    at(50, 50);
    slope(0, 1);
    slope(50, 1);
  }

  private final JsonNode vectors = MethodVectors.of("nish");

  @Test
  void valuesAndSlopesAreThoseOfTheSheet() {
    Nd x = MethodVectors.numbers(vectors.at("/elementwise/x"));
    Expr in = Leaf.input("x", Type.of(DType.FLOAT64, x.size()));
    Expr y = new Nish().of(in);
    Map<Expr, Nd> given = Map.of(in, x);
    assertThat(x.size()).isGreaterThan(50);
    assertThat(Evaluation.of(y, given).data())
        .containsExactly(
            MethodVectors.numbers(vectors.at("/elementwise/y")).data(), within(TOLERANCE));
    assertThat(Evaluation.of(Gradient.of(y.sum(), in), given).data())
        .containsExactly(
            MethodVectors.numbers(vectors.at("/elementwise/dydx")).data(), within(TOLERANCE));
  }

  @Test
  void vectorJacobianProductsAreThoseOfTheSheet() {
    Nd x = MethodVectors.numbers(vectors.at("/elementwise/x"));
    Nd upstream = MethodVectors.numbers(vectors.at("/vjp/upstream"));
    Expr in = Leaf.input("x", Type.of(DType.FLOAT64, x.size()));
    Expr seed = Leaf.input("upstream", in.type());
    Expr y = new Nish().of(in);
    Expr back = Gradient.ofAll(List.of(y), List.of(seed), List.of(in), Rules.NONE).get(0);
    assertThat(Evaluation.of(back, Map.of(in, x, seed, upstream)).data())
        .containsExactly(
            MethodVectors.numbers(vectors.at("/vjp/grad_x")).data(), within(TOLERANCE));
  }

  @Test
  void theLeastValueIsWhereTheSheetSays() {
    double argmin = vectors.at("/special/argmin").doubleValue();
    Expr in = Leaf.input("x", Type.of(DType.FLOAT64));
    Expr y = new Nish().of(in);
    Map<Expr, Nd> at = Map.of(in, Nd.scalar(argmin));
    assertThat(Evaluation.of(y, at).item())
        .isCloseTo(vectors.at("/special/min").doubleValue(), within(TOLERANCE));
    assertThat(Evaluation.of(Gradient.of(y, in), at).item()).isCloseTo(0, within(1e-9));
  }

  @Test
  void theSecondDerivativeFollowsTheClosedForm() {
    Expr in = Leaf.input("x", Type.of(DType.FLOAT64));
    Expr slope = Gradient.of(new Nish().of(in), in);
    Expr bend = Gradient.of(slope, in);
    for (double x : new double[] {-3, -0.7, 1.5}) {
      double h = 1e-5;
      double up = Evaluation.of(slope, Map.of(in, Nd.scalar(x + h))).item();
      double down = Evaluation.of(slope, Map.of(in, Nd.scalar(x - h))).item();
      assertThat(Evaluation.of(bend, Map.of(in, Nd.scalar(x))).item())
          .isCloseTo((up - down) / (2 * h), within(1e-8));
    }
  }
}
