package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.SimpleOp;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.RandomUniform;
import org.espalier.dsl.op.Softmax;
import org.espalier.dsl.op.RandomTruncatedNormal;
import org.espalier.dsl.op.UnaryGrad;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final Moment ODD = new Moment(0.5, 2);

  private static Expr input(long... dims) {
    return Leaf.input("x", Type.of(DType.FLOAT64, dims));
  }

  private static void check(Moment m, double mean, double variance) {
    assertThat(m.mean()).isCloseTo(mean, within(1e-9));
    assertThat(m.variance()).isCloseTo(variance, within(1e-9));
  }

  @Test
  void aReluOfAStandardNormalHasItsClosedForm() {
    check(
        Moments.through(Expr::relu, Moment.STANDARD),
        1 / Math.sqrt(2 * Math.PI),
        0.5 - 1 / (2 * Math.PI));
  }

  @Test
  void kinksAreFoundWhereverTheyStand() {
    double t = 0.7310123;
    Moment step = Moments.through(x -> x.times(x).gt(t).cast(DType.FLOAT64), Moment.STANDARD);
    double p = 2 * (1 - phi(Math.sqrt(t)));
    check(step, p, p * (1 - p));
    Moment clipped = Moments.through(x -> x.max(-0.3).min(0.9), Moment.STANDARD);
    double mean = -0.3 * phi(-0.3) + density(-0.3) - density(0.9) + 0.9 * (1 - phi(0.9));
    assertThat(clipped.mean()).isCloseTo(mean, within(1e-12));
    Moment floor = Moments.through(x -> x.minus(x.floor()).minus(0.5), new Moment(0, 100));
    check(floor, 0, 1 / 12.0);
  }

  private static double phi(double x) {
    return org.hipparchus.special.Erf.erfc(-x / Math.sqrt(2)) / 2;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void affineFunctionsAreExactAndLargeMeansLoseNoDigits() {
    check(Moments.through(x -> x.times(3).plus(1), ODD), 2.5, 18);
    Moment far = Moments.through(x -> x.plus(1e8), Moment.STANDARD);
    assertThat(far.variance()).isCloseTo(1, within(1e-6));
    check(Moments.through(Expr::square, ODD), 2.25, 2 * 4 + 4 * 0.25 * 2);
    check(Moments.through(Expr::exp, Moment.STANDARD), Math.exp(0.5), Math.E * (Math.E - 1));
  }

  @Test
  void whatDoesNotVaryIsEvaluated() {
    check(Moments.through(x -> x.times(2).exp(), Moment.constant(1)), Math.exp(2), 0);
  }

  @Test
  void aNumberThatDoesNotExistIsNaN() {
    assertThat(Moments.through(Expr::log, Moment.STANDARD).mean()).isNaN();
  }

  @Test
  void heAndLeCunFollow() {
    Expr x = input(8, 784);
    Expr w = Leaf.variable("w", Type.of(DType.FLOAT64, 784, 100));
    Expr w2 = Leaf.variable("w2", Type.of(DType.FLOAT64, 100, 10));
    Expr b = Leaf.variable("b", Type.of(DType.FLOAT64, 100));
    Expr pre = x.matmul(w).plus(b);
    Expr out = pre.relu().matmul(w2);
    Map<Expr, Moment> given =
        Map.of(
            x,
            Moment.STANDARD,
            w,
            new Moment(0, 1.0 / 784),
            b,
            Moment.constant(0),
            w2,
            new Moment(0, 2.0 / 100));
    Moments m = Moments.of(List.of(out, pre), given);
    check(m.of(pre), 0, 1);
    check(m.of(out), 0, 1);
    assertThat(m.notes()).isEmpty();
  }

  @Test
  void sumsProductsAndChoicesOfIndependentInputsAreExact() {
    Expr a = input();
    Expr b = input();
    Expr c = input();
    Map<Expr, Moment> given =
        Map.of(a, new Moment(0.5, 1), b, new Moment(-0.25, 0.5), c, new Moment(1, 2));
    check(Moments.of(a.plus(b).plus(c), given), 1.25, 3.5);
    check(Moments.of(a.minus(b), given), 0.75, 1.5);
    check(Moments.of(a.times(b).times(c), given), -0.125, 2.09375);
    Expr u =
        Node.of(new RandomUniform(Shape.SCALAR, DType.FLOAT64), List.of(Leaf.stream("u")))
            .output(0);
    Expr dropped = u.ge(0.2).where(a.div(0.8), a.zerosLike());
    check(Moments.of(dropped, Map.of(a, ODD)), 0.5, 2.5625);
    Expr multiplied = u.ge(0.2).cast(DType.FLOAT64).times(a).div(0.8);
    check(Moments.of(multiplied, Map.of(a, ODD)), 0.5, 2.5625);
  }

  @Test
  void dependentPartsOfOneSourceAreSeenAsSuch() {
    check(Moments.through(x -> x.minus(x.relu()).minus(x.min(0)), ODD), 0, 0);
    check(
        Moments.through(x -> x.times(x.constant(1).broadcastTo(Shape.of(3))).minus(x), ODD), 0, 0);
  }

  @Test
  void twoSourcesAreIntegratedTogether() {
    Expr a = input();
    Expr b = input();
    Map<Expr, Moment> given = Map.of(a, Moment.STANDARD, b, Moment.STANDARD);
    check(Moments.of(a.max(b), given), 1 / Math.sqrt(Math.PI), 1 - 1 / Math.PI);
    Expr sum = a.plus(b);
    check(Moments.of(sum.relu(), given), 1 / Math.sqrt(Math.PI), 1 - 1 / Math.PI);
    check(Moments.of(sum.relu().minus(a), given), 1 / Math.sqrt(Math.PI), 1 - 1 / Math.PI + 1 - 1);
  }

  @Test
  void moreSourcesAreSampledAndSaidToBe() {
    List<Expr> xs = new ArrayList<>();
    Map<Expr, Moment> given = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      xs.add(input());
      given.put(xs.get(i), Moment.STANDARD);
    }
    Expr largest = xs.stream().reduce(Expr::max).orElseThrow();
    Moments m = Moments.of(List.of(largest), given);
    assertThat(m.of(largest).mean()).isCloseTo(1.029375, within(3e-3));
    assertThat(m.of(largest).variance()).isCloseTo(0.491715, within(5e-3));
    assertThat(m.notes().get(largest.node())).contains("8192 points of 4 sources");
  }

  @Test
  void reductionsFoldIndependentElements() {
    Expr x = input(5, 7);
    check(Moments.of(x.sum(1), Map.of(x, ODD)), 3.5, 14);
    check(Moments.of(x.mean(1), Map.of(x, ODD)), 0.5, 2 / 7.0);
    Expr four = input(5, 4);
    Moment standard = Moments.of(four.maxOver(1), Map.of(four, Moment.STANDARD));
    check(standard, 1.029375373003964, 0.49171523687474217);
    Moment least = Moments.of(four.minOver(1), Map.of(four, Moment.STANDARD));
    check(least, -1.029375373003964, 0.49171523687474217);
    Expr two = input(3, 2);
    Moment relu = Moments.of(two.relu().maxOver(1), Map.of(two, Moment.STANDARD));
    assertThat(relu.mean()).isCloseTo(0.25 * 0 + maxOfTwoRelus(), within(1e-9));
    Moment folded = Moments.of(two.square().minus(1).square().maxOver(1), Map.of(two, ODD));
    assertThat(folded.mean())
        .isGreaterThan(Moments.of(two.square().minus(1).square(), Map.of(two, ODD)).mean());
  }

  /** E max(0, max(a, b)) = ∫₀ 1 − Φ² . */
  private static double maxOfTwoRelus() {
    double sum = 0;
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      double x = 10 * (i + 0.5) / n;
      sum += (1 - phi(x) * phi(x)) * 10 / n;
    }
    return sum;
  }

  record Framed(Shape shape) implements Movement {
    @Override
    public double fill() {
      return 0;
    }

    @Override
    public boolean fills() {
      return true;
    }

    @Override
    public Type type(List<Type> inputs) {
      return inputs.get(0).with(shape);
    }

    @Override
    public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
      return new Nd(shape.toArray(), Arrays.copyOf(inputs.get(0).data(), shape.toArray().length));
    }

    @Override
    public List<Expr> vjp(Node node, Expr dy) {
      return Arrays.asList((Expr) null);
    }
  }

  @Test
  void paddingMixesInTheFillByItsShare() {
    Expr x = input(784);
    Expr padded = Node.of(new Framed(Shape.of(1024)), List.of(x)).output(0);
    check(Moments.of(padded, Map.of(x, ODD)), 0.3828125, 1.57611083984375);
    Moments m = Moments.of(List.of(padded.relu()), Map.of(x, ODD));
    assertThat(m.notes().get(padded.relu().node())).contains("taken as normal");
  }

  @Test
  void randomNumbersKeepTheirDistribution() {
    Expr key = Leaf.stream("k");
    Expr u = Node.of(new RandomUniform(Shape.of(3), DType.FLOAT64), List.of(key)).output(0);
    check(Moments.of(u.square(), Map.of()), 1 / 3.0, 1 / 5.0 - 1 / 9.0);
    Expr t = Node.of(new RandomTruncatedNormal(Shape.of(3), DType.FLOAT64), List.of(key)).output(0);
    check(Moments.of(t.times(1), Map.of()), 0, 0.7737413035760025);
    check(Moments.of(t.abs().gt(2).cast(DType.FLOAT64), Map.of()), 0, 0);
  }

  @Test
  void aFusedElementwiseOpIsItsDecomposition() {
    Moment slope = Moments.through(x -> UnaryGrad.TANH.of(x.tanh(), x.onesLike()), Moment.STANDARD);
    Moment same = Moments.through(x -> x.tanh().square().unaryMinus().plus(1), Moment.STANDARD);
    check(slope, same.mean(), same.variance());
  }

  @Test
  void otherOpsAreSampledOnceAndSaidToBe() {
    Expr x = Leaf.input("x", new Type(DType.FLOAT64, Shape.of(Dim.named("batch"), Dim.of(10))));
    Expr p = Node.of(new Softmax(false), List.of(x)).output(0);
    Moments m = Moments.of(List.of(p), Map.of(x, Moment.STANDARD));
    assertThat(m.of(p).mean()).isCloseTo(0.1, within(1e-12));
    assertThat(m.of(p).variance()).isBetween(0.005, 0.02);
    assertThat(m.notes()).containsOnlyKeys(p.node());
    assertThat(Moments.of(p, Map.of(x, Moment.STANDARD))).isEqualTo(m.of(p));
  }

  record Opaque() implements SimpleOp {
    @Override
    public Type type(List<Type> inputs) {
      return inputs.get(0);
    }

    @Override
    public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
      return inputs.get(0);
    }

    @Override
    public List<Expr> vjp(Node node, Expr dy) {
      return List.of(dy);
    }
  }

  @Test
  void whatCannotBeSampledIsUnchangedAndSaidToBe() {
    Expr x = input(1 << 20);
    Expr y = Node.of(new Opaque(), List.of(x)).output(0);
    Moments m = Moments.of(List.of(y), Map.of(x, ODD));
    assertThat(m.of(y)).isEqualTo(ODD);
    assertThat(m.notes().get(y.node())).startsWith("unchanged");
  }

  @Test
  void leavesAreAskedInOrderWithWhatIsKnown() {
    Expr x = input(4, 10);
    Expr w = Leaf.variable("w", Type.of(DType.FLOAT64, 10, 20));
    Expr v = Leaf.variable("v", Type.of(DType.FLOAT64, 20, 5));
    Expr h = x.matmul(w).tanh();
    Expr y = h.matmul(v);
    Moments m =
        Moments.of(
            List.of(y),
            (leaf, soFar) -> {
              if (leaf == x) return new Moment(0, 3);
              Expr in = leaf == w ? x : h;
              return new Moment(0, 1 / (in.shape().last().size() * soFar.of(in).second()));
            });
    check(m.of(y), 0, 1);
    assertThat(m.of(h)).isEqualTo(Moments.through(Expr::tanh, Moment.STANDARD));
  }

  @Test
  void aLeafThatNobodyKnowsIsNoted() {
    Expr x = input(3);
    Moments m = Moments.of(List.of(x.exp()), Map.of());
    assertThat(m.notes().get(x.node())).contains("INPUT 'x' taken as mean 0, variance 1");
    assertThatThrownBy(() -> m.of(input(3).exp())).hasMessageContaining("name it as a root");
  }

  @Test
  void residualsOfAnyDepthAddUp() {
    Expr x = input(2, 16);
    Map<Expr, Moment> given = new HashMap<>(Map.of(x, Moment.STANDARD));
    Expr h = x;
    for (int i = 0; i < 50; i++) {
      Expr w = Leaf.variable("w" + i, Type.of(DType.FLOAT64, 16, 16));
      given.put(w, new Moment(0, 0.01 / 16));
      h = h.plus(h.matmul(w));
    }
    check(Moments.of(h, given), 0, Math.pow(1.01, 50));
  }
}
