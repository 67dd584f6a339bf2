package org.espalier.dsl.parametrization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.espalier.dsl.activation.TrainablePfplus;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  private static Nd projected(Constraint set, Nd weight) {
    Expr w = Leaf.input("w", Type.of(DType.FLOAT64, weight.dims()));
    return Evaluation.of(set.project(w), Map.of(w, weight));
  }

  @Test
  void onlyUnitsWithLongWeightsAreShortened() {
    Nd kernel = new Nd(new long[] {2, 3}, new double[] {3, 0.3, 0, 4, 0.4, 0});
    assertThat(projected(new MaxNorm(2), kernel).data())
        .containsExactly(new double[] {1.2, 0.3, 0, 1.6, 0.4, 0}, within(1e-15));
  }

  @Test
  void aConvolutionsUnitsAreItsFilters() {
    Nd kernel = Nd.zeros(2, 1, 2, 2);
    for (int i = 0; i < 8; i += 2) kernel.data()[i] = 5;
    kernel.data()[1] = 0.5;
    double[] out = projected(new MaxNorm(1), kernel).data();
    assertThat(out).containsExactly(new double[] {.5, .5, .5, 0, .5, 0, .5, 0}, within(1e-15));
  }

  @Test
  void vectorsAreBoundedElementByElement() {
    assertThat(projected(new MaxNorm(2), Nd.of(-3, 1, 2.5)).data()).containsExactly(-2, 1, 2);
    assertThat(projected(new AtLeast(0.5), Nd.of(-3, 1)).data()).containsExactly(0.5, 1);
  }

  @Test
  void everyUpdateOfAVariableIsPutBack() {
    Network net =
        Network.named("net")
            .dtype(DType.FLOAT64)
            .vector(2)
            .dense("fc", new Dense(2, new TrainablePfplus()))
            .build()
            .parametrize("fc/kernel", new MaxNorm(1));
    Trace trace = new Trace(new Tracing(net), "train", true);
    net.call(trace, net.leaves());
    Map<Expr, Nd> at = new HashMap<>();
    for (Variable v : trace.tracing().variables()) {
      at.put(v.leaf(), Nd.filled(2, v.type().shape().toArray()));
      trace.update(v, v.leaf().times(-3));
    }
    double h = -1 / Math.sqrt(2);
    assertThat(next(trace, "net/fc/kernel", at))
        .containsExactly(new double[] {h, h, h, h}, within(1e-15));
    assertThat(next(trace, "net/fc/bias", at)).containsExactly(-6, -6);
    assertThat(next(trace, "net/fc/activation/mu", at)).containsExactly(0);
  }

  private static double[] next(Trace trace, String path, Map<Expr, Nd> at) {
    return Evaluation.of(trace.current(trace.tracing().variable(path)), at).data();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new MaxNorm(0)).hasMessage("radius must be > 0, got 0.0");
    assertThatThrownBy(() -> new AtLeast(Double.NaN)).hasMessage("bound must be finite, got NaN");
  }
}
