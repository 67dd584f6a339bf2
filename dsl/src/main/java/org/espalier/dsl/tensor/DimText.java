package org.espalier.dsl.tensor;

/** Reads the text form of a {@link Dim}: sums of products of numbers, names and floors. */
final class DimText {
  private final String text;
  private int at;

  DimText(String text) {
    this.text = text;
  }

  Dim read() {
    Dim dim = sum();
    skipSpaces();
    if (at < text.length()) throw bad("'+', '-' or the end");
    return dim;
  }

  private Dim sum() {
    boolean minus = take("-");
    Dim sum = signed(product(), minus);
    while (true) {
      if (take("+")) sum = sum.plus(product());
      else if (take("-")) sum = sum.minus(product());
      else return sum;
    }
  }

  private static Dim signed(Dim dim, boolean minus) {
    return minus ? dim.times(Dim.of(-1)) : dim;
  }

  private Dim product() {
    Dim product = factor();
    while (take("·") || take("*")) product = product.times(factor());
    return product;
  }

  private Dim factor() {
    if (take("floor(")) {
      expect("(");
      Dim of = sum();
      expect(")");
      expect("/");
      long by = number(word());
      expect(")");
      if (by <= 0) throw bad("a divisor above 0, not " + by + ",");
      return of.floorDiv(by);
    }
    String word = word();
    return Character.isDigit(word.charAt(0)) ? Dim.of(number(word)) : Dim.named(word);
  }

  private long number(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + word + "' in the size '" + text + "' is no whole number in range", e);
    }
  }

  /** A number or a name: all up to a space, a sign other than '-' or a parenthesis. */
  private String word() {
    skipSpaces();
    int start = at;
    while (at < text.length() && " ·*+()".indexOf(text.charAt(at)) < 0) at++;
    if (at == start || text.charAt(start) == '-') throw bad("a number or a name");
    return text.substring(start, at);
  }

  private boolean take(String token) {
    skipSpaces();
    boolean found = text.startsWith(token, at);
    if (found) at += token.length();
    return found;
  }

  private void expect(String token) {
    if (!take(token)) throw bad("'" + token + "'");
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') at++;
  }

  private IllegalArgumentException bad(String expected) {
    return new IllegalArgumentException(
        "the size '" + text + "' needs " + expected + " at character " + (at + 1));
  }
}
