package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private static final int STEPS = 400;
  private final Expr w = Leaf.variable("w", Type.of(DType.FLOAT64, 3, 3));
  private final Expr u = Leaf.variable("u", Type.of(DType.FLOAT64, 2, 3));
  private final Expr h0 = Leaf.input("h0", Type.of(DType.FLOAT64, 4, 3));

  private Expr cell(Expr h, Expr x) {
    return h.matmul(w).plus(x.matmul(u)).tanh();
  }

  @Test
  void aRecurrentCellOver400StepsHasTheUnrolledGradientAndFewNodes() {
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, STEPS, 4, 2));
    Loops.Results looped =
        Loops.scan(
            List.of(h0),
            List.of(xs),
            (c, x, t) -> {
              Expr h = cell(c.get(0), x.get(0));
              return new Loops.Results(List.of(h), List.of(h.square()));
            });
    List<Expr> wanted = List.of(w, u, h0);
    Expr loss = looped.stacked().get(0).sum().plus(looped.carries().get(0).sum());
    List<Expr> grads = Gradient.of(loss, wanted);

    List<Expr> slices = new ArrayList<>();
    Map<Expr, Nd> given = given();
    Nd data = OpCase.values(STEPS, 4, 2);
    given.put(xs, data);
    Expr h = h0;
    Expr unrolled = h0.constant(0);
    for (int t = 0; t < STEPS; t++) {
      Expr x = Leaf.input("x" + t, Type.of(DType.FLOAT64, 4, 2));
      given.put(
          x,
          new Nd(new long[] {4, 2}, java.util.Arrays.copyOfRange(data.data(), 8 * t, 8 * t + 8)));
      slices.add(x);
      h = cell(h, x);
      unrolled = unrolled.plus(h.square().sum());
    }
    List<Expr> expected = Gradient.of(unrolled.plus(h.sum()), wanted);
    same(grads, expected, given, 1e-9);
    assertThat(count(grads)).isLessThan(120);
    assertThat(slices).hasSize(STEPS);
  }

  @Test
  void perSampleGradientsByMapEqualOneByOneGradients() {
    Dim batch = Dim.named("batch");
    Expr xs = Leaf.input("xs", new Type(DType.FLOAT64, Shape.of(batch, Dim.of(2))));
    List<Expr> each =
        Loops.map(
            List.of(xs),
            (x, i) -> {
              Expr loss = x.get(0).reshape(1, 2).matmul(u).matmul(w).sigmoid().sum().square();
              return Gradient.of(loss, List.of(w, u));
            });
    assertThat(each.get(0).shape()).isEqualTo(Shape.of(batch, Dim.of(3), Dim.of(3)));
    Map<Expr, Nd> given = given();
    given.put(xs, OpCase.values(5, 2));
    List<Nd> stacked = Evaluation.of(each, given);
    for (int i = 0; i < 5; i++) {
      Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 1, 2));
      Map<Expr, Nd> one = given();
      one.put(
          x,
          new Nd(
              new long[] {1, 2},
              java.util.Arrays.copyOfRange(given.get(xs).data(), 2 * i, 2 * i + 2)));
      Expr loss = x.matmul(u).matmul(w).sigmoid().sum().square();
      List<Nd> expected = Evaluation.of(Gradient.of(loss, List.of(w, u)), one);
      for (int k = 0; k < 2; k++) {
        double[] e = expected.get(k).data();
        double[] got =
            java.util.Arrays.copyOfRange(stacked.get(k).data(), i * e.length, (i + 1) * e.length);
        assertThat(got).containsExactly(e, within(1e-12));
      }
    }
  }

  @Test
  void gradientsOfWeightsAreOneProductAfterTheLoop() {
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, STEPS, 4, 2));
    Expr b = Leaf.variable("b", Type.of(DType.FLOAT64, 3));
    Expr loss = Loops.fold(h0, xs, (h, x) -> h.matmul(w).plus(x.matmul(u)).plus(b).tanh()).sum();
    List<Integer> carries = new ArrayList<>();
    for (Node node : Walk.of(Gradient.of(loss, List.of(w, u, b)))) {
      if (node.op() instanceof Scan scan) carries.add(scan.carries());
    }
    assertThat(carries).containsExactly(1, 1);
  }

  @Test
  void aCapturedKeyFoldedWithThePositionDrawsAnewEachRound() {
    Expr key = Leaf.stream("noise");
    Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 5));
    Loops.Step body =
        (v, i) -> List.of(v.get(0).times(Rand.uniform(Rand.fold(key, i), Shape.SCALAR, x.dtype())));
    Expr draws = Loops.map(List.of(x), body).get(0);
    Map<Expr, Nd> given = Map.of(x, Nd.filled(1, 5), key, Nd.of(5, 0, 0));
    Nd drawn = Evaluation.of(draws, given);
    assertThat(drawn.data()).doesNotHaveDuplicates();
    assertThat(Evaluation.of(Gradient.of(draws.sum(), x), given)).isEqualTo(drawn);
  }

  @Test
  void theThirdDerivativeThroughAScanEqualsTheUnrolledOne() {
    Expr a = Leaf.variable("a", Type.of(DType.FLOAT64));
    Expr looped = Loops.repeat(6, List.of(a), (c, i) -> List.of(c.get(0).times(a).sin())).get(0);
    Expr unrolled = a;
    for (int i = 0; i < 6; i++) unrolled = unrolled.times(a).sin();
    for (int order = 0; order < 3; order++) {
      looped = Gradient.of(looped, a);
      unrolled = Gradient.of(unrolled, a);
      same(List.of(looped), List.of(unrolled), Map.of(a, Nd.scalar(0.8)), 1e-9);
    }
  }

  @Test
  void overriddenRulesReachTheBody() {
    Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 5, 2));
    Expr y = Loops.map(x, v -> v.relu().times(-1)).sum();
    Map<Expr, Nd> given = Map.of(x, OpCase.values(5, 2));
    Expr plain = Gradient.of(y, x);
    Expr guided = Gradient.of(y, List.of(x), Rules.guided()).get(0);
    assertThat(Evaluation.of(plain, given).data()).contains(-1);
    assertThat(Evaluation.of(guided, given).data()).containsOnly(0);
  }

  @Test
  void whatTheBodyDoesNotUseIsNoInputAndACarryThatStaysIsACapture() {
    Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 5, 2));
    Expr other = Leaf.input("other", Type.of(DType.INT32, 5));
    Expr still = Leaf.input("still", Type.of(DType.FLOAT64, 2));
    Loops.Results r =
        Loops.scan(
            List.of(still, x.sum(0)),
            List.of(other, x),
            (c, v, i) ->
                new Loops.Results(
                    List.of(c.get(0), c.get(1).times(c.get(0)).plus(v.get(1))), List.of()));
    assertThat(r.carries().get(0)).isSameAs(still);
    Scan scan = (Scan) r.carries().get(1).node().op();
    assertThat(scan.carries()).isEqualTo(1);
    assertThat(scan.xs()).isEqualTo(1);
    assertThat(scan.captures()).isEqualTo(1);
    assertThat(scan.indexed()).isFalse();
    assertThat(r.carries().get(1).node().inputs()).containsExactly(x.sum(0), x, still);
  }

  @Test
  void nothingFlowsToWhatTheResultsDoNotDependOn() {
    Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 5, 2));
    Expr k = Leaf.input("k", Type.of(DType.FLOAT64, 2));
    Loops.Results r =
        Loops.scan(
            List.of(k, x.sum(0)),
            List.of(x),
            (c, v, i) ->
                new Loops.Results(
                    List.of(c.get(0).exp(), c.get(1).plus(v.get(0))), List.of(c.get(0))));
    List<Expr> ys = List.of(r.carries().get(1));
    List<Expr> seeds = List.of(r.carries().get(1).onesLike());
    List<Expr> found = Gradient.sparse(ys, seeds, List.of(k, x), Rules.NONE);
    assertThat(found.get(0)).isNull();
    assertThat(found.get(1)).isNotNull();
  }

  @Test
  void theNumberOfRoundsMayBeANamedUnknownAndZero() {
    Dim time = Dim.named("time");
    Expr x = Leaf.input("x", new Type(DType.FLOAT64, Shape.of(time, Dim.of(2))));
    Expr start = Leaf.input("start", Type.of(DType.FLOAT64, 2));
    Loops.Results r =
        Loops.scan(
            List.of(start),
            List.of(x),
            (c, v, i) -> {
              Expr next = c.get(0).plus(v.get(0).times(i.cast(DType.FLOAT64)));
              return new Loops.Results(List.of(next), List.of(next.square()));
            });
    Expr stacked = r.stacked().get(0);
    Expr last = r.carries().get(0);
    Expr slope = Gradient.of(stacked.sum().plus(last.sum()), start);
    Expr slopes = Gradient.of(stacked.sum().plus(last.sum()), x);
    assertThat(stacked.shape()).isEqualTo(Shape.of(time, Dim.of(2)));
    for (int n : new int[] {0, 3}) {
      Map<Expr, Nd> given = Map.of(start, Nd.of(1, 2), x, Nd.filled(1, n, 2));
      assertThat(Evaluation.of(last, given).data())
          .containsExactly(n == 0 ? new double[] {1, 2} : new double[] {4, 5});
      assertThat(Evaluation.of(stacked, given).dims()).containsExactly(n, 2);
      assertThat(Evaluation.of(slopes, given).dims()).containsExactly(n, 2);
      assertThat(Evaluation.of(slope, given).data())
          .containsExactly(n == 0 ? new double[] {1, 1} : new double[] {15, 21});
    }
  }

  @Test
  void aRoundThatChangesTheTypeOfACarryIsRefused() {
    Expr x = Leaf.input("x", Type.of(DType.FLOAT32, 5, 2));
    assertThatThrownBy(() -> Loops.fold(x.sum(), x, (c, v) -> c.plus(v)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(
            "carry 0 of scan needs to keep its type float32[] but receives float32[2] after a"
                + " round.");
    assertThatThrownBy(
            () -> Loops.repeat(3, List.of(x), (c, i) -> List.of(c.get(0), c.get(0).exp())))
        .isInstanceOf(EspalierException.class)
        .hasMessage(
            "repeat starts with 1 carries but a round returns 2; return each of them, in order");
    assertThatThrownBy(() -> Loops.map(List.of(x, x.transpose()), (v, i) -> v))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage("map needs inputs with one common axis 0 but receives [[5, 2], [2, 5]].");
    assertThatThrownBy(() -> Loops.map(List.of(), (v, i) -> v))
        .hasMessage("map needs an input to go along; use Loops.repeat(n, …)");
    assertThatThrownBy(() -> Loops.repeat(-1, List.of(x), (v, i) -> v))
        .hasMessage("rounds must be >= 0, got -1");
  }

  private Map<Expr, Nd> given() {
    Map<Expr, Nd> given = new HashMap<>();
    given.put(w, OpCase.values(3, 3).map(v -> v / 2));
    given.put(u, OpCase.positive(2, 3));
    given.put(h0, OpCase.values(4, 3));
    return given;
  }

  private static void same(List<Expr> a, List<Expr> b, Map<Expr, Nd> given, double tolerance) {
    List<Nd> left = Evaluation.of(a, given);
    List<Nd> right = Evaluation.of(b, given);
    for (int i = 0; i < a.size(); i++) {
      assertThat(left.get(i).dims()).isEqualTo(right.get(i).dims());
      assertThat(left.get(i).data()).containsExactly(right.get(i).data(), within(tolerance));
    }
  }

  /** Nodes of the expressions, those of loop bodies included. */
  private static int count(List<Expr> roots) {
    int n = 0;
    for (Node node : Walk.of(roots)) {
      n += 1;
      if (node.op() instanceof Scan scan) n += count(scan.body().outputs());
    }
    return n;
  }
}
