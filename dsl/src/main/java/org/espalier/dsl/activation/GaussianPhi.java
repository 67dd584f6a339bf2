package org.espalier.dsl.activation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.SymmetricWeibull;
import org.espalier.dsl.layer.Context;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/**
 * The activation whose product with an independent {@link SymmetricWeibull} weight of the same θ is
 * standard normal when its argument is: pre-activations of independent units stay exactly Gaussian
 * at any depth. Rises everywhere; grows as |x|^(1 − 2/θ). Also usable alone. Source: Wolinski and
 * Arbel, arXiv:2205.12379; {@link GaussianLaw} is exact where the authors fit curves.
 *
 * <p>Computed as a monotone piecewise cubic through 100 exact values per unit for |x| ≤ 6, made
 * once for each θ; beyond as a power of x that has the same value at ±6, to the left of the
 * positive variant as exp(−x²/2).
 *
 * @param theta exponent of the weights' law, &gt; 2; below 2.05 the table takes seconds to make
 * @param variant odd or positive
 */
public record GaussianPhi(double theta, Variant variant) implements Formula {
  /** Which of the two functions with the same law of |φ(X)|. */
  public enum Variant {
    /** φ(−x) = −φ(x). */
    ODD,
    /** Above 0 everywhere. */
    POSITIVE
  }

  private static final double EDGE = 6;
  private static final double STEP = 0.01;

  /** Left of here exp(−x²/2) is 0, and x² would overflow. */
  private static final double NOTHING = -64;

  private static final Map<GaussianPhi, Table> TABLES = new ConcurrentHashMap<>();

  /** What is computed once: the cubic, and its values at the edges. */
  private record Table(MonotoneCubic cubic, double left, double right) {}

  public GaussianPhi {
    GaussianLaw.theta(theta);
  }

  /** The odd one. */
  public GaussianPhi(double theta) {
    this(theta, Variant.ODD);
  }

  /** The odd one with θ = 5. */
  public GaussianPhi() {
    this(5);
  }

  /**
   * {@inheritDoc}
   *
   * @throws EspalierException when the network's weights are symmetric Weibull of another θ
   */
  @Override
  public Expr call(Expr x, Context context) {
    if (context.defaultInit() instanceof SymmetricWeibull law && law.theta() != theta) {
      throw new EspalierException(
          "'"
              + context.path()
              + "' is the activation of θ = "
              + theta
              + " but the network's weights are symmetric Weibull of θ = "
              + law.theta()
              + ", with which pre-activations are not Gaussian; take both from one GaussianPair("
              + theta
              + ", "
              + variant
              + "), or weights of another law");
    }
    return of(x);
  }

  @Override
  public Expr of(Expr x) {
    Table table = TABLES.computeIfAbsent(this, GaussianPhi::table);
    if (variant == Variant.POSITIVE) return positive(x, table);
    Expr right = x.ge(0);
    Expr size = right.where(x, x.unaryMinus());
    Expr y = joined(size, size, table);
    return right.where(y, y.unaryMinus());
  }

  private Expr positive(Expr x, Table table) {
    Expr left = x.lt(-EDGE);
    Expr far = left.where(x.max(NOTHING), x.constant(-EDGE));
    Expr fall = far.square().minus(EDGE * EDGE).times(-0.5).exp().times(table.left);
    Expr rest = left.where(x.constant(0), x);
    return left.where(fall, joined(rest, rest, table));
  }

  /** The cubic up to the edge, a power beyond; what is not a number is beyond. */
  private Expr joined(Expr x, Expr beyond, Table table) {
    Expr inside = x.lt(EDGE);
    Expr near = table.cubic.of(inside.where(x, x.constant(0)));
    Expr far = inside.where(x.constant(EDGE), beyond).times(1 / EDGE);
    return inside.where(near, far.pow(1 - 2 / theta).times(table.right));
  }

  private Table table() {
    boolean odd = variant == Variant.ODD;
    GaussianLaw law = GaussianLaw.of(theta);
    double low = odd ? 0 : -EDGE;
    int n = (int) Math.round((EDGE - low) / STEP) + 1;
    double[] values = new double[n];
    double[] slopes = new double[n];
    DoubleUnaryOperator mass =
        odd ? x -> Erf.erf(x / Math.sqrt(2)) : x -> Erf.erfc(-x / Math.sqrt(2)) / 2;
    double guess = 1;
    for (int i = 0; i < n; i++) {
      double x = low + i * STEP;
      values[i] = law.quantile(mass.applyAsDouble(x), guess);
      double normal = FastMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      slopes[i] = (odd ? 2 : 1) * normal / law.density(values[i]);
      guess = values[i] > 0 ? values[i] : 1;
    }
    return new Table(new MonotoneCubic(low, STEP, values, slopes), values[0], values[n - 1]);
  }

  @Override
  public String label() {
    return "gaussianPhi, θ " + theta + (variant == Variant.ODD ? "" : ", positive");
  }
}
