package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.GivenMask;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.ImageHandle;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.NetworkBuilder;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private static final Relu RELU = new Relu();

  private static Snapshot start(Network network, long seed) {
    return Snapshot.initial(network.withInit(new HeNormal()), Training.regression().seed(seed));
  }

  private static Snapshot compacted(Snapshot snapshot, double low, double high) {
    return new Compaction(low, high).plan(snapshot).apply(snapshot);
  }

  private static double[] output(Snapshot snapshot, double low, double high) {
    Tracing tracing = new Tracing(snapshot.network());
    Map<String, Expr> in = snapshot.network().leaves();
    Map<String, Expr> all = snapshot.network().call(new Trace(tracing, "evaluate", false), in);
    Map<Expr, Nd> given = new HashMap<>();
    for (Variable v : tracing.variables()) given.put(v.leaf(), snapshot.array(v.path()).toNd());
    Random random = new Random(3);
    for (Expr e : in.values()) {
      Nd x = Nd.zeros(e.shape().toArray(n -> 5));
      for (int i = 0; i < x.size(); i++) x.data()[i] = low + (high - low) * random.nextDouble();
      given.put(e, x);
    }
    return Evaluation.of(all.get(snapshot.network().outputs().get(0)), given).data();
  }

  private static void same(Snapshot before, Snapshot after, double low, double high) {
    double[] expected = output(before, low, high);
    double[] actual = output(after, low, high);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-6 * (1 + Math.abs(expected[i]))));
    }
  }

  private static long numbers(Snapshot snapshot) {
    return snapshot.arrays().entrySet().stream()
        .filter(e -> !e.getKey().startsWith("@"))
        .mapToLong(e -> e.getValue().size())
        .sum();
  }

  private static Snapshot with(Snapshot snapshot, String path, double... values) {
    Tensor had = snapshot.array(path);
    return snapshot.with(Map.of(path, Tensor.of(had.dtype(), new Nd(had.dims(), values))));
  }

  private static Network mlp() {
    return Network.named("net").vector(2).dense("a", 3, RELU).dense("b", 2).build();
  }

  /** Unit 0 of a never opens in [0, 1], unit 1 is 2 whatever comes, unit 2 lives. */
  private static Snapshot known() {
    Snapshot s = with(start(mlp(), 1), "net/a/kernel", -1, 0, 1, -2, 0, 3);
    s = with(s, "net/a/bias", -0.5, 2, 0);
    return with(s, "net/b/kernel", 1, 2, 10, 20, 5, 6);
  }

  @Test
  void deadAndConstantUnitsGoAndTheBiasTakesTheConstant() {
    Plan plan = new Compaction(0, 1).plan(known());
    Snapshot small = plan.apply(known());
    assertThat(small.array("net/a/kernel").toFloats()).containsExactly(1, 3);
    assertThat(small.array("net/b/kernel").toFloats()).containsExactly(5, 6);
    assertThat(small.array("net/b/bias").toFloats()).containsExactly(20, 40);
    assertThat(small.array("@optimizer/net/a/kernel/m").dims()).containsExactly(2, 1);
    assertThat(((Dense) small.network().step("a").orElseThrow().layer()).units()).isEqualTo(1);
    assertThat(plan.toString()).contains("a: 3 → 1 units", "net/b/bias takes up constants");
    same(known(), small, 0, 1);
    Json json = Json.standard();
    assertThat(json.read(json.text(plan), Plan.class)).isEqualTo(plan);
  }

  @Test
  void boundsDecideWhatIsDead() {
    Snapshot small = compacted(known(), -1, 1);
    assertThat(small.array("net/a/bias").dims()).containsExactly(2);
    same(known(), small, -1, 1);
    assertThat(new Compaction().plan(known()).toString()).contains("a: 3 → 2 units");
  }

  @Test
  void whatLeadsNowhereGoesAndWhatLedToItToo() {
    Network net =
        Network.named("net")
            .vector(2)
            .dense("a", 3, RELU)
            .dense("b", 2, RELU)
            .dense("c", 1)
            .build();
    Snapshot s = with(start(net, 1), "net/c/kernel", 0, 4);
    s = with(s, "net/b/kernel", 1, 1, 2, 0, 3, 1);
    Snapshot small = compacted(s, -1, 1);
    assertThat(small.array("net/b/kernel").dims()).containsExactly(2, 1);
    assertThat(small.array("net/a/kernel").dims()).containsExactly(2, 2);
    same(s, small, -1, 1);
  }

  @Test
  void paddedConvolutionsTakeUpNothingButZeros() {
    Network net =
        Network.named("net")
            .image(4, 4, 1)
            .layer("a", new Conv2d(2, 1, RELU))
            .layer("b", new Conv2d(1, 3).same())
            .build();
    Snapshot s = with(with(start(net, 1), "net/a/kernel", 0, 1), "net/a/bias", 3, 0);
    assertThat(new Compaction(0, 1).plan(s).isEmpty()).isTrue();
    Snapshot dead = with(s, "net/a/bias", -3, 0);
    assertThat(compacted(dead, 0, 1).array("net/b/kernel").dims()).containsExactly(3, 3, 1, 1);
    same(dead, compacted(dead, 0, 1), 0, 1);
  }

  @Test
  void whatOthersDoNotSayStaysAndThePlanSaysSo() {
    Network net =
        Network.named("net")
            .vector(2)
            .dense("a", 3, RELU)
            .dense("b", new Dense(2, new Softmax()))
            .dense("c", 2)
            .build();
    Snapshot flat = with(start(net, 1), "net/a/kernel", 0, 0, 0, 0, 0, 0);
    Snapshot s = with(flat, "net/a/bias", -1, -1, -1);
    Plan plan = new Compaction(0, 1).plan(s);
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.warnings())
        .containsExactly("units before 'net/b' stay: its activation mixes units");
  }

  @Test
  void twoLinesBecomeOneWhereThatIsSmaller() {
    Network net =
        Network.named("net").vector(3).dense("a", 9, RELU).dense("b", 2).dense("c", 8).build();
    Snapshot s = start(net, 1);
    double[] open = new double[9];
    java.util.Arrays.fill(open, 30);
    Snapshot always = with(s, "net/a/bias", open);
    Plan plan = new Compaction(-1, 1).plan(always);
    assertThat(plan.toString()).contains("a and b become one").doesNotContain("c become one");
    Snapshot small = plan.apply(always);
    assertThat(small.array("net/b/kernel").dims()).containsExactly(3, 2);
    assertThat(small.network().steps()).hasSize(2);
    same(always, small, -1, 1);
    assertThat(new Compaction().plan(always).toString()).doesNotContain("become one");
  }

  @Test
  void linksStayLinksAndDesignedMasksFitAgain() {
    boolean[][] links = {{true, false, true}, {true, false, false}};
    Network net = mlp().parametrize("a/kernel", new Masked(GivenMask.of(links)));
    Snapshot masked = start(net, 2);
    Snapshot small = compacted(masked, -1, 1);
    assertThat(small.array("net/a/kernel").dims()).containsExactly(2, 2);
    same(masked, small, -1, 1);
    Snapshot linked = new LinkedStorage(1).plan(masked).apply(masked);
    Snapshot both = compacted(linked, -1, 1);
    assertThat(both.array("net/a/kernel").dims()).containsExactly(3);
    same(masked, both, -1, 1);
  }

  @Property(tries = 60)
  void randomSparseNetsGiveTheSameOutputs(@ForAll long seed) {
    Snapshot before = scarce(start(random(new Random(seed)), seed), new Random(seed + 1));
    Snapshot after = compacted(before, -1, 1);
    same(before, after, -1, 1);
    assertThat(numbers(after)).isLessThanOrEqualTo(numbers(before));
    assertThat(new Compaction(-1, 1).plan(after).isEmpty()).isTrue();
  }

  private static Network random(Random random) {
    NetworkBuilder named = Network.named("net");
    ImageHandle at = named.image(6, 6, 2);
    int blocks = 1 + random.nextInt(3);
    for (int i = 0; i < blocks; i++) {
      int filters = 2 + random.nextInt(3);
      Conv2d conv = new Conv2d(filters, 1 + 2 * random.nextInt(2), RELU);
      at = at.conv2d(random.nextBoolean() ? conv.same() : conv.withKernelSize(1, 1));
      if (random.nextBoolean()) at = at.batchNorm();
      if (random.nextInt(3) == 0) at = at.add(at.conv2d(new Conv2d(filters, 3, RELU).same()));
      if (random.nextInt(3) == 0 && i == 0) at = at.maxPool(2);
      if (random.nextInt(3) == 0) at = at.dropout(0.2);
    }
    return at.flatten().dense(4 + random.nextInt(4), RELU).dense(5, RELU).dense(3).build();
  }

  /** Most weights are 0, many biases negative, and norms are not the start's. */
  private static Snapshot scarce(Snapshot snapshot, Random random) {
    Map<String, Tensor> changed = new HashMap<>();
    snapshot
        .arrays()
        .forEach(
            (path, tensor) -> {
              if (path.startsWith("@")) return;
              Nd values = tensor.toNd();
              for (int i = 0; i < values.size(); i++) {
                if (path.endsWith("kernel") && random.nextInt(4) > 0) values.data()[i] = 0;
                if (path.endsWith("bias")) values.data()[i] = random.nextGaussian() - 0.5;
                if (path.endsWith("movingVariance")) {
                  values.data()[i] = 0.5 + random.nextDouble();
                }
                if (path.endsWith("beta")) values.data()[i] = random.nextGaussian();
              }
              changed.put(path, Tensor.of(tensor.dtype(), values));
            });
    return snapshot.with(changed);
  }
}
