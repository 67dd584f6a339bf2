package org.espalier.tf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/** A case of the op catalogue on fresh inputs, its value and one number made of it. */
final class TracedCase {
  final List<Expr> args = new ArrayList<>();
  final List<Expr> floats = new ArrayList<>();
  final Map<Expr, Nd> given = new LinkedHashMap<>();
  final Expr value;
  final Expr scalar;

  /** Traces a case; {@code f} stands in for float64. */
  TracedCase(OpCase c, DType f) {
    List<Expr> cast = new ArrayList<>();
    for (int i = 0; i < c.inputs().size(); i++) {
      boolean isFloat = c.dtypes().get(i) == DType.FLOAT64;
      Type type = new Type(isFloat ? f : c.dtypes().get(i), Shape.of(c.inputs().get(i).dims()));
      Expr arg = Leaf.input("in" + i, type);
      args.add(arg);
      cast.add(arg);
      Nd rounded = Tensor.of(type.dtype(), c.inputs().get(i)).toNd();
      given.put(arg, rounded);
      if (isFloat) floats.add(arg);
    }
    value = c.build().apply(cast);
    scalar = value.times(weights(value.type())).sum();
  }

  private static Expr weights(Type type) {
    Nd w = Nd.zeros(type.shape().toArray());
    for (int i = 0; i < w.size(); i++) w.data()[i] = Math.cos(1.1 * i + 1) + 0.2;
    return Literal.of(Tensor.of(type.dtype(), w));
  }

  /** A phase that fetches these expressions as {@code 0}, {@code 1}, … */
  Program program(List<Expr> fetched) {
    Map<String, Expr> outputs = new LinkedHashMap<>();
    for (int i = 0; i < fetched.size(); i++) outputs.put("" + i, fetched.get(i));
    return new Program(List.of(), List.of(new Phase("run", args, outputs, Map.of())));
  }

  /** The values TensorFlow gives for these expressions. */
  List<Nd> run(List<Expr> fetched) {
    return run(fetched, TfOptions.standard());
  }

  /** The same with options. */
  List<Nd> run(List<Expr> fetched, TfOptions options) {
    try (TfSession session = TfSession.open(program(fetched), options);
        PhaseRunner runner = session.runner("run")) {
      for (Expr arg : args) {
        String name = Leaf.of(arg).name();
        if (runner.inputs().contains(name)) {
          runner.input(name).set(Tensor.of(arg.dtype(), given.get(arg)));
        }
      }
      runner.run();
      List<Nd> values = new ArrayList<>();
      for (int i = 0; i < fetched.size(); i++) values.add(runner.output("" + i).toNd());
      return values;
    }
  }
}
