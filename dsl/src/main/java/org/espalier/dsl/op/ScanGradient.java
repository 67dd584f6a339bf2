package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;

/**
 * The derivative of a {@link Scan}: a scan in the other direction. Each round recomputes the body
 * from the carries it found and pulls the cotangents of its results back to what it took; those of
 * captures add up in carries of their own, or after the loop where that is one large product.
 */
final class ScanGradient {
  private final Scan scan;
  private final Node node;
  private final List<Expr> cotangents;
  private final Rules rules;

  /** The node's inputs seen from inside a round, and what the scan in reverse takes for them. */
  private final List<Expr> params = new ArrayList<>();

  private final List<Expr> args = new ArrayList<>();

  /** Carries with a cotangent, in order, and the parameters that hold it. */
  private final TreeSet<Integer> moving = new TreeSet<>();

  private final Expr[] lambda;

  /** The slices of the cotangents of stacked outputs, {@code null} where there is none. */
  private final Expr[] dStacked;

  /** What each round adds to the cotangent of a capture, {@code null} where nothing. */
  private final Expr[] now;

  ScanGradient(Scan scan, Node node, List<Expr> cotangents, Rules rules) {
    this.scan = scan;
    this.node = node;
    this.cotangents = cotangents;
    this.rules = rules;
    lambda = new Expr[scan.carries()];
    dStacked = new Expr[cotangents.size()];
    now = new Expr[node.inputs().size()];
  }

  /** One cotangent per input of the node, {@code null} where none flows. */
  List<Expr> inputs() {
    int carries = scan.carries();
    int count = node.inputs().size();
    List<Expr> wanted = new ArrayList<>();
    for (int i = 0; i < count; i++) wanted.add(scan.param(i));
    for (int j = carries; j < dStacked.length; j++) {
      if (cotangents.get(j) != null) dStacked[j] = slot("cotangent", row(j));
    }
    for (int i = 0; i < carries; i++) {
      if (cotangents.get(i) != null || dStacked[history(i)] != null) moving.add(i);
    }
    List<Expr> found = pull(wanted);
    while (spread(found)) found = pull(wanted);

    List<Expr> nextCarries = new ArrayList<>();
    List<Expr> stacks = new ArrayList<>();
    for (int i : moving) {
      take(lambda[i], cotangents.get(i) != null ? cotangents.get(i) : node.input(i).zerosLike());
      nextCarries.add(sum(found.get(i), dStacked[history(i)], lambda[i]));
    }
    AfterLoop after = after(found);
    for (int i = carries + scan.xs(); i < count; i++) {
      if (now[i] == null) continue;
      Expr total = slot("total", scan.param(i));
      take(total, node.input(i).zerosLike());
      nextCarries.add(total.plus(now[i]));
    }
    int taken = params.size();
    for (int i = 0; i < carries; i++) take(scan.param(i), node.output(history(i)));
    for (int i = carries; i < carries + scan.xs(); i++) {
      take(scan.param(i), node.input(i));
      if (found.get(i) != null) stacks.add(found.get(i));
    }
    for (int j = carries; j < dStacked.length; j++) {
      if (dStacked[j] != null) take(dStacked[j], cotangents.get(j));
    }
    int xs = params.size() - taken;
    if (scan.indexed()) take(scan.index(), null);
    for (int i = carries + scan.xs(); i < count; i++) take(scan.param(i), node.input(i));

    List<Expr> outputs = new ArrayList<>(nextCarries);
    outputs.addAll(stacks);
    outputs.addAll(after.slices());
    Scan back =
        new Scan(
            new Fn(params, outputs),
            taken,
            xs,
            scan.indexed(),
            scan.length(),
            !scan.reverse(),
            scan.parallel());
    return assign(found, after, new ScanBuilder(back, args).results());
  }

  /** Sets aside what captures' cotangents can leave to one product after the loop. */
  private AfterLoop after(List<Expr> found) {
    Map<Expr, Expr> whole = new HashMap<>();
    int stacked = scan.carries() + scan.xs();
    for (int i = 0; i < stacked; i++) {
      whole.put(scan.param(i), i < scan.carries() ? node.output(history(i)) : node.input(i));
    }
    for (int j = scan.carries(); j < dStacked.length; j++) {
      if (dStacked[j] != null) whole.put(dStacked[j], cotangents.get(j));
    }
    AfterLoop after = new AfterLoop(scan.length(), whole);
    for (int i = stacked; i < now.length; i++) {
      if (found.get(i) != null) now[i] = after.take(i, found.get(i));
    }
    for (int i = stacked; i < now.length; i++) {
      if (now[i] != null) now[i] = after.takeSums(i, now[i]);
    }
    return after;
  }

  private List<Expr> assign(List<Expr> found, AfterLoop after, Loops.Results results) {
    Expr[] inputs = new Expr[found.size()];
    int carry = 0;
    int stack = 0;
    int xs = scan.carries() + scan.xs();
    for (int i = 0; i < xs; i++) {
      if (i < scan.carries())
        inputs[i] = moving.contains(i) ? results.carries().get(carry++) : null;
      else if (found.get(i) != null) inputs[i] = results.stacked().get(stack++);
    }
    List<Expr> slices = results.stacked().subList(stack, results.stacked().size());
    for (int i = xs; i < inputs.length; i++) {
      Expr total = now[i] == null ? null : results.carries().get(carry++);
      inputs[i] = sum(total, after.sum(i, slices), null);
    }
    return Arrays.asList(inputs);
  }

  /** The cotangents of one round's parameters, given those of its results. */
  private List<Expr> pull(List<Expr> wanted) {
    Expr[] seeds = new Expr[scan.body().outputs().size()];
    for (int i = 0; i < seeds.length; i++) {
      if (i >= scan.carries()) seeds[i] = dStacked[i];
      else if (moving.contains(i)) {
        if (lambda[i] == null) lambda[i] = slot("cotangent", scan.param(i));
        seeds[i] = lambda[i];
      }
    }
    return Gradient.sparse(scan.body().outputs(), Arrays.asList(seeds), wanted, rules);
  }

  /** Adds the carries that cotangents have reached; true when there are new ones. */
  private boolean spread(List<Expr> found) {
    boolean news = false;
    for (int i = 0; i < scan.carries(); i++) if (found.get(i) != null) news |= moving.add(i);
    return news;
  }

  private Expr row(int output) {
    if (output >= history(0)) return scan.param(output - history(0));
    return scan.body().outputs().get(output);
  }

  private int history(int carry) {
    return scan.carries() + scan.stacked() + carry;
  }

  private void take(Expr param, Expr arg) {
    params.add(param);
    args.add(arg);
  }

  private static Expr slot(String name, Expr like) {
    return Leaf.argument(name, like.type());
  }

  private static Expr sum(Expr a, Expr b, Expr like) {
    if (a == null && b == null) return like == null ? null : like.zerosLike();
    return a == null ? b : b == null ? a : a.plus(b);
  }
}
