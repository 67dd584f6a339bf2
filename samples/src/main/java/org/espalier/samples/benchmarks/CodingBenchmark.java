package org.espalier.samples.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.coding.Rounds;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Loops;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.coding.CodingCost;
import org.espalier.runtime.coding.StructureLearning;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/**
 * Efficient coding against this machine's matrix products: the rate of FISTA as a share of that of
 * 2048³ products, timed before and after; the share of the atom updates; the time by samples; what
 * stopping by tolerance gives beside 50 fixed rounds. Settings: {@code --data=mnist:DIR}, {@code
 * --samples=5000}, {@code --runs=tolerance,twice,fixed} (which of them: stopped by tolerance, the
 * same with twice the samples, always 50 rounds), {@code --units=1600}, {@code --passes=2}, {@code
 * --lambda=0.2}, {@code --product=2048}.
 */
public final class CodingBenchmark {
  private static final int PRODUCTS = 10;
  private static final int FIXED = 50;

  private CodingBenchmark() {}

  /** Runs the benchmark and prints its figures. */
  public static void main(String[] args) {
    Map<String, String> defaults =
        Map.of(
            "data", "digits:train=10000,test=10",
            "samples", "5000",
            "runs", "tolerance,twice,fixed",
            "units", "1600",
            "passes", "2",
            "lambda", "0.2",
            "product", "2048");
    Arguments set = Arguments.of(args, defaults);
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    System.out.print(run(set));
  }

  /** A table of figures. */
  static String run(Arguments set) {
    Dataset data = BenchmarkData.load(set.text("data"));
    int samples = set.number("samples");
    double before = products(set.number("product"));
    Map<String, LearnedStructure> learned = new LinkedHashMap<>();
    for (String run : set.text("runs").split(",")) {
      int of = run.equals("twice") ? 2 * samples : samples;
      learned.put(run, learn(data.take(Math.min(data.size(), of)), set, rounds(run, set)));
    }
    double rate = (before + products(set.number("product"))) / 2;
    StringBuilder table = new StringBuilder(line("products", "%.1f GFLOP/s", rate / 1e9));
    learned.forEach((run, structure) -> add(table, run, structure, rate));
    return table.append("load after        ").append(Machine.load()).append('\n').toString();
  }

  private static Rounds rounds(String run, Arguments set) {
    Rounds standard = Rounds.standard();
    int passes = set.number("passes");
    return switch (run) {
      case "tolerance", "twice" ->
          new Rounds(standard.batch(), passes, standard.most(), standard.tolerance(), 0);
      case "fixed" -> new Rounds(standard.batch(), passes, FIXED, 0, 0);
      default ->
          throw new IllegalArgumentException(
              "--runs takes some of tolerance,twice,fixed, got '" + run + "'");
    };
  }

  private static void add(
      StringBuilder table, String name, LearnedStructure learned, double products) {
    CodingCost cost = CodingCost.of(learned, 1);
    List<Double> objectives = learned.reports().get(0).objectives();
    table.append(
        line(
            name,
            "%.1f s, %.3f ms a sample and pass; FISTA %.1f GFLOP/s, %.0f %% of products, %.1f"
                + " rounds; atoms %.1f %% of the time; objective %.4f",
            cost.seconds(),
            1e3 * cost.seconds() / cost.samples(),
            cost.fistaRate() / 1e9,
            100 * cost.fistaRate() / products,
            cost.rounds() / (double) cost.samples(),
            100 * cost.sweepShare(),
            objectives.get(objectives.size() - 1)));
  }

  private static String line(String name, String format, Object... values) {
    return String.format("%-18s", name) + String.format(Locale.ROOT, format, values) + "\n";
  }

  private static LearnedStructure learn(Dataset data, Arguments set, Rounds rounds) {
    EfficientCoding settings =
        EfficientCoding.widths(set.number("units"))
            .lambda(Double.parseDouble(set.text("lambda")))
            .rounds(any -> rounds)
            .depth(new EveryLayer())
            .build();
    return new StructureLearning(settings).learn(data);
  }

  /** Floating-point operations a second of square matrix products. */
  private static double products(int size) {
    Expr a = Leaf.input("a", Type.of(DType.FLOAT32, size, size));
    Expr chain = Loops.repeat(PRODUCTS, List.of(a), (c, i) -> List.of(c.get(0).matmul(a))).get(0);
    Phase phase = new Phase("run", List.of(a), Map.of("sum", chain.sum()), Map.of());
    double[] noise = RandomSource.of(1, "benchmark").gaussians(size * size);
    for (int i = 0; i < noise.length; i++) noise[i] /= Math.sqrt(size);
    try (TfSession session =
            TfSession.open(new Program(List.of(), List.of(phase)), TfOptions.standard());
        PhaseRunner run = session.runner("run")) {
      run.input("a").set(Tensor.of(DType.FLOAT32, new Nd(new long[] {size, size}, noise)));
      run.run();
      long began = System.nanoTime();
      run.run();
      return PRODUCTS * 2.0 * size * size * size / ((System.nanoTime() - began) / 1e9);
    }
  }
}
