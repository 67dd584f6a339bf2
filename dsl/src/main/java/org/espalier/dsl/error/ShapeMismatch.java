package org.espalier.dsl.error;

import java.util.List;

/**
 * Shapes that do not fit, found while a network is described. An op throws it with what it needs
 * and got; the layer around it adds where, who produced the input, and what to type.
 */
public final class ShapeMismatch extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final String site;
  private final String expected;
  private final String received;
  private final String context;
  private final List<String> fixes;

  /** Thrown by an op. */
  public ShapeMismatch(String site, String expected, String received) {
    this(site, expected, received, "", List.of());
  }

  /**
   * Thrown by a layer.
   *
   * @param site the layer or op, for people: {@code 'lenet/fc1' (dense, 120 units)}
   * @param expected what it needs
   * @param received what it got
   * @param context indented lines: who produced the input, where declared, shapes so far; or empty
   * @param fixes what to type, one suggestion each
   */
  public ShapeMismatch(
      String site, String expected, String received, String context, List<String> fixes) {
    super(text(site, expected, received, context, fixes));
    this.site = site;
    this.expected = expected;
    this.received = received;
    this.context = context;
    this.fixes = List.copyOf(fixes);
  }

  private static String text(
      String site, String expected, String received, String context, List<String> fixes) {
    StringBuilder text = new StringBuilder();
    text.append(site).append(" needs ").append(expected).append(" but receives ").append(received);
    text.append('.');
    if (!context.isEmpty()) text.append("\n\n").append(context.stripTrailing());
    for (int i = 0; i < fixes.size(); i++) {
      text.append(i == 0 ? "\n\n  Try       " : "\n            ").append(fixes.get(i));
    }
    return text.toString();
  }

  /** The layer or op that refused. */
  public String site() {
    return site;
  }

  /** What it needs. */
  public String expected() {
    return expected;
  }

  /** What it got. */
  public String received() {
    return received;
  }

  /** Producer, declaration and shapes so far, as indented lines. */
  public String context() {
    return context;
  }

  /** What to type. */
  public List<String> fixes() {
    return fixes;
  }
}
