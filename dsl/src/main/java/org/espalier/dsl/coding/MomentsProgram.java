package org.espalier.dsl.coding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** Sums over all samples of what a network gives, and of products of two of its numbers. */
public final class MomentsProgram {
  /** Adds a batch. */
  public static final String ADD = "add";

  public static final String RAW = "raw";
  public static final String SUMS = "@moments/sums";
  public static final String PRODUCTS = "@moments/products";

  /** What the network gives for the last batch. */
  public static final String VALUES = "values";

  private MomentsProgram() {}

  /**
   * The program.
   *
   * @param pairs true for all products, false for squares only
   */
  public static Program of(Network network, boolean pairs) {
    Tracing tracing = new Tracing(network);
    String name = network.inputs().get(0).name();
    Shape example = network.inputs().get(0).type().shape().without(0);
    Expr raw =
        Leaf.input(RAW, new Type(DType.FLOAT32, Shape.of(Dim.named("batch")).concat(example)));
    Expr x =
        network
            .call(new Trace(tracing, "moments", false), Map.of(name, raw))
            .get(network.outputs().get(0));
    long n = x.shape().last().size();
    Expr sums = Leaf.variable(SUMS, Type.of(DType.FLOAT64, n));
    Shape shape = pairs ? Shape.of(n, n) : Shape.of(n);
    Expr products = Leaf.variable(PRODUCTS, new Type(DType.FLOAT64, shape));
    Expr batch = pairs ? Ops.matmul(x, true, x, false) : x.square().sum(0);
    Map<Expr, Expr> next = new LinkedHashMap<>();
    next.put(sums, sums.plus(x.sum(0).cast(DType.FLOAT64)));
    next.put(products, products.plus(batch.cast(DType.FLOAT64)));
    List<Expr> variables = new ArrayList<>(List.of(sums, products));
    for (Variable v : tracing.variables()) variables.add(v.leaf());
    Phase phase = new Phase(ADD, List.of(raw), Map.of(VALUES, x), next);
    return new Program(variables, List.of(phase));
  }
}
