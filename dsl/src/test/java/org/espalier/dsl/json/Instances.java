package org.espalier.dsl.json;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/**
 * Makes values of any described type by drawing its components until the constructor accepts them,
 * so that a new type needs no entry here.
 */
final class Instances {
  private static final int TRIES = 2000;
  private static final int WANTED = 3;
  private static final int DEPTH = 3;

  private final List<Class<?>> indexed;
  private final Random random = new Random(7);

  Instances(List<Class<?>> indexed) {
    this.indexed = indexed;
  }

  /** Some values of a record or all constants of an enum; empty when every draw is refused. */
  List<Object> of(Class<?> type) {
    if (type.isEnum()) return Arrays.asList(type.getEnumConstants());
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < TRIES && made.size() < WANTED; i++) {
      Object value = record(Declared.of(type), DEPTH);
      if (value != null) made.add(value);
    }
    return made;
  }

  private Object record(Declared type, int depth) {
    RecordComponent[] parts = type.raw().getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] args = new Object[parts.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = draw(type.of(parts[i].getGenericType()), depth - 1);
    }
    try {
      Constructor<?> canonical = type.raw().getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(args);
    } catch (InvocationTargetException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object draw(Declared as, int depth) {
    Class<?> raw = as.raw();
    if (raw == boolean.class || raw == Boolean.class) return random.nextBoolean();
    if (raw == int.class || raw == Integer.class) return random.nextInt(4);
    if (raw == long.class || raw == Long.class) return (long) random.nextInt(4);
    if (raw == double.class || raw == Double.class) return real();
    if (raw == float.class || raw == Float.class) return (float) real();
    if (raw == String.class) return List.of("a", "b/c", "ab,bc->ac", "x").get(random.nextInt(4));
    if (raw == Dim.class) return dim();
    if (raw == Shape.class) return new Shape(list(Declared.of(Dim.class), depth));
    if (raw == Type.class) return new Type(DType.FLOAT32, Shape.of(dim(), Dim.of(3)));
    if (raw == Tensor.class) return tensor();
    if (raw == OptionalDouble.class) {
      return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(real());
    }
    if (raw == Expr.class) return Leaf.input("x", Type.float32(2)).exp();
    if (raw == Fn.class) return function();
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.ofNullable(draw(as.arg(0), depth));
    }
    if (raw == OptionalDouble.class) {
      return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(real());
    }
    if (raw == List.class) return list(as.arg(0), depth);
    if (raw == Set.class) return new LinkedHashSet<>(list(as.arg(0), depth));
    if (raw == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (Object key : list(as.arg(0), depth)) map.put(key, draw(as.arg(1), depth));
      return map;
    }
    if (raw.isArray()) return array(raw.componentType(), depth);
    if (raw.isEnum()) return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    return structure(as, depth);
  }

  private Tensor tensor() {
    boolean whole = random.nextBoolean();
    return whole ? Tensor.of(new int[] {2, 0, 1}, 3) : Tensor.of(new float[] {0.1f, -2, 3}, 3);
  }

  private double real() {
    double[] likely = {0, 1, 0.5, 0.25, 2, -1, 1e-3, 0.9, 2.5};
    return likely[random.nextInt(likely.length)];
  }

  private Dim dim() {
    return random.nextInt(3) == 0 ? Dim.named("batch") : Dim.of(1 + random.nextInt(4));
  }

  private static Fn function() {
    return Fn.trace(List.of(Type.float32(2)), in -> List.of(in.get(0).sigmoid().times(in.get(0))));
  }

  private <T> List<T> list(Declared item, int depth) {
    List<T> items = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      @SuppressWarnings("unchecked")
      T drawn = (T) draw(item, depth);
      if (drawn != null) items.add(drawn);
    }
    return items;
  }

  private Object array(Class<?> item, int depth) {
    Object array = Array.newInstance(item, random.nextInt(3));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, draw(Declared.of(item), depth));
    }
    return array;
  }

  /** A described value of a type that fits: simple ones where the nesting is deep already. */
  private Object structure(Declared as, int depth) {
    List<Class<?>> fitting =
        as.raw().isRecord()
            ? List.of(as.raw())
            : indexed.stream().filter(as.raw()::isAssignableFrom).toList();
    List<Class<?>> simple = fitting.stream().filter(Instances::simple).toList();
    List<Class<?>> from = depth <= 0 && !simple.isEmpty() ? simple : fitting;
    if (from.isEmpty()) return null;
    Class<?> chosen = from.get(random.nextInt(from.size()));
    if (chosen.isEnum()) return draw(Declared.of(chosen), depth);
    if (depth < -DEPTH) return null;
    return record(chosen == as.raw() ? as : Declared.of(chosen), depth);
  }

  private static boolean simple(Class<?> type) {
    return type.isEnum()
        || Arrays.stream(type.getRecordComponents())
            .allMatch(c -> c.getType().isPrimitive() || c.getType() == String.class);
  }
}
