package org.espalier.dsl.expr;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Kind: <em>is</em> its decomposition into smaller ops, with a faster kernel as its lowering. Every
 * reading but the lowering reads the decomposition; an op overrides {@code vjp} only to emit a
 * fused gradient kernel.
 */
public interface Fused extends Op {
  /** The same outputs, in smaller ops. */
  List<Expr> decompose(List<Expr> inputs);

  @Override
  default List<Type> infer(List<Type> inputs) {
    return Fn.trace(inputs, this::decompose).outputs().stream().map(Expr::type).toList();
  }

  @Override
  default List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return Evaluation.call(Fn.trace(node.inputTypes(), this::decompose), inputs, sizes);
  }

  @Override
  default List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    return Gradient.through(
        Fn.trace(node.inputTypes(), this::decompose), node.inputs(), cotangents, rules);
  }
}
