package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Nd;

/**
 * Ranges of sums of products: with centres c and radii r the result is c₁·c₂ ± (r₁·|c₂| + |c₁|·r₂ +
 * r₁·r₂), tight where one operand is known exactly. The products are the op's own evaluation.
 */
final class BilinearBounds {
  private final Node node;
  private final List<Range> inputs;
  private final ToLongFunction<String> sizes;

  private BilinearBounds(Node node, List<Range> inputs, ToLongFunction<String> sizes) {
    this.node = node;
    this.inputs = inputs;
    this.sizes = sizes;
  }

  /** One operand: centre and radius, 0 where an end is infinite and {@code open} is 1. */
  private record Operand(Nd centre, Nd radius, Nd most, Nd open, Nd touched) {
    static Operand of(Range r) {
      Nd zero = Nd.zeros(r.low().dims());
      Operand o = new Operand(zero, copy(zero), copy(zero), copy(zero), copy(zero));
      for (int i = 0; i < zero.size(); i++) {
        double low = r.low().data()[i];
        double high = r.high().data()[i];
        o.touched.data()[i] = low == 0 && high == 0 ? 0 : 1;
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
          o.open.data()[i] = 1;
          continue;
        }
        double centre = low == high ? low : low / 2 + high / 2;
        double radius = Math.max(high - centre, centre - low);
        o.centre.data()[i] = centre;
        o.radius.data()[i] = radius == 0 ? 0 : Math.nextUp(radius);
        o.most.data()[i] = Math.max(Math.abs(low), Math.abs(high));
      }
      return o;
    }

    private static Nd copy(Nd zero) {
      return Nd.zeros(zero.dims());
    }
  }

  /** The range, or {@code null} where a further input is not known exactly. */
  static Range of(Node node, Bilinear op, List<Range> inputs, ToLongFunction<String> sizes) {
    for (Range r : inputs.subList(2, inputs.size())) if (!r.isPoint()) return null;
    return new BilinearBounds(node, inputs, sizes).range(op.terms(node).size(sizes));
  }

  private Range range(long terms) {
    Operand a = Operand.of(inputs.get(0));
    Operand b = Operand.of(inputs.get(1));
    Nd middle = product(a.centre, b.centre);
    Nd radius = product(a.most, b.most).map(v -> v * 2 * (terms + 8) * Math.ulp(1.0));
    add(radius, a.radius, b.centre.map(Math::abs));
    add(radius, a.centre.map(Math::abs), b.radius);
    add(radius, a.radius, b.radius);
    Nd open = Nd.zeros(middle.dims());
    add(open, a.open, b.touched);
    add(open, a.touched, b.open);
    Nd low = Nd.zeros(middle.dims());
    Nd high = Nd.zeros(middle.dims());
    for (int i = 0; i < low.size(); i++) {
      double m = middle.data()[i];
      double r = radius.data()[i];
      boolean lost = open.data()[i] > 0 || !Double.isFinite(m) || !Double.isFinite(r);
      low.data()[i] = lost ? Double.NEGATIVE_INFINITY : m - r;
      high.data()[i] = lost ? Double.POSITIVE_INFINITY : m + r;
    }
    boolean infinite = !inputs.get(0).isFinite() || !inputs.get(1).isFinite();
    return new Range(low, high, infinite || inputs.get(0).nan() || inputs.get(1).nan());
  }

  private void add(Nd sum, Nd a, Nd b) {
    if (zero(a) || zero(b)) return;
    Nd more = product(a, b);
    for (int i = 0; i < sum.size(); i++) sum.data()[i] += more.data()[i];
  }

  private static boolean zero(Nd x) {
    return Arrays.stream(x.data()).allMatch(v -> v == 0);
  }

  private Nd product(Nd a, Nd b) {
    List<Nd> values = new ArrayList<>(List.of(a, b));
    for (Range r : inputs.subList(2, inputs.size())) values.add(r.low());
    return node.op().evaluate(node, values, sizes).get(0);
  }
}
