package org.espalier.runtime.view;

/**
 * How values of a type look that do not say so themselves. Views are found by {@link
 * java.util.ServiceLoader}: name the class in {@code META-INF/services/}{@code
 * org.espalier.runtime.view.View}. Where several fit a value, the one of the most special type
 * shows it.
 *
 * @param <T> what it shows
 */
public interface View<T> {
  /** What it shows: a class, an interface or an array type. */
  Class<T> type();

  /**
   * A piece of HTML that is self-contained and readable on light and dark pages; text in it is
   * escaped, see {@link Html#escape}.
   */
  String html(T value);
}
