package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Loop;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * A body applied once per element of an axis, handing carries from round to round.
 *
 * <p>Inputs: initial carries; the {@code xs}, stacked along axis 0 (time); captures, the same in
 * every round. Outputs: final carries; the body's further results stacked along a new axis 0; and,
 * stacked likewise, the carries as each round found them, which the derivative needs. Only outputs
 * that are used have to be computed. Made by {@link Loops}.
 *
 * @param body parameters: carries, one slice of each of the xs, the round's position when {@code
 *     indexed} (int64 []), captures; outputs: next carries, then what is stacked
 * @param carries number of carries
 * @param xs number of stacked inputs
 * @param indexed whether the body takes the position in 0..length-1
 * @param length number of rounds; 0 leaves the initial carries
 * @param reverse true visits the last position first; results stay at their positions
 * @param parallel how many rounds may run at once where no carry stands against it, at least 1
 */
public record Scan(
    Fn body, int carries, int xs, boolean indexed, Dim length, boolean reverse, int parallel)
    implements Loop {

  /** Number of results stacked by the body itself. */
  public int stacked() {
    return body.outputs().size() - carries;
  }

  /** Number of inputs that are the same in every round. */
  public int captures() {
    return body.params().size() - carries - xs - (indexed ? 1 : 0);
  }

  /** The body's parameter for the position, {@code null} when it takes none. */
  public Expr index() {
    return indexed ? body.params().get(carries + xs) : null;
  }

  /** The body's parameter for an input of the node. */
  public Expr param(int input) {
    return body.params().get(input < carries + xs || !indexed ? input : input + 1);
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    List<Type> needed = new ArrayList<>();
    for (int i = 0; i < carries + xs + captures(); i++) {
      Type type = param(i).type();
      needed.add(i >= carries && i < carries + xs ? stack(type) : type);
    }
    if (!needed.equals(inputs)) throw new ShapeMismatch("scan", "" + needed, "" + inputs);
    List<Type> types = new ArrayList<>(needed.subList(0, carries));
    for (int i = carries; i < body.outputs().size(); i++) {
      types.add(stack(body.outputs().get(i).type()));
    }
    for (int i = 0; i < carries; i++) types.add(stack(needed.get(i)));
    return types;
  }

  private Type stack(Type type) {
    return type.with(type.shape().insert(0, length));
  }

  @Override
  public List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    int n = (int) length.size(sizes);
    List<Nd> carry = new ArrayList<>(inputs.subList(0, carries));
    List<Nd> stacks = new ArrayList<>();
    for (Expr out : node.outputs().subList(carries, node.outputs().size())) {
      stacks.add(Nd.zeros(out.shape().toArray(sizes)));
    }
    for (int round = 0; round < n; round++) {
      int t = reverse ? n - 1 - round : round;
      List<Nd> args = new ArrayList<>(carry);
      for (int i = 0; i < xs; i++) args.add(row(inputs.get(carries + i), t));
      if (indexed) args.add(Nd.scalar(t));
      args.addAll(inputs.subList(carries + xs, inputs.size()));
      for (int i = 0; i < carries; i++) put(carry.get(i), stacks.get(stacked() + i), t);
      List<Nd> results = Evaluation.call(body, args, sizes);
      carry = results.subList(0, carries);
      for (int i = 0; i < stacked(); i++) put(results.get(carries + i), stacks.get(i), t);
    }
    List<Nd> all = new ArrayList<>(carry);
    all.addAll(stacks);
    return all;
  }

  private static Nd row(Nd stack, int t) {
    long[] dims = Arrays.copyOfRange(stack.dims(), 1, stack.rank());
    int size = Nd.count(dims);
    return new Nd(dims, Arrays.copyOfRange(stack.data(), t * size, (t + 1) * size));
  }

  private static void put(Nd row, Nd stack, int t) {
    System.arraycopy(row.data(), 0, stack.data(), t * row.size(), row.size());
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    return new ScanGradient(this, node, cotangents, rules).inputs();
  }

  /** Type of the position that a body may take. */
  static final Type INDEX = new Type(DType.INT64, Shape.SCALAR);
}
