package org.espalier.dsl.metric;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;

/** A number per example, reported as the mean over all examples. */
public interface Metric extends Described {
  /**
   * The value of each example.
   *
   * @param prediction as the loss gives it, [batch, …]
   * @param target as the loss takes it
   * @return float [batch]
   */
  Expr perExample(Expr prediction, Expr target);

  /** Name in histories: {@code accuracy}. */
  default String metricName() {
    String simple = getClass().getSimpleName();
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }
}
