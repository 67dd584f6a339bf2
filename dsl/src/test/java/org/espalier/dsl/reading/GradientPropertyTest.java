package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Nd;

class GradientPropertyTest {
  private static final int OPS = 8;

  private static Map<Expr, Nd> values(SmoothPrograms programs) {
    Map<Expr, Nd> given = new HashMap<>();
    for (Expr leaf : programs.leaves()) given.put(leaf, programs.values(leaf));
    return given;
  }

  private static void close(Nd actual, Nd expected, double tolerance) {
    assertThat(actual.dims()).isEqualTo(expected.dims());
    for (int i = 0; i < actual.size(); i++) {
      double e = expected.data()[i];
      assertThat(actual.data()[i]).isCloseTo(e, within(tolerance * (1 + Math.abs(e))));
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void theGradientIsLinear(@ForAll long seed) {
    SmoothPrograms programs = new SmoothPrograms(seed);
    Expr f = programs.scalar(OPS);
    Expr g = programs.scalar(OPS);
    double a = programs.number();
    double b = programs.number();
    Map<Expr, Nd> given = values(programs);
    List<Expr> xs = programs.leaves();
    List<Nd> both = Evaluation.of(Gradient.of(f.times(a).plus(g.times(b)), xs), given);
    List<Nd> ofF = Evaluation.of(Gradient.of(f, xs), given);
    List<Nd> ofG = Evaluation.of(Gradient.of(g, xs), given);
    for (int k = 0; k < xs.size(); k++) {
      Nd sum = Nd.zeros(both.get(k).dims());
      for (int i = 0; i < sum.size(); i++) {
        sum.data()[i] = a * ofF.get(k).data()[i] + b * ofG.get(k).data()[i];
      }
      close(both.get(k), sum, 1e-9);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void theGradientIsTheSlopeInAnyDirection(@ForAll long seed) {
    SmoothPrograms programs = new SmoothPrograms(seed);
    Expr f = programs.scalar(OPS);
    Map<Expr, Nd> given = values(programs);
    List<Nd> grads = Evaluation.of(Gradient.of(f, programs.leaves()), given);
    double slope = 0;
    Map<Expr, Nd> ahead = new HashMap<>();
    Map<Expr, Nd> behind = new HashMap<>();
    double h = 1e-5;
    for (int k = 0; k < grads.size(); k++) {
      Expr leaf = programs.leaves().get(k);
      Nd way = programs.values(leaf);
      Nd at = given.get(leaf);
      Nd plus = at.map(v -> v);
      Nd minus = at.map(v -> v);
      for (int i = 0; i < way.size(); i++) {
        slope += grads.get(k).data()[i] * way.data()[i];
        plus.data()[i] += h * way.data()[i];
        minus.data()[i] -= h * way.data()[i];
      }
      ahead.put(leaf, plus);
      behind.put(leaf, minus);
    }
    double measured = (Evaluation.of(f, ahead).item() - Evaluation.of(f, behind).item()) / (2 * h);
    assertThat(slope).isCloseTo(measured, within(1e-5 * (1 + Math.abs(measured))));
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void secondDerivativesAreSymmetric(@ForAll long seed) {
    SmoothPrograms programs = new SmoothPrograms(seed);
    Expr f = programs.scalar(OPS / 2);
    Map<Expr, Nd> given = values(programs);
    Expr u = programs.x;
    Expr v = programs.row;
    List<Expr> first = Gradient.of(f, List.of(u, v));
    Nd along = programs.values(u);
    Nd across = programs.values(v);
    Map<Expr, Nd> all = new HashMap<>(given);
    Expr a = org.espalier.dsl.op.Leaf.input("a", u.type());
    Expr b = org.espalier.dsl.op.Leaf.input("b", v.type());
    all.put(a, along);
    all.put(b, across);
    Expr aHv = Gradient.of(first.get(1).times(b).sum(), u).times(a).sum();
    Expr bHu = Gradient.of(first.get(0).times(a).sum(), v).times(b).sum();
    List<Nd> found = new ArrayList<>(Evaluation.of(List.of(aHv, bHu), all));
    close(found.get(0), found.get(1), 1e-9);
  }
}
