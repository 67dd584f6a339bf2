package org.espalier.tf.lowering;

import java.util.Locale;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Node;

/** An expression that cannot become a TensorFlow graph. */
public final class LoweringException extends EspalierException {
  private static final long serialVersionUID = 1L;

  /** An error with a message for the user. */
  public LoweringException(String message) {
    super(message);
  }

  /** The same, caused by TensorFlow. */
  public LoweringException(String message, Throwable cause) {
    super(message, cause);
  }

  static LoweringException missing(Node node) {
    String type = node.op().getClass().getName();
    String simple = node.op().getClass().getSimpleName();
    return new LoweringException(
        String.format(
            Locale.ROOT,
            "op '%s' (%s) on %s has no TensorFlow lowering.%n%n"
                + "  Try       TfOptions.withLowerings(table -> table.one(%s.class, (op, node, e) -> …))%n"
                + "            or let %s implement Fused and give its decomposition",
            node.op().opName(),
            type,
            node.inputTypes(),
            simple,
            simple));
  }

  static LoweringException refused(Node node, RuntimeException cause) {
    String message =
        "TensorFlow refuses op '"
            + node.op().opName()
            + "' ("
            + node.op()
            + ") on "
            + node.inputTypes()
            + ": "
            + cause.getMessage();
    return new LoweringException(message, cause);
  }
}
