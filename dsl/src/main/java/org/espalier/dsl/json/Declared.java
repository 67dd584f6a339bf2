package org.espalier.dsl.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A declared type with its variables and wildcards replaced: {@code List<? extends T>} in a record
 * read as {@code R<Dense>} is a list of Dense.
 *
 * @param raw the class
 * @param args its type arguments; empty when it has none or they were not given
 */
record Declared(Class<?> raw, List<Declared> args) {
  private static final Declared ANY = new Declared(Object.class, List.of());

  static Declared of(Class<?> raw) {
    return new Declared(raw, List.of());
  }

  /** One type argument; anything where none was given. */
  Declared arg(int i) {
    return i < args.size() ? args.get(i) : ANY;
  }

  /** A component's type, seen from this record. */
  Declared of(Type component) {
    TypeVariable<?>[] variables = raw.getTypeParameters();
    Map<TypeVariable<?>, Declared> known = new HashMap<>();
    for (int i = 0; i < args.size(); i++) known.put(variables[i], args.get(i));
    return resolve(component, known);
  }

  private static Declared resolve(Type type, Map<TypeVariable<?>, Declared> known) {
    if (type instanceof Class<?> c) return of(c);
    if (type instanceof ParameterizedType p) {
      List<Declared> args =
          Arrays.stream(p.getActualTypeArguments()).map(a -> resolve(a, known)).toList();
      return new Declared((Class<?>) p.getRawType(), args);
    }
    if (type instanceof WildcardType w) return resolve(w.getUpperBounds()[0], known);
    if (type instanceof GenericArrayType a) {
      Declared item = resolve(a.getGenericComponentType(), known);
      return new Declared(item.raw.arrayType(), List.of(item));
    }
    TypeVariable<?> variable = (TypeVariable<?>) type;
    Declared found = known.get(variable);
    if (found != null) return found;
    Type bound = variable.getBounds()[0];
    return bound instanceof ParameterizedType p
        ? of((Class<?>) p.getRawType())
        : resolve(bound, known);
  }
}
