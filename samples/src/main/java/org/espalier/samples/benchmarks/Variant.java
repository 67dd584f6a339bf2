package org.espalier.samples.benchmarks;

/**
 * One way to write the loop by hand.
 *
 * @param name what tables call it
 * @param grappler whether TensorFlow rewrites the graph before the first run, its default
 * @param fixedBatch whether the batch size is baked into the placeholders, so that the last partial
 *     batch of an epoch cannot be fed
 * @param accuracy whether each step computes and fetches the accuracy too
 * @param countedPowers whether β₁ᵗ and β₂ᵗ are computed from a step counter, as Espalier does, or
 *     kept in two variables and multiplied, as TensorFlow's own optimizers do: the same numbers but
 *     for rounding
 */
record Variant(
    String name, boolean grappler, boolean fixedBatch, boolean accuracy, boolean countedPowers) {
  /**
   * The ways there are: {@code usual}, TensorFlow's default settings and any batch size; {@code
   * plain}, without Grappler; {@code fixed}, with the batch size baked in; {@code counted}, without
   * Grappler and with Adam's powers computed as Espalier does.
   */
  static Variant of(String name, boolean accuracy) {
    String full = "by hand, " + name;
    return switch (name) {
      case "usual" -> new Variant(full, true, false, accuracy, false);
      case "plain" -> new Variant(full, false, false, accuracy, false);
      case "fixed" -> new Variant(full, true, true, accuracy, false);
      case "counted" -> new Variant(full, false, false, accuracy, true);
      default ->
          throw new IllegalArgumentException(
              "no way to write a loop by hand called '"
                  + name
                  + "'; there are usual, plain, fixed, counted");
    };
  }
}
