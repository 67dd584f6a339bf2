package org.espalier.runtime.view;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Pieces of HTML for values, as notebooks and pages show them. */
public final class Views {
  private static final int MOST = 20;

  private static final Map<Class<?>, View<?>> ALL = new LinkedHashMap<>();

  static {
    ServiceLoader.load(View.class, View.class.getClassLoader()).forEach(Views::add);
    ServiceLoader.load(View.class).forEach(Views::add);
  }

  private Views() {}

  private static void add(View<?> view) {
    ALL.putIfAbsent(view.getClass(), view);
  }

  /**
   * How a value looks; of a collection, its elements one below the other, the first 20 of them.
   *
   * @param value anything; null has no looks
   * @return a self-contained piece of HTML, or empty where neither the value is {@link Viewable}
   *     nor a {@link View} shows its type: then its {@code toString} has to do
   */
  public static Optional<String> html(Object value) {
    if (value instanceof Viewable viewable) return Optional.of(viewable.html());
    if (value instanceof Collection<?> values) return each(values);
    return best(value).map(view -> shown(view, value));
  }

  /** Whether {@link #html} has a piece for the value; quick, as nothing is drawn. */
  public static boolean shows(Object value) {
    if (value instanceof Viewable) return true;
    if (value instanceof Collection<?> values) {
      return !values.isEmpty() && values.stream().limit(MOST).allMatch(Views::shows);
    }
    return best(value).isPresent();
  }

  private static Optional<View<?>> best(Object value) {
    View<?> best = null;
    for (View<?> view : ALL.values()) {
      boolean better = best == null || best.type().isAssignableFrom(view.type());
      if (better && view.type().isInstance(value)) best = view;
    }
    return Optional.ofNullable(best);
  }

  private static <T> String shown(View<T> view, Object value) {
    return view.html(view.type().cast(value));
  }

  private static Optional<String> each(Collection<?> values) {
    if (!shows(values)) return Optional.empty();
    StringBuilder out = new StringBuilder();
    values.stream().limit(MOST).forEach(value -> out.append(html(value).orElseThrow()));
    int more = values.size() - MOST;
    if (more > 0) out.append("<p>… and ").append(Figures.grouped(more)).append(" more</p>\n");
    return Optional.of(out.toString());
  }
}
