package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.SimpleOp;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Ids [b…] → [b…, depth]: 1 at the place the id names, 0 elsewhere; all 0 for an id outside
 * 0..depth−1.
 *
 * @param depth number of places, ≥ 1
 * @param dtype element type of the result, not bool
 */
public record OneHot(long depth, DType dtype) implements SimpleOp {
  public OneHot {
    Check.positive("depth", depth);
    Check.that(dtype != DType.BOOL, "dtype must be a number type, got %s", dtype);
  }

  /** The rows. */
  public static Expr of(Expr ids, long depth, DType dtype) {
    return Node.of(new OneHot(depth, dtype), List.of(ids)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type ids = inputs.get(0);
    if (!ids.dtype().isInt())
      throw new ShapeMismatch("oneHot", "int32 or int64 ids", ids.toString());
    return new Type(dtype, ids.shape().insert(ids.shape().rank(), Dim.of(depth)));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd ids = inputs.get(0);
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    for (int i = 0; i < ids.size(); i++) {
      int id = (int) ids.data()[i];
      if (id >= 0 && id < depth) out.data()[i * (int) depth + id] = 1;
    }
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList((Expr) null);
  }
}
