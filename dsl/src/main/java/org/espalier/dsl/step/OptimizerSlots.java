package org.espalier.dsl.step;

import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.optimizer.Slots;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;

/** The slots of one weight under one optimizer, kept as variables. */
final class OptimizerSlots implements Slots {
  private static final String ROOT = "@optimizer/";

  private final Trace trace;
  private final Variable weight;
  private final Expr count;

  private OptimizerSlots(Trace trace, Variable weight, Expr count) {
    this.trace = trace;
    this.weight = weight;
    this.count = count;
  }

  static void apply(Trace trace, String group, Optimizer optimizer, Map<Variable, Expr> gradients) {
    String name = ROOT + (group.isEmpty() ? "" : group.replace('*', '+') + "/") + "count";
    Type type = Type.of(DType.INT64);
    Variable count = trace.tracing().declare(name, type, Variable.Role.SLOT, Constant.ZEROS);
    Expr done = trace.current(count);
    gradients.forEach(
        (weight, gradient) -> {
          OptimizerSlots slots =
              new OptimizerSlots(trace, weight, done.cast(weight.type().dtype()));
          Expr next = optimizer.update(trace.current(weight), gradient, slots);
          trace.update(weight, optimizer.project(next));
        });
    trace.update(count, done.plus(1));
  }

  private Variable slot(String name, double start) {
    return trace
        .tracing()
        .declare(
            ROOT + weight.path() + "/" + name,
            weight.type(),
            Variable.Role.SLOT,
            new Constant(start));
  }

  @Override
  public Expr get(String name, double start) {
    return trace.current(slot(name, start));
  }

  @Override
  public void set(String name, Expr next) {
    trace.update(trace.tracing().variable(ROOT + weight.path() + "/" + name), next);
  }

  @Override
  public Expr count() {
    return count;
  }

  @Override
  public Expr key(String purpose) {
    return trace.key(ROOT + weight.path() + "/" + purpose);
  }
}
