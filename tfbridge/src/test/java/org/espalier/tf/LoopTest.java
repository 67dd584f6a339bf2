package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Loops;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.op.OpCatalog;
import org.espalier.dsl.op.Scan;
import org.espalier.dsl.op.SizeOf;
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
import org.espalier.tf.lowering.LoweringTable;
import org.espalier.tf.lowering.ProgramGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops on TensorFlow: unrolled and as while loops, any length, few nodes. */
class LoopTest {
  private static final TfOptions NEVER_UNROLLED = TfOptions.standard().withUnroll(0);
  private static final int STEPS = 400;

  private final Expr w = Leaf.input("w", Type.of(DType.FLOAT64, 3, 3));
  private final Expr u = Leaf.input("u", Type.of(DType.FLOAT64, 2, 3));
  private final Map<Expr, Nd> given = new LinkedHashMap<>();

  LoopTest() {
    given.put(w, OpCase.values(3, 3).map(v -> v / 2));
    given.put(u, OpCase.positive(2, 3));
  }

  static Stream<OpCase> loops() {
    return OpCatalog.all().stream()
        .filter(
            c ->
                Walk.of(List.of(new TracedCase(c, DType.FLOAT64).value)).stream()
                    .anyMatch(n -> n.op() instanceof Scan));
  }

  @ParameterizedTest
  @MethodSource("loops")
  void aWhileLoopEqualsTheEvaluationUpToTheSecondDerivative(OpCase c) {
    TracedCase t = new TracedCase(c, DType.FLOAT64);
    List<Expr> all = new ArrayList<>(List.of(t.value));
    List<Expr> slopes = Gradient.of(t.scalar, t.floats);
    all.addAll(slopes);
    Expr sum = t.scalar.constant(0);
    for (Expr g : slopes) sum = sum.plus(g.square().sum());
    all.addAll(Gradient.of(sum, t.floats));
    List<Nd> expected = Evaluation.of(all, t.given);
    List<Nd> actual = t.run(all, NEVER_UNROLLED);
    for (int i = 0; i < all.size(); i++) close(actual.get(i), expected.get(i), 1e-8);
  }

  /** The sum of squared states of a recurrent cell over {@code xs}, plus the last state's. */
  private Expr looped(Expr h0, Expr xs) {
    Loops.Results r =
        Loops.scan(
            List.of(h0),
            List.of(xs),
            (c, x, t) -> {
              Expr h = c.get(0).matmul(w).plus(x.get(0).matmul(u)).tanh();
              return new Loops.Results(List.of(h), List.of(h.square()));
            });
    return r.stacked().get(0).sum().plus(r.carries().get(0).sum());
  }

  @Test
  void aRecurrentCellOver400StepsHasFewNodesAndTheUnrolledGradient() {
    Expr h0 = Leaf.input("h0", Type.of(DType.FLOAT64, 4, 3));
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, STEPS, 4, 2));
    given.put(h0, OpCase.values(4, 3));
    given.put(xs, OpCase.values(STEPS, 4, 2));
    Expr loss = looped(h0, xs);
    List<Expr> all = new ArrayList<>(List.of(loss));
    all.addAll(Gradient.of(loss, List.of(w, u, h0, xs)));

    assertThat(nodes(all, LoweringTable.UNROLL)).isLessThan(2000);
    assertThat(nodes(all, STEPS)).isGreaterThan(STEPS);
    List<Nd> whole = run(all, TfOptions.standard());
    List<Nd> unrolled = run(all, TfOptions.standard().withUnroll(STEPS));
    for (int i = 0; i < all.size(); i++) close(whole.get(i), unrolled.get(i), 1e-9);
  }

  @Test
  void theGradientOfAnUnrolledLoopComputesNoRoundAgain() {
    Expr h0 = Leaf.input("h0", Type.of(DType.FLOAT64, 4, 3));
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, 5, 4, 2));
    String text = text(Gradient.of(looped(h0, xs), List.of(w, u)));
    assertThat(text.split(" = Tanh\\(", -1)).hasSize(1 + 5);
    assertThat(text).doesNotContain("While");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 100})
  void theLengthAndTheBatchMayBeKnownAtRunTimeOnly(int length) {
    Dim time = Dim.named("time");
    Dim batch = Dim.named("batch");
    Expr h0 = Leaf.input("h0", new Type(DType.FLOAT64, Shape.of(batch, Dim.of(3))));
    Expr xs = Leaf.input("xs", new Type(DType.FLOAT64, Shape.of(time, batch, Dim.of(2))));
    given.put(h0, OpCase.values(4, 3));
    given.put(xs, OpCase.values(length, 4, 2));
    Expr loss = looped(h0, xs);
    List<Expr> all = new ArrayList<>(List.of(loss));
    all.addAll(Gradient.of(loss, List.of(w, u, h0, xs)));
    all.addAll(reversedWithSizes(xs, time, batch));
    List<Nd> expected = Evaluation.of(all, given);
    List<Nd> actual = run(all, TfOptions.standard());
    for (int i = 0; i < all.size(); i++) close(actual.get(i), expected.get(i), 1e-9);
  }

  /** A loop in reverse whose body asks for sizes that only its surroundings know. */
  private static List<Expr> reversedWithSizes(Expr xs, Dim time, Dim batch) {
    Expr start = Leaf.input("start", Type.of(DType.FLOAT64, 2));
    Loops.Results r =
        Loops.scanReversed(
            List.of(start.zerosLike().plus(1)),
            List.of(xs.sum(1)),
            (c, x, i) -> {
              Expr share = i.cast(DType.FLOAT64).div(SizeOf.of(time, DType.FLOAT64));
              Expr rows = x.get(0).broadcastTo(Shape.of(batch, Dim.of(2)));
              Expr next = c.get(0).times(share).plus(rows.mean(0)).sin();
              return new Loops.Results(List.of(next), List.of(rows.times(next)));
            });
    return List.of(r.carries().get(0), r.stacked().get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  void perSampleGradientsByMapEqualOneByOneGradients(int unroll) {
    int samples = 70;
    Expr xs = Leaf.input("xs", new Type(DType.FLOAT64, Shape.of(Dim.named("batch"), Dim.of(2))));
    given.put(xs, OpCase.values(samples, 2));
    List<Expr> each = Loops.map(List.of(xs), (x, i) -> slopes(x.get(0).reshape(1, 2)));
    List<Nd> stacked = run(each, TfOptions.standard().withUnroll(unroll));

    Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 1, 2));
    List<Expr> one = slopes(x);
    try (TfSession session = open(one, TfOptions.standard());
        PhaseRunner run = session.runner("run")) {
      for (int i = 0; i < samples; i++) {
        double[] row = Arrays.copyOfRange(given.get(xs).data(), 2 * i, 2 * i + 2);
        given.put(x, new Nd(new long[] {1, 2}, row));
        fill(run);
        run.run();
        for (int k = 0; k < 2; k++) {
          double[] e = run.output("" + k).toNd().data();
          double[] got =
              Arrays.copyOfRange(stacked.get(k).data(), i * e.length, (i + 1) * e.length);
          assertThat(got).containsExactly(e, within(1e-12));
        }
      }
    }
  }

  private List<Expr> slopes(Expr x) {
    return Gradient.of(x.matmul(u).matmul(w).sigmoid().sum().square(), List.of(w, u));
  }

  @Test
  void onlyWhatIsUsedIsComputed() {
    Expr h0 = Leaf.input("h0", Type.of(DType.FLOAT64, 4, 3));
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, STEPS, 4, 2));
    Expr ys = Leaf.input("ys", Type.of(DType.FLOAT64, STEPS, 4, 3));
    Loops.Results r =
        Loops.scan(
            List.of(h0, h0.sum()),
            List.of(xs, ys),
            (c, x, t) -> {
              Expr h = c.get(0).plus(x.get(0).matmul(u)).sin();
              Expr other = c.get(1).plus(x.get(1).matmul(w).exp().sum());
              return new Loops.Results(List.of(h, other), List.of(h.erf(), other));
            });
    String text = text(List.of(r.carries().get(0)));
    assertThat(text).contains("Sin").doesNotContain("Exp", "Erf", "TensorList", "input_ys");
    assertThat(text(List.of(r.stacked().get(1))))
        .contains("Exp", "TensorListSetItem")
        .doesNotContain("Sin", "Erf");
  }

  @Test
  void phasesShareEqualLoops() {
    Expr h0 = Leaf.input("h0", Type.of(DType.FLOAT64, 4, 3));
    Expr xs = Leaf.input("xs", Type.of(DType.FLOAT64, STEPS, 4, 2));
    Expr loss = looped(h0, xs);
    List<Expr> inputs = List.of(h0, xs, w, u);
    Phase a = new Phase("a", inputs, Map.of("loss", loss), Map.of());
    Phase b = new Phase("b", inputs, Map.of("loss", loss), Map.of());
    try (TfSession session =
        TfSession.open(new Program(List.of(), List.of(a, b)), TfOptions.standard())) {
      session.runner("a").close();
      int before = session.nodeCount();
      session.runner("b").close();
      assertThat(session.nodeCount()).isEqualTo(before);
      assertThat(session.graphText("a")).isEqualTo(session.graphText("b"));
    }
  }

  @Test
  void aResultThatIsASliceOfAnInputKeepsItsValueWhenTheInputIsRefilled() {
    Expr x = Leaf.input("x", Type.float32(3, 16));
    Expr last =
        Loops.scan(
                List.of(x.sum(0)),
                List.of(x),
                (c, r, i) -> new Loops.Results(List.of(r.get(0)), List.of()))
            .carries()
            .get(0);
    for (int unroll : new int[] {0, 64}) {
      Phase phase = new Phase("run", List.of(x), Map.of("0", last), Map.of());
      try (TfSession session =
              TfSession.open(
                  new Program(List.of(), List.of(phase)), TfOptions.standard().withUnroll(unroll));
          PhaseRunner run = session.runner("run")) {
        java.nio.FloatBuffer memory = run.input("x").floats();
        for (int i = 0; i < 48; i++) memory.put(i, i);
        run.run();
        for (int i = 0; i < 48; i++) memory.put(i, -1);
        assertThat(run.output("0").toFloats()).startsWith(32, 33).endsWith(46, 47);
      }
    }
  }

  private String text(List<Expr> fetched) {
    try (TfSession session = open(fetched, TfOptions.standard())) {
      return session.graphText("run");
    }
  }

  private static int nodes(List<Expr> fetched, int unroll) {
    LoweringTable table = LoweringTable.of(List.of(), unroll);
    try (ProgramGraph graph = new ProgramGraph(program(fetched), table, p -> 0)) {
      graph.phase("run");
      int count = 0;
      for (Iterator<?> ops = graph.graph().operations(); ops.hasNext(); ops.next()) count++;
      assertThat(graph.size()).isEqualTo(count);
      return count;
    }
  }

  private static Program program(List<Expr> fetched) {
    Map<String, Expr> outputs = new LinkedHashMap<>();
    for (int i = 0; i < fetched.size(); i++) outputs.put("" + i, fetched.get(i));
    List<Expr> inputs = new ArrayList<>();
    Walk.of(fetched)
        .forEach(
            n -> {
              if (n.op() instanceof Leaf) inputs.add(n.output(0));
            });
    return new Program(List.of(), List.of(new Phase("run", inputs, outputs, Map.of())));
  }

  private static TfSession open(List<Expr> fetched, TfOptions options) {
    return TfSession.open(program(fetched), options);
  }

  private List<Nd> run(List<Expr> fetched, TfOptions options) {
    try (TfSession session = open(fetched, options);
        PhaseRunner run = session.runner("run")) {
      fill(run);
      run.run();
      List<Nd> values = new ArrayList<>();
      for (int i = 0; i < fetched.size(); i++) values.add(run.output("" + i).toNd());
      return values;
    }
  }

  private void fill(PhaseRunner run) {
    given.forEach(
        (e, value) -> {
          String name = Leaf.of(e).name();
          if (run.inputs().contains(name)) run.input(name).set(Tensor.of(e.dtype(), value));
        });
  }

  private static void close(Nd actual, Nd expected, double tolerance) {
    assertThat(actual.dims()).isEqualTo(expected.dims());
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.data()[i];
      assertThat(actual.data()[i]).isCloseTo(e, within(tolerance * (1 + Math.abs(e))));
    }
  }
}
