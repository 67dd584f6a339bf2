package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** A vector added along the last axis, and its gradient, run by the kernels made for them. */
class BiasTest {
  private static final DType F = DType.FLOAT32;
  private final Expr b = Leaf.input("b", Type.of(F, 3));

  @Test
  void aVectorAlongTheLastAxisIsABias() {
    Expr x = input("x", 2, 2, 3);
    check(x.plus(b), "BiasAdd(", "AddV2(");
  }

  @Test
  void otherSumsAreNot() {
    check(input("x", 3).plus(b), "AddV2(", "BiasAdd(");
    check(input("x", 2, 3, 1).plus(b), "AddV2(", "BiasAdd(");
    check(input("x", 2, 3).minus(b), "Sub(", "BiasAdd(");
  }

  @Test
  void sumsOverAllAxesButTheLastAreItsGradient() {
    check(input("x", 2, 2, 3).sum(0, 1), "BiasAddGrad(", "Sum(");
    check(input("x", 2, 3).sum(0), "BiasAddGrad(", "Sum(");
    check(input("x", 2, 2, 2, 3).sum(0, 1, 2), "Identity(", "Sum(");
  }

  @Test
  void otherFoldsAreNot() {
    check(input("x", 2, 3).sum(1), "Sum(", "BiasAddGrad(");
    check(input("x", 2, 3).sum(), "Sum(", "BiasAddGrad(");
    check(input("x", 2, 2, 3).sum(0), "Sum(", "BiasAddGrad(");
    check(input("x", 2, 3).mean(0), "Mean(", "BiasAddGrad(");
  }

  private static Expr input(String name, long... dims) {
    Dim[] shape = new Dim[dims.length];
    for (int i = 0; i < dims.length; i++) {
      shape[i] = i == 0 && dims.length > 1 ? Dim.named("batch") : Dim.of(dims[i]);
    }
    return Leaf.input(name, new Type(F, Shape.of(shape)));
  }

  private void check(Expr y, String made, String notMade) {
    List<Expr> leaves = List.of(leafOf(y), b);
    Phase phase = new Phase("p", leaves, Map.of("y", y), Map.of());
    try (TfSession session =
        TfSession.open(new Program(List.of(), List.of(phase)), TfOptions.standard())) {
      assertThat(session.graphText("p")).contains(made).doesNotContain(" " + notMade);
      try (PhaseRunner run = session.runner("p")) {
        Nd x = Nd.zeros(dims(leaves.get(0)));
        for (int i = 0; i < x.size(); i++) x.data()[i] = i * 0.5 - 2;
        Nd bias = Nd.of(0.25, -1, 3);
        run.input("x").set(Tensor.of(F, x));
        if (run.inputs().contains("b")) run.input("b").set(Tensor.of(F, bias));
        run.run();
        Nd expected = Evaluation.of(List.of(y), Map.of(leaves.get(0), x, b, bias)).get(0);
        assertThat(run.output("y").toNd().data()).containsExactly(expected.data(), within(1e-6));
      }
    }
  }

  private static long[] dims(Expr x) {
    Shape shape = x.shape();
    long[] dims = new long[shape.rank()];
    for (int i = 0; i < dims.length; i++) dims[i] = shape.get(i).known() ? shape.get(i).size() : 2;
    return dims;
  }

  private static Expr leafOf(Expr y) {
    Expr e = y;
    while (!(e.node().op() instanceof Leaf)) e = e.node().input(0);
    return e;
  }
}
