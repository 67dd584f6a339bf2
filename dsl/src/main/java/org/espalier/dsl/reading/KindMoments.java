package org.espalier.dsl.reading;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.op.Reduce;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/** Moments of what is not elementwise, a rule per kind. */
final class KindMoments {
  private final Moments moments;
  private final Cones cones;

  KindMoments(Moments moments, Cones cones) {
    this.moments = moments;
    this.cones = cones;
  }

  /** True when a source may be taken as normal without a word: leaves and sums of many terms. */
  static boolean isNormal(Node node, Cones cones) {
    Op op = node.op();
    if (op instanceof Leaf || op instanceof Bilinear) return true;
    if (op instanceof Random random) {
      return Double.isInfinite(random.quantile(0)) && Double.isInfinite(random.quantile(1));
    }
    if (op instanceof Reduction r) {
      return r.fold() == Reduction.Fold.SUM || r.fold() == Reduction.Fold.MEAN;
    }
    return op instanceof Movement m
        && !m.fills()
        && node.inputs().stream().filter(e -> moved(node, e)).count() == 1
        && node.inputs().stream().allMatch(e -> !moved(node, e) || cones.of(e).normal());
  }

  private static boolean moved(Node node, Expr input) {
    return input.dtype() == node.type(0).dtype();
  }

  /** Moments of the outputs. */
  List<Moment> of(Node node) {
    Op op = node.op();
    if (op instanceof Literal literal) {
      return List.of(Sampling.moment(literal.tensor().toNd().data()));
    }
    if (op instanceof Random random) {
      return List.of(new Moment(random.mean(), random.variance()));
    }
    if (op instanceof Bilinear b) return List.of(bilinear(node, b));
    if (op instanceof Reduction r && r.fold() != Reduction.Fold.OTHER) {
      return List.of(reduction(node, r));
    }
    if (op instanceof Movement m) return List.of(movement(node, m));
    List<Moment> inputs = node.inputs().stream().map(moments::known).toList();
    List<Moment> sampled = Sampling.of(node, inputs);
    if (sampled != null) {
      moments.note(node, "evaluated once on arrays of normal numbers");
      return sampled;
    }
    moments.note(node, "unchanged: its kind has no rule and it cannot be sampled");
    Moment same = inputs.isEmpty() ? Moment.STANDARD : inputs.get(0);
    return Collections.nCopies(node.outputs().size(), same);
  }

  private Moment bilinear(Node node, Bilinear op) {
    Moment a = moments.known(node.input(0));
    Moment b = moments.known(node.input(1));
    if (cones.self(node.input(0)) == cones.self(node.input(1))) {
      moments.note(node, "a product with itself taken as one of independent factors");
    }
    Moment term = a.times(b);
    double terms = size(op.terms(node));
    return new Moment(terms * term.mean(), terms * term.variance());
  }

  private Moment reduction(Node node, Reduction op) {
    double terms = size(op.terms(node));
    Moment m = moments.known(node.input(0));
    return switch (op.fold()) {
      case SUM -> new Moment(terms * m.mean(), terms * m.variance());
      case MEAN -> new Moment(m.mean(), m.variance() / terms);
      default -> {
        boolean least = op instanceof Reduce r && r.how() == Reduce.How.MIN;
        yield selection(node, (long) terms, !least);
      }
    };
  }

  /** The largest or smallest of k independent elements, exactly where one source tells them. */
  private Moment selection(Node node, long k, boolean largest) {
    Cones.State state = cones.of(node.input(0));
    if (state.constant() != null) return Moment.constant(state.constant());
    boolean one = state.frontier().size() == 1;
    if (!one) moments.note(node, "its input taken as normal");
    boolean plain = !one || state.frontier().contains(state.self());
    Expr source = one ? state.frontier().iterator().next() : state.self();
    Law law = one ? moments.law(source) : Law.normal(moments.known(state.self()));
    ConeProgram program = plain ? null : cones.program(state.self());
    if (plain) {
      program = new ConeProgram(List.of(), List.of(source), e -> null, e -> e);
    }
    int place = program.place(plain ? source : state.self());
    double[] t = grid(law, 8 * 1024);
    double[] f = values(program, law, t, place);
    boolean rises = true;
    boolean falls = true;
    for (int i = 1; i < f.length; i++) {
      rises &= f[i - 1] <= f[i];
      falls &= f[i - 1] >= f[i];
    }
    if (rises || falls) {
      Law extreme = law.extreme(k, rises == largest);
      return Quadrature.over(program, extreme, new int[] {place}).moments()[0];
    }
    return bySorting(law, t, f, k, largest);
  }

  private static double[] grid(Law law, int n) {
    if (!law.varies()) return new double[] {law.low()};
    double step = (law.high() - law.low()) / n;
    return IntStream.range(0, n).mapToDouble(i -> law.low() + (i + 0.5) * step).toArray();
  }

  private static double[] values(ConeProgram program, Law law, double[] t, int place) {
    double[] at = Arrays.stream(t).map(law.value()).toArray();
    return program.run(new double[][] {at}, t.length)[place];
  }

  /** Order statistics of a function that rises and falls: by the shares of its sorted values. */
  private static Moment bySorting(Law law, double[] t, double[] f, long k, boolean largest) {
    Integer[] order = IntStream.range(0, f.length).boxed().toArray(Integer[]::new);
    Comparator<Integer> byValue = Comparator.comparingDouble(i -> f[i]);
    Arrays.sort(order, largest ? byValue : byValue.reversed());
    double total = Arrays.stream(t).map(law.weight()).sum();
    double mean = 0;
    double second = 0;
    double share = 0;
    double below = 0;
    for (int i : order) {
      share += law.weight().applyAsDouble(t[i]) / total;
      double upTo = Math.pow(Math.min(1, share), k);
      mean += (upTo - below) * f[i];
      second += (upTo - below) * f[i] * f[i];
      below = upTo;
    }
    return Moment.of(mean, second);
  }

  private Moment movement(Node node, Movement op) {
    double mean = 0;
    double second = 0;
    double from = 0;
    for (Expr in : node.inputs()) {
      if (!moved(node, in)) continue;
      Moment m = moments.known(in);
      double n = size(in.shape());
      mean += n * m.mean();
      second += n * m.second();
      from += n;
    }
    if (from == 0) return Moment.constant(op.fill());
    double kept = op.fills() ? Math.min(1, from / size(node.type(0).shape())) : 1;
    return Moment.of(
        kept * mean / from + (1 - kept) * op.fill(),
        kept * second / from + (1 - kept) * op.fill() * op.fill());
  }

  private static double size(Shape shape) {
    return size(shape.size());
  }

  private static double size(Dim dim) {
    return dim.size(name -> Moments.UNKNOWN);
  }
}
