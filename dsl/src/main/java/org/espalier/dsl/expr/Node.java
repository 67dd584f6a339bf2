package org.espalier.dsl.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.espalier.dsl.op.Constant;
import org.espalier.dsl.tensor.Type;

/**
 * One op applied to inputs. Ids grow as nodes are made, so ascending ids are a topological order
 * and no reading recurses. Equal applications are one node: the newest input that is no constant
 * keeps the table of its users, so there is no global one and nothing outlives its expression.
 */
public final class Node {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final Op op;
  private final List<Expr> inputs;
  private final List<Expr> outputs;
  private Map<Key, Node> users;

  private Node(Op op, List<Expr> inputs, List<Type> types) {
    this.op = op;
    this.inputs = inputs;
    List<Expr> made = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) made.add(new Expr(this, i, types.get(i)));
    this.outputs = List.copyOf(made);
  }

  /** The node of {@code op} on {@code inputs}: the existing one where an equal one exists. */
  public static Node of(Op op, List<Expr> inputs) {
    Node keeper = null;
    for (Expr in : inputs) {
      Node n = in.node();
      if (!(n.op instanceof Constant) && (keeper == null || n.id > keeper.id)) keeper = n;
    }
    if (keeper == null) return make(op, inputs);
    Key key = new Key(op, inputs);
    synchronized (keeper) {
      if (keeper.users == null) keeper.users = new HashMap<>(4);
      Node known = keeper.users.get(key);
      if (known == null) keeper.users.put(key, known = make(op, inputs));
      return known;
    }
  }

  private static Node make(Op op, List<Expr> inputs) {
    return new Node(op, List.copyOf(inputs), op.infer(inputs.stream().map(Expr::type).toList()));
  }

  /** Grows as nodes are made. */
  public long id() {
    return id;
  }

  /** What it computes. */
  public Op op() {
    return op;
  }

  /** Inputs, in order. */
  public List<Expr> inputs() {
    return inputs;
  }

  /** One input. */
  public Expr input(int i) {
    return inputs.get(i);
  }

  /** Types of the inputs. */
  public List<Type> inputTypes() {
    return inputs.stream().map(Expr::type).toList();
  }

  /** Outputs, in order. */
  public List<Expr> outputs() {
    return outputs;
  }

  /** One output. */
  public Expr output(int i) {
    return outputs.get(i);
  }

  /** Type of one output. */
  public Type type(int output) {
    return outputs.get(output).type();
  }

  @Override
  public String toString() {
    return "%" + id + " = " + op + inputs.stream().map(e -> "%" + e.node().id).toList();
  }

  /** Op and inputs by identity, scalar constants by value; the hash is shallow. */
  private static final class Key {
    private final Object[] parts;
    private final int hash;

    Key(Op op, List<Expr> inputs) {
      parts = new Object[inputs.size() + 1];
      parts[0] = op;
      for (int i = 0; i < inputs.size(); i++) {
        Expr in = inputs.get(i);
        parts[i + 1] = in.node().op instanceof Constant c ? c : in;
      }
      hash = Arrays.hashCode(parts);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && hash == key.hash && Arrays.equals(parts, key.parts);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
