package org.espalier.dsl.expr;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/**
 * A traced function for arguments of other types: named axes of its parameters take the sizes of
 * the arguments' axes, in its ops too; an axis named {@link #ANY} stands for any number of axes;
 * and the float type of its first float parameter becomes that of the argument, wherever it occurs.
 * Known sizes stay and must agree.
 */
public final class Retyped {
  /** In a parameter's shape: any number of axes. */
  public static final Dim ANY = Dim.named("…");

  private final Map<String, Shape> bound = new HashMap<>();
  private final Map<Expr, Expr> exprs = new HashMap<>();
  private DType from = DType.FLOAT32;
  private DType to = DType.FLOAT32;

  private Retyped() {}

  /**
   * The outputs of {@code fn} at these arguments.
   *
   * @param what who applies it, for the error
   * @throws ShapeMismatch when the arguments do not fit the parameters
   */
  public static List<Expr> apply(String what, Fn fn, List<Expr> args) {
    List<Type> wanted = fn.params().stream().map(Expr::type).toList();
    List<Type> given = args.stream().map(Expr::type).toList();
    if (wanted.equals(given)) return fn.apply(args);
    Retyped retyped = new Retyped();
    if (!retyped.bind(wanted, given)) {
      throw new ShapeMismatch(what, wanted.toString(), given.toString());
    }
    return retyped.function(fn).apply(args);
  }

  private boolean bind(List<Type> wanted, List<Type> given) {
    if (wanted.size() != given.size()) return false;
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).dtype().isFloat() && given.get(i).dtype().isFloat()) {
        from = wanted.get(i).dtype();
        to = given.get(i).dtype();
        break;
      }
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!bind(wanted.get(i).shape(), given.get(i).shape())) return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!type(wanted.get(i)).equals(given.get(i))) return false;
    }
    return true;
  }

  /** Binds names that stand alone; {@link #type} then checks all the rest. */
  private boolean bind(Shape wanted, Shape given) {
    int any = wanted.dims().indexOf(ANY);
    int more = given.rank() - wanted.rank();
    if (any < 0 ? more != 0 : more < -1) return false;
    for (int i = 0, j = 0; i < wanted.rank(); i++) {
      int take = i == any ? more + 1 : 1;
      Dim dim = wanted.get(i);
      if (dim.equals(Dim.named(dim.toString()))) {
        bound.putIfAbsent(dim.toString(), given.slice(j, j + take));
      }
      j += take;
    }
    return true;
  }

  /** The same function of parameters of the new types. */
  private Fn function(Fn fn) {
    List<Expr> params = new ArrayList<>();
    Set<Node> outside = new HashSet<>();
    for (Expr p : fn.params()) {
      Expr param = Leaf.argument(Leaf.of(p).name(), type(p.type()));
      params.add(param);
      exprs.put(p, param);
    }
    Set<Expr> known = Set.copyOf(fn.params());
    for (Node node : Walk.of(fn.outputs(), known)) {
      List<Expr> inputs = node.inputs();
      boolean given = node.op() instanceof Source source && source.given();
      boolean captured =
          inputs.stream().anyMatch(e -> outside.contains(e.node()))
              && inputs.stream().allMatch(e -> exprs.getOrDefault(e, e) == e);
      if (given || captured) {
        outside.add(node);
        continue;
      }
      Op op = (Op) value(node.op());
      Node copy = Node.of(op, inputs.stream().map(e -> exprs.getOrDefault(e, e)).toList());
      for (int i = 0; i < node.outputs().size(); i++) exprs.put(node.output(i), copy.output(i));
    }
    return new Fn(params, fn.outputs().stream().map(e -> exprs.getOrDefault(e, e)).toList());
  }

  private Object value(Object v) {
    if (v instanceof DType dtype) return dtype == from ? to : dtype;
    if (v instanceof Shape shape) return shape(shape);
    if (v instanceof Dim dim) return dim(dim);
    if (v instanceof Tensor t) return t.dtype() == from ? Tensor.of(to, t.toNd()) : t;
    if (v instanceof Fn fn) return function(fn);
    if (v instanceof List<?> list) return list.stream().map(this::value).toList();
    if (v instanceof Optional<?> optional) return optional.map(this::value);
    return v instanceof Record record ? record(record) : v;
  }

  private Type type(Type type) {
    return (Type) value(type);
  }

  private Shape shape(Shape shape) {
    Shape result = Shape.SCALAR;
    for (Dim dim : shape.dims()) {
      result =
          result.concat(
              dim.equals(ANY) && bound.containsKey(ANY.toString())
                  ? bound.get(ANY.toString())
                  : Shape.of(dim(dim)));
    }
    return result;
  }

  private Dim dim(Dim dim) {
    Dim sum = Dim.of(0);
    for (Map.Entry<List<Dim.Symbol>, Long> term : dim.terms().entrySet()) {
      Dim product = Dim.of(term.getValue());
      for (Dim.Symbol s : term.getKey()) product = product.times(symbol(s));
      sum = sum.plus(product);
    }
    return sum;
  }

  private Dim symbol(Dim.Symbol symbol) {
    if (symbol instanceof Dim.Floor floor) return dim(floor.of()).floorDiv(floor.by());
    Shape known = bound.get(symbol.toString());
    return known == null ? Dim.named(symbol.toString()) : known.size();
  }

  private Record record(Record record) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[parts.length];
    Object[] values = new Object[parts.length];
    boolean same = true;
    try {
      for (int i = 0; i < parts.length; i++) {
        parts[i].getAccessor().setAccessible(true);
        Object before = parts[i].getAccessor().invoke(record);
        types[i] = parts[i].getType();
        values[i] = value(before);
        same &= before == values[i] || (before != null && before.equals(values[i]));
      }
      if (same) return record;
      Constructor<?> canonical = record.getClass().getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return (Record) canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException("retyping " + record, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("retyping " + record, e);
    }
  }
}
