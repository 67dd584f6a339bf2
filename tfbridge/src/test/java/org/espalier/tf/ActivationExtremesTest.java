package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Formula;
import org.espalier.dsl.activation.Fplus;
import org.espalier.dsl.activation.GaussianPhi;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Pfplus;
import org.espalier.dsl.activation.SinLu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations in float32 as TensorFlow computes them, out to the ends of its range. */
class ActivationExtremesTest {
  /** Beyond this the wave of a SinLu is shorter than float32's spacing: its phase means nothing. */
  private static final double SPACING = 1e7;

  private static final double[] X = {-1e38, -1e20, -90, -1, -1e-37, 0, 1e-37, 1, 90, 1e20, 1e38};

  static Stream<Formula> formulas() {
    return Stream.of(
        new Nish(),
        new Ada(),
        new Ada(9, 1, 0.01),
        new Ada(1e-3),
        new Fplus(),
        new Pfplus(0.2, 10),
        new Pfplus(1.5, 0),
        new GaussianPhi(),
        new GaussianPhi(2.5, GaussianPhi.Variant.POSITIVE),
        new SinLu(),
        new SinLu(2, 50));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void valuesSlopesAndBendsAreFinite(Formula f) {
    Map<String, Expr> single = traced(f, DType.FLOAT32);
    Map<String, Expr> wide = traced(f, DType.FLOAT64);
    Expr x = single.remove("x");
    Expr exact = wide.remove("x");
    Program program =
        new Program(List.of(), List.of(new Phase("run", List.of(x), single, Map.of())));
    try (TfSession session = TfSession.open(program, TfOptions.standard());
        PhaseRunner runner = session.runner("run")) {
      runner.input("x").set(Tensor.of(DType.FLOAT32, Nd.of(X)));
      runner.run();
      for (String what : single.keySet()) {
        double[] found = runner.output(what).toNd().data();
        double[] expected = Evaluation.of(wide.get(what), Map.of(exact, Nd.of(X))).data();
        for (int i = 0; i < X.length; i++) {
          assertThat(found[i]).as("%s of %s at %s", what, f, X[i]).isFinite();
          if (f instanceof SinLu && X[i] > SPACING) continue;
          assertThat(found[i])
              .as("%s of %s at %s", what, f, X[i])
              .isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i]))));
        }
      }
    }
  }

  /** The slope is taken with a large upstream gradient. */
  private static Map<String, Expr> traced(Formula f, DType dtype) {
    Map<String, Expr> out = new LinkedHashMap<>();
    Expr x = Leaf.input("x", Type.of(dtype, X.length));
    out.put("x", x);
    out.put("y", f.of(x));
    out.put("slope", Gradient.of(f.of(x).times(10).sum(), x).div(10));
    out.put("bend", Gradient.of(Gradient.of(f.of(x).sum(), x).sum(), x));
    return out;
  }
}
