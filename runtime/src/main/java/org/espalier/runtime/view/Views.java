package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Pieces of HTML for values, as notebooks and pages show them. */
public final class Views {
  private static final int MOST = 20;

  private static final List<View<?>> ALL = new ArrayList<>();

  static {
    for (View<?> view : ServiceLoader.load(View.class, Views.class.getClassLoader())) ALL.add(view);
  }

  private Views() {}

  /**
   * How a value looks; of a collection, its elements one below the other, the first 20 of them.
   *
   * @param value anything; null has no looks
   * @return a self-contained piece of HTML, or empty where neither the value is {@link Viewable}
   *     nor a {@link View} shows its type: then its {@code toString} has to do
   */
  public static Optional<String> html(Object value) {
    if (value instanceof Viewable viewable) return Optional.of(viewable.html());
    if (value instanceof Collection<?> values && !values.isEmpty()) return each(values);
    View<?> best = null;
    for (View<?> view : ALL) {
      boolean better = best == null || best.type().isAssignableFrom(view.type());
      if (better && view.type().isInstance(value)) best = view;
    }
    return best == null ? Optional.empty() : Optional.of(shown(best, value));
  }

  private static <T> String shown(View<T> view, Object value) {
    return view.html(view.type().cast(value));
  }

  private static Optional<String> each(Collection<?> values) {
    StringBuilder out = new StringBuilder();
    for (Object value : values.stream().limit(MOST).toList()) {
      Optional<String> html = html(value);
      if (html.isEmpty()) return html;
      out.append(html.get());
    }
    int more = values.size() - MOST;
    if (more > 0) out.append("<p>… and ").append(Figures.grouped(more)).append(" more</p>\n");
    return Optional.of(out.toString());
  }
}
