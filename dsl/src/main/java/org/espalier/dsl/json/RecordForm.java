package org.espalier.dsl.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A record class as its JSON sees it: components in order, and how absent ones get a value. */
final class RecordForm {
  /** One component; {@code key} is its name in JSON. */
  record Component(String name, String key, Type type, Method accessor) {}

  private static final ClassValue<RecordForm> FORMS =
      new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
          return new RecordForm(type);
        }
      };

  private final Class<?> type;
  private final List<Component> components;
  private final Constructor<?> canonical;

  /** Other public constructors, the one with most arguments first. */
  private final List<Shorter> shorter;

  /** A constructor that takes only some components. */
  private record Shorter(Constructor<?> constructor, List<Integer> takes) {}

  private RecordForm(Class<?> type) {
    this.type = type;
    RecordComponent[] parts = type.getRecordComponents();
    this.components =
        Arrays.stream(parts)
            .map(c -> new Component(c.getName(), key(c), c.getGenericType(), open(c.getAccessor())))
            .toList();
    Class<?>[] all = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      this.canonical = type.getDeclaredConstructor(all);
      canonical.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has its canonical constructor: " + type, e);
    }
    List<Shorter> found = new ArrayList<>();
    for (Constructor<?> c : type.getDeclaredConstructors()) {
      List<Integer> takes = takes(c, parts);
      if (takes == null || c.equals(canonical) || !Modifier.isPublic(c.getModifiers())) continue;
      c.setAccessible(true);
      found.add(new Shorter(c, takes));
    }
    found.sort((a, b) -> Integer.compare(b.takes.size(), a.takes.size()));
    this.shorter = List.copyOf(found);
  }

  static RecordForm of(Class<?> record) {
    return FORMS.get(record);
  }

  private static String key(RecordComponent c) {
    return c.getName().equals("type") ? "type_" : c.getName();
  }

  private static Method open(Method accessor) {
    accessor.setAccessible(true);
    return accessor;
  }

  /**
   * The components a constructor's parameters stand for, by name where the class file keeps names,
   * else as a prefix; {@code null} where they stand for none.
   */
  private static List<Integer> takes(Constructor<?> c, RecordComponent[] parts) {
    Parameter[] parameters = c.getParameters();
    List<Integer> takes = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      int at = i;
      if (parameters[i].isNamePresent()) {
        at = 0;
        while (at < parts.length && !parts[at].getName().equals(parameters[i].getName())) at++;
      }
      if (at >= parts.length || parts[at].getType() != parameters[i].getType()) return null;
      takes.add(at);
    }
    return takes;
  }

  List<Component> components() {
    return components;
  }

  /** Keys, for errors. */
  List<String> keys() {
    return components.stream().map(Component::key).toList();
  }

  Object get(Object record, Component component) {
    try {
      return component.accessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("reading " + component.name() + " of " + type, e);
    }
  }

  /** True when some other constructor needs only present components. */
  boolean completes(boolean[] present) {
    return completing(present) != null;
  }

  /** Fills the values of absent components from that constructor's result. */
  void complete(Object[] values, boolean[] present) throws InvocationTargetException {
    Shorter found = completing(present);
    Object[] args = found.takes.stream().map(i -> values[i]).toArray();
    Object made = make(found.constructor, args);
    for (int i = 0; i < values.length; i++) {
      if (!present[i]) values[i] = get(made, components.get(i));
    }
  }

  /**
   * Another public constructor whose parameters have just these names, which no list of components
   * has: {@code masked(density)} for a record of a mask. {@code null} where there is none, or class
   * files keep no names.
   */
  Constructor<?> other(Set<String> names) {
    if (names.equals(Set.copyOf(keys()))) return null;
    for (Constructor<?> c : type.getConstructors()) {
      Set<String> own =
          Arrays.stream(c.getParameters())
              .map(p -> p.isNamePresent() ? p.getName() : "")
              .collect(Collectors.toSet());
      if (own.equals(names) && !keys().containsAll(own)) return c;
    }
    return null;
  }

  private Shorter completing(boolean[] present) {
    for (Shorter s : shorter) {
      if (s.takes.stream().allMatch(i -> present[i])) return s;
    }
    return null;
  }

  /** The record of these values; what its constructor throws is wrapped. */
  Object make(Object[] values) throws InvocationTargetException {
    return make(canonical, values);
  }

  /** What a constructor gives; what it throws is wrapped. */
  static Object make(Constructor<?> constructor, Object[] args) throws InvocationTargetException {
    try {
      return constructor.newInstance(args);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("calling " + constructor, e);
    }
  }
}
