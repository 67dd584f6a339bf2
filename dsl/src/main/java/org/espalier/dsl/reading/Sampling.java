package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.hipparchus.special.Erf;

/** Moments of an op by evaluating it once on arrays of normal numbers, the same each time. */
final class Sampling {
  private static final long MOST_ELEMENTS = 1 << 18;
  private static final long SEED = 0x5EED;

  private Sampling() {}

  /** Moments of the outputs; {@code null} when it would be too large or makes no sense. */
  static List<Moment> of(Node node, List<Moment> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      boolean number = node.input(i).dtype().isFloat() || inputs.get(i).variance() == 0;
      boolean truth = node.input(i).dtype() == DType.BOOL;
      if (!number && !truth || !Double.isFinite(inputs.get(i).second())) return null;
    }
    for (int size = Moments.UNKNOWN; size >= 1; size /= 4) {
      if (elements(node, size) <= MOST_ELEMENTS) return at(node, inputs, size);
    }
    return null;
  }

  private static double elements(Node node, int size) {
    double sum = 0;
    for (Expr e : node.inputs()) sum += elements(e.shape(), size);
    for (Expr e : node.outputs()) sum += elements(e.shape(), size);
    return sum;
  }

  private static double elements(Shape shape, int size) {
    double product = 1;
    for (long d : shape.toArray(name -> size)) product *= d;
    return product;
  }

  private static List<Moment> at(Node node, List<Moment> inputs, int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Nd> values = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Moment m = inputs.get(i);
      Nd x = Nd.zeros(node.input(i).shape().toArray(name -> size));
      boolean truth = node.input(i).dtype() == DType.BOOL;
      double deviation = Math.sqrt(m.variance());
      for (int j = 0; j < x.size(); j++) {
        double u = random.nextDouble(0x1p-53, 1);
        double normal = Math.sqrt(2) * Erf.erfInv(2 * u - 1);
        x.data()[j] = truth ? (u < m.mean() ? 1 : 0) : m.mean() + deviation * normal;
      }
      values.add(x);
    }
    return node.op().evaluate(node, values, name -> size).stream()
        .map(nd -> moment(nd.data()))
        .toList();
  }

  /** Mean and variance of these numbers; NaN of none. */
  static Moment moment(double[] values) {
    double mean = 0;
    for (double v : values) mean += v / values.length;
    double variance = 0;
    for (double v : values) variance += (v - mean) * (v - mean) / values.length;
    boolean exists = values.length > 0 && Double.isFinite(variance);
    return exists ? new Moment(mean, variance) : new Moment(Double.NaN, Double.NaN);
  }
}
