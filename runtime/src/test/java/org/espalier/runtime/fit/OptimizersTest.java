package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.loss.MeanSquaredError;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.AdamW;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.optimizer.Slots;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.CosineDecay;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Twenty steps by TensorFlow's kernels, by our expressions, and by plain Java end in one place. */
class OptimizersTest {
  private static final int STEPS = 20;
  private static final int ROWS = 8;
  private static final int IN = 3;
  private static final int OUT = 2;

  /** One weight's update in plain Java, written from the papers. */
  interface Rule {
    double next(double w, double g, double[] slots, int step);
  }

  /** An optimizer and its rule. */
  record Case(String name, Optimizer optimizer, Rule rule) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    CosineDecay cosine = new CosineDecay(0.05, 15, 3, 0.2);
    return Stream.of(
        new Case("sgd", new Sgd(0.1), (w, g, s, t) -> w - 0.1 * g),
        new Case("sgd, cosine", new Sgd(cosine), (w, g, s, t) -> w - cosine(t) * g),
        new Case("momentum", new Momentum(0.1, 0.8), momentum(false)),
        new Case("nesterov", new Momentum(new ConstantRate(0.1), 0.8, true), momentum(true)),
        new Case("adam", new Adam(0.05), adam(0.05, 0, 1e-7)),
        new Case(
            "adam, own settings",
            new Adam(new ConstantRate(0.05), 0.7, 0.95, 0.1),
            (w, g, s, t) -> adam(w, g, s, t, 0.05, 0.7, 0.95, 0.1)),
        new Case("adamW", new AdamW(0.05, 0.3), adam(0.05, 0.3, 1e-7)),
        new Case(
            "adamW, cosine",
            new AdamW(new Adam(cosine), 0.3),
            (w, g, s, t) -> adam(w, g, s, t, cosine(t), 0.9, 0.999, 1e-7) - cosine(t) * 0.3 * w));
  }

  private static double cosine(int step) {
    double along = Math.min(1, Math.max(0, (step - 3) / 12.0));
    double height = 0.2 + 0.8 * (1 + Math.cos(Math.PI * along)) / 2;
    return 0.05 * height * Math.min(1, (step + 1) / 3.0);
  }

  private static Rule momentum(boolean nesterov) {
    return (w, g, s, t) -> {
      s[0] = 0.8 * s[0] + g;
      return nesterov ? w - 0.1 * (g + 0.8 * s[0]) : w - 0.1 * s[0];
    };
  }

  private static Rule adam(double rate, double decay, double epsilon) {
    return (w, g, s, t) -> adam(w, g, s, t, rate, 0.9, 0.999, epsilon) - rate * decay * w;
  }

  private static double adam(
      double w, double g, double[] s, int t, double rate, double b1, double b2, double epsilon) {
    s[0] = b1 * s[0] + (1 - b1) * g;
    s[1] = b2 * s[1] + (1 - b2) * g * g;
    double corrected = rate * Math.sqrt(1 - Math.pow(b2, t + 1)) / (1 - Math.pow(b1, t + 1));
    return w - corrected * s[0] / (Math.sqrt(s[1]) + epsilon);
  }

  /** The same optimizer with its fused step written out. */
  record WrittenOut(Optimizer of) implements Optimizer {
    @Override
    public Expr update(Expr weight, Expr gradient, Slots slots) {
      return out(of.update(weight, gradient, new OutSlots(slots)));
    }

    static Expr out(Expr e) {
      Node node = e.node();
      if (node.op() instanceof Update update) {
        return update.decompose(node.inputs()).get(e.index());
      }
      boolean holds = node.inputs().stream().anyMatch(in -> in.node().op() instanceof Update);
      if (!holds) return e;
      List<Expr> inputs = node.inputs().stream().map(WrittenOut::out).toList();
      return Node.of(node.op(), inputs).output(e.index());
    }
  }

  /** Slots whose next values are written out too. */
  record OutSlots(Slots slots) implements Slots {
    @Override
    public Expr get(String name, double start) {
      return slots.get(name, start);
    }

    @Override
    public void set(String name, Expr next) {
      slots.set(name, WrittenOut.out(next));
    }

    @Override
    public Expr count() {
      return slots.count();
    }

    @Override
    public Expr key(String purpose) {
      return slots.key(purpose);
    }
  }

  private static final float[][] X = numbers("x", ROWS, IN);
  private static final float[][] T = numbers("t", ROWS, OUT);

  private static float[][] numbers(String name, int rows, int columns) {
    RandomSource random = RandomSource.of(11, name);
    float[][] all = new float[rows][columns];
    for (float[] row : all) {
      for (int i = 0; i < columns; i++) row[i] = (float) random.nextGaussian();
    }
    return all;
  }

  private static Network network(DType dtype) {
    return Network.named("net").dtype(dtype).vector(IN).dense(OUT).build();
  }

  private static Snapshot trained(Optimizer optimizer, DType dtype) {
    Training training = Training.of(new Supervised(new MeanSquaredError(), optimizer));
    try (Model model = Espalier.compile(network(dtype), training)) {
      model.fit(Dataset.of(X, T), Fit.epochs(STEPS).batch(ROWS).inOrder());
      return model.snapshot();
    }
  }

  /** Kernel and bias after the steps, in plain Java: kernel [in, out], then bias. */
  private static double[] plain(Case c, double[] start) {
    double[] w = start.clone();
    double[][] slots = new double[w.length][2];
    for (int step = 0; step < STEPS; step++) {
      double[] g = gradient(w);
      for (int i = 0; i < w.length; i++) w[i] = c.rule.next(w[i], g[i], slots[i], step);
    }
    return w;
  }

  private static double[] gradient(double[] w) {
    double[] g = new double[w.length];
    for (int r = 0; r < ROWS; r++) {
      for (int o = 0; o < OUT; o++) {
        double y = w[IN * OUT + o];
        for (int i = 0; i < IN; i++) y += X[r][i] * w[i * OUT + o];
        double d = 2 * (y - T[r][o]) / (ROWS * OUT);
        g[IN * OUT + o] += d;
        for (int i = 0; i < IN; i++) g[i * OUT + o] += d * X[r][i];
      }
    }
    return g;
  }

  private static double[] weights(Snapshot s) {
    List<Double> all = new ArrayList<>();
    for (String path : List.of("net/dense1/kernel", "net/dense1/bias")) {
      for (double v : s.array(path).toNd().data()) all.add(v);
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void kernelsExpressionsAndJavaAgreeInDoublePrecision(Case c) {
    agree(c, DType.FLOAT64, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void kernelsExpressionsAndJavaAgreeInSinglePrecision(Case c) {
    agree(c, DType.FLOAT32, 1e-5);
  }

  private static void agree(Case c, DType dtype, double tolerance) {
    double[] start = weights(Snapshot.initial(network(dtype), Training.regression()));
    Snapshot fused = trained(c.optimizer, dtype);
    Snapshot written = trained(new WrittenOut(c.optimizer), dtype);
    assertThat(weights(fused)).isNotEqualTo(start);
    assertThat(weights(fused)).containsExactly(weights(written), within(tolerance));
    assertThat(weights(fused)).containsExactly(plain(c, start), within(tolerance));
    assertThat(fused.arrays().keySet()).isEqualTo(written.arrays().keySet());
    fused
        .arrays()
        .forEach(
            (path, t) ->
                assertThat(t.toNd().data())
                    .as(path)
                    .containsExactly(written.array(path).toNd().data(), within(tolerance)));
  }
}
