package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Loops;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.op.OpCatalog;
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
import org.espalier.tf.lowering.LoopLowerings;
import org.espalier.tf.lowering.LoweringTable;
import org.espalier.tf.lowering.ProgramGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops give the same values as TensorFlow's loops as they give unrolled and on doubles. */
class LoopLoweringTest {
  private static final LoopLowerings NEVER_UNROLLED = new LoopLowerings(0);
  private final Expr w = Leaf.input("w", Type.of(DType.FLOAT64, 3, 3));
  private final Expr u = Leaf.input("u", Type.of(DType.FLOAT64, 2, 3));

  static Stream<OpCase> loops() {
    return OpCatalog.all().stream()
        .filter(c -> c.name().matches("(scan|map|repeat|cumProd|prod).*"));
  }

  @ParameterizedTest
  @MethodSource("loops")
  void theLoopsOfTheCatalogueRunAsTensorFlowsLoops(OpCase c) {
    TracedCase t = new TracedCase(c, DType.FLOAT64);
    List<Expr> roots = new ArrayList<>(List.of(t.value));
    roots.addAll(Gradient.of(t.scalar, t.floats));
    Expr sum = null;
    for (Expr g : Gradient.of(t.scalar, t.floats)) {
      Expr term = g.square().sum();
      sum = sum == null ? term : sum.plus(term);
    }
    if (c.smooth()) roots.addAll(Gradient.of(sum, t.floats));
    equal(roots, t.args, t.given, 1e-8);
  }

  @Test
  void aRecurrentCellOver400StepsIsASmallGraphWithTheUnrolledGradient() {
    int steps = 400;
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, steps, 4, 2));
    Expr h0 = w.constant(0).broadcastTo(Shape.of(4, 3));
    Expr looped =
        Loops.scan(
                List.of(h0),
                List.of(xs),
                (c, x, t) -> {
                  Expr h = cell(c.get(0), x.get(0));
                  return new Loops.Results(List.of(h), List.of(h.square()));
                })
            .stacked()
            .get(0)
            .sum();
    Expr h = h0;
    Expr unrolled = w.constant(0);
    for (int t = 0; t < steps; t++) {
      h = cell(h, xs.get(t));
      unrolled = unrolled.plus(h.square().sum());
    }
    List<Expr> args = List.of(w, u, xs);
    Map<Expr, Nd> given =
        Map.of(
            w, OpCase.values(3, 3).map(v -> v / 2),
            u, OpCase.positive(2, 3),
            xs, OpCase.values(steps, 4, 2));
    List<Expr> grads = Gradient.of(looped, args);
    List<Nd> expected = run(Gradient.of(unrolled, args), args, given);
    List<Nd> actual = run(grads, args, given);
    for (int i = 0; i < args.size(); i++) {
      assertThat(actual.get(i).data()).containsExactly(expected.get(i).data(), within(1e-9));
    }
    Program program = program(grads, args);
    try (ProgramGraph graph = new ProgramGraph(program, LoweringTable.of(List.of()), p -> 0)) {
      graph.phase("run");
      int[] nodes = {0};
      graph.graph().operations().forEachRemaining(op -> nodes[0]++);
      assertThat(nodes[0]).isLessThan(2000);
      assertThat(graph.text("run")).contains("While(", "MatMul(in", "TanhGrad", "round = ");
    }
  }

  private Expr cell(Expr h, Expr x) {
    return h.matmul(w).plus(x.matmul(u)).tanh();
  }

  @Test
  void perSampleGradientsByMapEqualOneByOneGradientsForAnyBatch() {
    Dim batch = Dim.named("batch");
    Expr xs = Leaf.input("xs", new Type(DType.FLOAT64, Shape.of(batch, Dim.of(2))));
    List<Expr> each =
        Loops.map(List.of(xs), (x, i) -> Gradient.of(loss(x.get(0).expand(0)), List.of(w, u)));
    Expr one = Leaf.input("one", Type.of(DType.FLOAT64, 1, 2));
    List<Expr> single = Gradient.of(loss(one), List.of(w, u));
    for (int n : new int[] {0, 1, 5}) {
      Map<Expr, Nd> given = weights();
      given.put(xs, OpCase.values(n, 2));
      List<Nd> stacked = run(each, List.of(w, u, xs), given);
      for (int k = 0; k < 2; k++) assertThat(stacked.get(k).dims()[0]).isEqualTo(n);
      for (int i = 0; i < n; i++) {
        Map<Expr, Nd> alone = weights();
        double[] x = java.util.Arrays.copyOfRange(given.get(xs).data(), 2 * i, 2 * i + 2);
        alone.put(one, new Nd(new long[] {1, 2}, x));
        List<Nd> expected = run(single, List.of(w, u, one), alone);
        for (int k = 0; k < 2; k++) {
          double[] e = expected.get(k).data();
          double[] all = stacked.get(k).data();
          assertThat(java.util.Arrays.copyOfRange(all, i * e.length, (i + 1) * e.length))
              .containsExactly(e, within(1e-12));
        }
      }
    }
  }

  private Expr loss(Expr x) {
    return x.matmul(u).matmul(w).sigmoid().sum().square();
  }

  private Map<Expr, Nd> weights() {
    Map<Expr, Nd> given = new LinkedHashMap<>();
    given.put(w, OpCase.values(3, 3).map(v -> v / 2));
    given.put(u, OpCase.positive(2, 3));
    return given;
  }

  @Test
  void sizesOfNamedAxesAreKnownInsideALoop() {
    Dim time = Dim.named("time");
    Dim nodes = Dim.named("nodes");
    Expr xs = Leaf.input("xs", new Type(DType.FLOAT64, Shape.of(time, nodes)));
    Expr means =
        Loops.map(
            xs,
            x ->
                x.minus(x.mean()).slice(0, 1, -1).broadcastTo(Shape.of(Dim.of(2), nodes.plus(-2))));
    for (int n : new int[] {3, 5}) {
      equal(
          List.of(means, Gradient.of(means.square().sum(), xs)),
          List.of(xs),
          Map.of(xs, OpCase.values(4, n)),
          1e-12);
    }
  }

  private static void equal(
      List<Expr> roots, List<Expr> args, Map<Expr, Nd> given, double tolerance) {
    List<Nd> expected = Evaluation.of(roots, given);
    List<Nd> actual = run(roots, args, given);
    for (int i = 0; i < roots.size(); i++) {
      assertThat(actual.get(i).dims()).isEqualTo(expected.get(i).dims());
      double[] e = expected.get(i).data();
      for (int k = 0; k < e.length; k++) {
        assertThat(actual.get(i).data()[k])
            .isCloseTo(e[k], within(tolerance * (1 + Math.abs(e[k]))));
      }
    }
  }

  private static Program program(List<Expr> roots, List<Expr> args) {
    Map<String, Expr> outputs = new LinkedHashMap<>();
    for (int i = 0; i < roots.size(); i++) outputs.put("" + i, roots.get(i));
    return new Program(List.of(), List.of(new Phase("run", args, outputs, Map.of())));
  }

  private static List<Nd> run(List<Expr> roots, List<Expr> args, Map<Expr, Nd> given) {
    TfOptions options = TfOptions.standard().withLowerings(NEVER_UNROLLED);
    try (TfSession session = TfSession.open(program(roots, args), options);
        PhaseRunner runner = session.runner("run")) {
      for (Expr arg : args) {
        String name = Leaf.of(arg).name();
        if (!runner.inputs().contains(name)) continue;
        runner.input(name).set(Tensor.of(arg.dtype(), given.get(arg)));
      }
      runner.run();
      List<Nd> values = new ArrayList<>();
      for (int i = 0; i < roots.size(); i++) values.add(runner.output("" + i).toNd());
      return values;
    }
  }
}
