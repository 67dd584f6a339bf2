package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.op.OpCatalog;
import org.espalier.dsl.op.RandomUniform;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundsTest {
  private static Expr input(long... dims) {
    return Leaf.input("x", Type.of(DType.FLOAT64, dims));
  }

  private static Expr literal(Nd nd) {
    return Literal.of(Tensor.of(DType.FLOAT64, nd));
  }

  private static Range range(Expr y, Expr x, double low, double high) {
    return Bounds.of(y, Map.of(x, Range.between(low, high, x.shape().toArray())));
  }

  private static void check(Range r, double low, double high) {
    assertThat(r.low().item()).isCloseTo(low, within(1e-12));
    assertThat(r.high().item()).isCloseTo(high, within(1e-12));
  }

  @Test
  void knownFunctionsAreTight() {
    Expr x = input();
    check(range(x.abs(), x, -3, 2), 0, 3);
    check(range(x.square(), x, -3, -2), 4, 9);
    check(range(x.times(x), x, -3, 2), 0, 9);
    check(range(x.sin(), x, 1, 2), Math.sin(1), 1);
    check(range(x.sin(), x, 2, 5), -1, Math.sin(2));
    check(range(x.cos(), x, -0.5, 1), Math.cos(1), 1);
    check(range(x.reciprocal(), x, 2, 4), 0.25, 0.5);
    check(range(x.pow(3), x, -2, 1), -8, 1);
    check(range(x.pow(4), x, -2, 1), 0, 16);
    check(range(x.unaryMinus().exp(), x, 0, 1), Math.exp(-1), 1);
    check(range(x.max(0).min(1), x, -2, 0.5), 0, 0.5);
    check(range(x.gt(0).where(x, x.constant(7)), x, 1, 2), 1, 2);
    check(range(x.gt(0).cast(DType.FLOAT64), x, 0.1, 2), 1, 1);
  }

  @Test
  void aProductWithKnownWeightsIsTight() {
    Expr x = input(1, 3);
    Nd w = new Nd(new long[] {3, 2}, new double[] {1, 0, -2, 0, 3, 0});
    Range r = range(x.matmul(literal(w)), x, -1, 2);
    assertThat(r.low().data()[0]).isCloseTo(-1 - 4 - 3, within(1e-9));
    assertThat(r.high().data()[0]).isCloseTo(2 + 2 + 6, within(1e-9));
    assertThat(r.low().data()[1]).isZero();
    assertThat(r.high().data()[1]).isZero();
  }

  @Test
  void aStableReluIsSeen() {
    Expr x = input(1, 2);
    Expr pre = x.matmul(literal(Nd.of(0.5, -0.25).reshape(2, 1))).plus(-3);
    Range r = range(pre, x, -1, 1);
    assertThat(r.high().item()).isNegative();
    check(range(pre.relu(), x, -1, 1), 0, 0);
  }

  @Test
  void anInfiniteElementSpoilsOnlyWhatItTouches() {
    Expr x = input(1, 2);
    Expr w = literal(new Nd(new long[] {2, 2}, new double[] {1, 1, 0, 1}));
    Nd low = new Nd(new long[] {1, 2}, new double[] {0, Double.NEGATIVE_INFINITY});
    Nd high = new Nd(new long[] {1, 2}, new double[] {1, 5});
    Range r = Bounds.of(x.matmul(w), Map.of(x, Range.between(low, high)));
    assertThat(r.low().data()[0]).isCloseTo(0, within(1e-12));
    assertThat(r.high().data()[0]).isCloseTo(1, within(1e-12));
    assertThat(r.low().data()[1]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(r.nan()).isTrue();
  }

  @Test
  void whatIsNotKnownIsSaid() {
    Expr x = input(2);
    Expr free = Leaf.variable("free", Type.of(DType.FLOAT64, 2));
    Bounds bounds = Bounds.of(List.of(x.plus(free)), Map.of(x, Range.between(0, 1, 2)));
    assertThat(bounds.of(x.plus(free)).low().data()).containsOnly(Double.NEGATIVE_INFINITY);
    assertThat(bounds.fallbacks()).containsOnlyKeys(free.node());
    assertThat(bounds.fallbacks().get(free.node())).contains("VARIABLE 'free'");
  }

  @Test
  void aNaNIsNeverSilent() {
    Expr x = input();
    Range log = range(x.log(), x, -1, 1);
    assertThat(log.nan()).isTrue();
    assertThat(log.high().item()).isZero();
    check(range(x.log().lt(-5).cast(DType.FLOAT64), x, -1, -0.5), 0, 1);
    check(range(Unary.IS_NAN.of(x.log()).cast(DType.FLOAT64), x, -1, 1), 0, 1);
    assertThat(Range.exactly(Nd.of(1, Double.NaN)).contains(Nd.of(1, Double.NaN))).isTrue();
    assertThat(Range.between(0, 1, 2).contains(Nd.of(1, Double.NaN))).isFalse();
  }

  @Test
  void randomNumbersLieInTheirSupport() {
    Expr u =
        Node.of(new RandomUniform(Shape.of(2), DType.FLOAT64), List.of(Leaf.stream("dropout")))
            .output(0);
    Range r = Bounds.of(u.times(2), Map.of());
    assertThat(r.low().data()).containsOnly(0);
    assertThat(r.high().data()).containsOnly(2);
  }

  static Stream<OpCase> cases() {
    return OpCatalog.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyOpStaysWithinItsBounds(OpCase c) {
    Random random = new Random(3);
    List<Expr> args = new ArrayList<>();
    Map<Expr, Range> given = new HashMap<>();
    for (int i = 0; i < c.inputs().size(); i++) {
      Nd at = c.inputs().get(i);
      Expr arg = Leaf.input("in" + i, new Type(c.dtypes().get(i), Shape.of(at.dims())));
      double radius = c.dtypes().get(i).isFloat() ? 0.2 : 0;
      args.add(arg);
      given.put(arg, Range.between(at.map(v -> v - radius), at.map(v -> v + radius)));
    }
    contained(c.build().apply(args), given, random, 20);
  }

  private static void contained(Expr y, Map<Expr, Range> given, Random random, int samples) {
    Bounds bounds = Bounds.of(List.of(y), given);
    List<Expr> all = new ArrayList<>();
    for (Node node : Walk.of(List.of(y))) {
      if (!(node.op() instanceof Leaf)) all.addAll(node.outputs());
    }
    for (int s = 0; s < samples; s++) {
      Map<Expr, Nd> values = new HashMap<>();
      given.forEach((e, r) -> values.put(e, draw(r, random)));
      List<Nd> found = Evaluation.of(all, values);
      for (int i = 0; i < all.size(); i++) {
        Range r = bounds.of(all.get(i));
        assertThat(r.contains(found.get(i)))
            .as("%s in %s of %s", found.get(i), r, all.get(i).node())
            .isTrue();
      }
    }
  }

  /** Points inside, the corners among them. */
  private static Nd draw(Range r, Random random) {
    Nd x = Nd.zeros(r.low().dims());
    for (int i = 0; i < x.size(); i++) {
      double low = r.low().data()[i];
      double high = r.high().data()[i];
      double t = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble();
      x.data()[i] = Math.max(low, Math.min(high, low + t * (high - low)));
    }
    return x;
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void anyProgramStaysWithinItsBounds(@ForAll long seed) {
    Random random = new Random(seed);
    Expr x = input(2, 3);
    Expr z = input(3);
    Map<Expr, Range> given = new HashMap<>();
    for (Expr e : List.of(x, z)) {
      long[] dims = e.shape().toArray();
      Nd a = draw(Range.between(-3, 3, dims), random);
      Nd b = draw(Range.between(-3, 3, dims), random);
      Nd low = Nd.zeros(dims);
      Nd high = Nd.zeros(dims);
      for (int i = 0; i < low.size(); i++) {
        low.data()[i] = Math.min(a.data()[i], b.data()[i]);
        high.data()[i] = Math.max(a.data()[i], b.data()[i]);
      }
      given.put(e, Range.between(low, high));
    }
    Expr w = literal(draw(Range.between(-1, 1, 3, 3), random));
    List<Expr> pool = new ArrayList<>(List.of(x, z));
    for (int i = 0; i < 10; i++) {
      Expr a = pool.get(random.nextInt(pool.size()));
      Expr b = pool.get(random.nextInt(pool.size()));
      pool.add(step(a, b, w, random));
    }
    Expr all = pool.stream().map(Expr::sum).reduce(Expr::plus).orElseThrow();
    contained(all, given, random, 10);
  }

  private static Expr step(Expr a, Expr b, Expr w, Random random) {
    List<UnaryOperator<Expr>> ones = new ArrayList<>();
    for (Unary u : Unary.values()) {
      boolean truth = u == Unary.NOT || u == Unary.IS_FINITE || u == Unary.IS_NAN;
      ones.add(truth ? e -> Unary.IS_FINITE.of(e).not().cast(DType.FLOAT64) : u::of);
    }
    ones.add(e -> e.shape().rank() == 2 ? e.matmul(w) : e.expand(0).matmul(w));
    ones.add(e -> e.mean(-1).expand(-1).plus(e));
    ones.add(e -> e.maxOver(-1).expand(-1).minus(e));
    ones.add(e -> e.cast(DType.INT32).cast(DType.FLOAT64));
    List<BinaryOperator<Expr>> twos = new ArrayList<>();
    for (Binary op : Binary.values()) {
      if (op == Binary.AND || op == Binary.OR) {
        twos.add((p, q) -> op.of(p.gt(0), q.lt(1)).cast(DType.FLOAT64));
      } else {
        twos.add((p, q) -> op.of(p, q).cast(DType.FLOAT64));
      }
    }
    twos.add((p, q) -> p.gt(q).where(p.times(q), q));
    boolean match = a.shape().last().equals(b.shape().last());
    if (match && random.nextBoolean()) {
      return twos.get(random.nextInt(twos.size())).apply(a, b);
    }
    return ones.get(random.nextInt(ones.size())).apply(a);
  }
}
