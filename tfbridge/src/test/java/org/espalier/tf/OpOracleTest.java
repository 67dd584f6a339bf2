package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.op.OpCatalog;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.tf.lowering.LoweringTable;
import org.espalier.tf.lowering.NativeMemory;
import org.espalier.tf.lowering.PhaseGraph;
import org.espalier.tf.lowering.ProgramGraph;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;

/** TensorFlow gives what our evaluation on doubles gives, and its gradients are ours. */
class OpOracleTest {
  /** Op types without a gradient in TensorFlow's C++ registry, or with a wrong one. */
  private static final Set<String> NO_GRADIENT =
      Set.of(
          "Round",
          "Floor",
          "Ceil",
          "FloorDiv",
          "FloorMod",
          "IsFinite",
          "IsNan",
          "ReluGrad",
          "SigmoidGrad",
          "TanhGrad",
          "Conv2DBackpropFilter",
          "DepthwiseConv2dNativeBackpropInput",
          "DepthwiseConv2dNativeBackpropFilter",
          "MaxPoolGrad",
          "AvgPoolGrad",
          "SparseSoftmaxCrossEntropyWithLogits",
          "FusedBatchNormGradV3",
          "TopKV2",
          "Cumprod",
          "StridedSliceGrad",
          "BiasAddGrad",
          "SparseMatrixMatMul",
          "While");

  /** Text of graphs whose gradient TensorFlow gets wrong. */
  private static final String DILATED = "dilations=[1, 2, 2, 1]";

  /**
   * Cases that TensorFlow's rules do not cover, and why; finite differences do (OpContractTest).
   */
  private static final Map<String, String> NOT_THERE =
      Map.of(
          "logSoftmax vector", "its rule needs two axes",
          "softmaxCrossEntropy second output", "its rule knows the loss only",
          "softmaxCrossEntropy gradient", "its rule knows the loss only",
          "batchNorm output 1", "its rule knows y only",
          "batchNorm output 2", "its rule knows y only",
          "batchNorm y, mean and variance together", "its rule knows y only");

  static Stream<OpCase> cases() {
    return OpCatalog.all().stream();
  }

  static Stream<OpCase> smooth() {
    return cases().filter(OpCase::smooth);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesEqualTheEvaluationOnDoubles(OpCase c) {
    TracedCase t = new TracedCase(c, DType.FLOAT64);
    compare(t, List.of(t.value), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualTheEvaluationOnDoubles(OpCase c) {
    TracedCase t = new TracedCase(c, DType.FLOAT64);
    compare(t, Gradient.of(t.scalar, t.floats), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void secondDerivativesEqualTheEvaluationOnDoubles(OpCase c) {
    TracedCase t = new TracedCase(c, DType.FLOAT64);
    Expr sum = null;
    for (Expr g : Gradient.of(t.scalar, t.floats)) {
      Expr term = g.square().sum();
      sum = sum == null ? term : sum.plus(term);
    }
    compare(t, Gradient.of(sum, t.floats), 1e-8);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float32KernelsEqualTheEvaluation(OpCase c) {
    TracedCase t = float32(c);
    List<Expr> all = new ArrayList<>(Gradient.of(t.scalar, t.floats));
    all.add(t.value);
    compare(t, all, 1e-4);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualTensorFlows(OpCase c) {
    Assumptions.assumeFalse(NOT_THERE.containsKey(c.name()), () -> NOT_THERE.get(c.name()));
    compareWithTensorFlow(new TracedCase(c, DType.FLOAT64), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float32GradientsEqualTensorFlows(OpCase c) {
    Assumptions.assumeFalse(NOT_THERE.containsKey(c.name()), () -> NOT_THERE.get(c.name()));
    compareWithTensorFlow(float32(c), 1e-4);
  }

  private static TracedCase float32(OpCase c) {
    try {
      return new TracedCase(c, DType.FLOAT32);
    } catch (ShapeMismatch e) {
      Assumptions.abort("the case itself asks for float64: " + e.getMessage());
      throw e;
    }
  }

  private static void compareWithTensorFlow(TracedCase t, double tolerance) {
    List<Expr> seeds = List.of(t.scalar.onesLike());
    List<Expr> sparse = Gradient.sparse(List.of(t.scalar), seeds, t.floats, Rules.NONE);
    List<Expr> used = new ArrayList<>();
    for (int i = 0; i < sparse.size(); i++) if (sparse.get(i) != null) used.add(t.floats.get(i));
    Assumptions.assumeFalse(used.isEmpty(), "no derivative flows");
    List<Nd> ours = t.run(Gradient.of(t.scalar, used));
    ProgramGraph graph =
        new ProgramGraph(t.program(List.of(t.scalar)), LoweringTable.of(List.of()), p -> 0);
    try (graph;
        Session session = new Session(graph.graph())) {
      PhaseGraph phase = graph.phase("run");
      NO_GRADIENT.forEach(
          type ->
              Assumptions.assumeFalse(
                  graph.text("run").contains(" = " + type + "("),
                  "TensorFlow has no gradient for " + type));
      String text = graph.text("run");
      Assumptions.assumeFalse(text.contains(DILATED), "wrong for dilated convolutions");
      Assumptions.assumeFalse(
          text.contains(" = SoftmaxCrossEntropyWithLogits(") && t.scalar.dtype() == DType.FLOAT64,
          "TensorFlow's gradient of it is made for float32");
      List<Output<?>> xs = new ArrayList<>();
      for (Expr x : used) xs.add(phase.inputs().get(Leaf.of(x).name()).placeholder());
      Output<?>[] theirs =
          graph.graph().addGradients(phase.outputs().get("0"), xs.toArray(new Output<?>[0]));
      Session.Runner run = session.runner();
      List<org.tensorflow.Tensor> fed = new ArrayList<>();
      for (Expr arg : t.args) {
        PhaseGraph.Input in = phase.inputs().get(Leaf.of(arg).name());
        if (in == null) continue;
        fed.add(NativeMemory.copyOf(Tensor.of(arg.dtype(), t.given.get(arg))));
        run.feed(in.placeholder(), fed.get(fed.size() - 1));
      }
      for (Output<?> dx : theirs) run.fetch(dx);
      try (Result result = run.run()) {
        for (int i = 0; i < theirs.length; i++) {
          Nd expected = NativeMemory.copyOf(result.get(i)).toNd();
          close(ours.get(i), expected, tolerance);
        }
      }
      fed.forEach(org.tensorflow.Tensor::close);
    }
  }

  private static void compare(TracedCase t, List<Expr> exprs, double tolerance) {
    List<Nd> expected = Evaluation.of(exprs, t.given);
    List<Nd> actual = t.run(exprs);
    for (int i = 0; i < exprs.size(); i++) close(actual.get(i), expected.get(i), tolerance);
  }

  private static void close(Nd actual, Nd expected, double tolerance) {
    assertThat(actual.dims()).isEqualTo(expected.dims());
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.data()[i];
      if (Double.isNaN(e)) assertThat(actual.data()[i]).isNaN();
      else if (Double.isInfinite(e)) assertThat(actual.data()[i]).isEqualTo(e);
      else assertThat(actual.data()[i]).isCloseTo(e, within(tolerance * (1 + Math.abs(e))));
    }
  }
}
