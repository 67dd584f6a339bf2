package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Reads a specification such as {@code ...ij,jk->...ik} and brings its one or two operands to the
 * form of {@link Einsum}: repeated letters become diagonals, letters that only one operand has and
 * the output has not are summed away, axes behind an ellipsis get letters, those of size 1 vanish.
 */
final class EinsumSpec {
  private static final String DOTS = "...";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final String spec;
  private final List<Expr> operands;
  private final List<String> terms;
  private String output;

  private EinsumSpec(String spec, List<Expr> operands) {
    this.spec = spec;
    this.operands = new ArrayList<>(operands);
    String[] sides = spec.replace(" ", "").split("->", -1);
    if (sides.length != 2) throw bad("needs one '->' before the output's letters, as in ij,jk->ik");
    this.terms = new ArrayList<>(Arrays.asList(sides[0].split(",", -1)));
    this.output = sides[1];
  }

  static Expr apply(String spec, List<Expr> operands) {
    EinsumSpec s = new EinsumSpec(spec, operands);
    s.check();
    s.expandDots();
    s.measure();
    for (int k = 0; k < operands.size(); k++) s.simplify(k);
    return s.product();
  }

  private EspalierException bad(String why) {
    return new EspalierException("einsum '" + spec + "' " + why);
  }

  private void check() {
    int n = operands.size();
    if (n < 1 || n > 2 || terms.size() != n) {
      throw bad("names %d operands and receives %d; give one or two".formatted(terms.size(), n));
    }
    for (String term : terms) letters(term);
    String free = letters(output);
    for (char c : free.toCharArray()) {
      if (free.indexOf(c) != free.lastIndexOf(c)) throw bad("repeats '" + c + "' in its output");
      if (terms.stream().allMatch(t -> t.indexOf(c) < 0)) {
        throw bad("has '" + c + "' in its output but in no operand");
      }
    }
    boolean dots = terms.stream().anyMatch(t -> t.contains(DOTS));
    if (dots != output.contains(DOTS)) throw bad("needs '...' on both sides of '->' or on none");
  }

  /** The letters of a term, without its ellipsis. */
  private String letters(String term) {
    String rest = term.replaceFirst("\\.\\.\\.", "");
    for (char c : rest.toCharArray()) {
      if (LETTERS.indexOf(c) < 0) throw bad("holds '" + c + "'; axes are letters, '...' the rest");
    }
    return rest;
  }

  private void expandDots() {
    String names =
        LETTERS
            .chars()
            .filter(c -> spec.indexOf(c) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    int most = 0;
    for (int k = 0; k < terms.size(); k++) {
      String term = terms.get(k);
      int rank = operands.get(k).shape().rank();
      int more = rank - letters(term).length();
      if (term.contains(DOTS) ? more < 0 || more > names.length() : more != 0) {
        throw new ShapeMismatch(
            "einsum '" + spec + "'",
            "an axis for each letter of " + term,
            operands.get(k).shape().toString());
      }
      if (!term.contains(DOTS)) continue;
      most = Math.max(most, more);
      // Axes behind an ellipsis align at the last one, so letters are given from there.
      terms.set(k, term.replace(DOTS, backwards(names.substring(0, more))));
    }
    output = output.replace(DOTS, backwards(names.substring(0, most)));
  }

  private static String backwards(String s) {
    return new StringBuilder(s).reverse().toString();
  }

  /** Demands one size per letter; an ellipsis' axis of size 1 stretches, so it is dropped. */
  private void measure() {
    Map<Character, Dim> sizes = new LinkedHashMap<>();
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < terms.size(); k++) {
        for (int i = terms.get(k).length() - 1; i >= 0; i--) {
          char c = terms.get(k).charAt(i);
          Dim dim = operands.get(k).shape().get(i);
          boolean named = spec.indexOf(c) >= 0;
          if (pass == 0) {
            sizes.merge(c, dim, (x, y) -> !named && x.is(1) ? y : x);
          } else if (!named && dim.is(1) && !sizes.get(c).is(1)) {
            terms.set(k, new StringBuilder(terms.get(k)).deleteCharAt(i).toString());
            operands.set(k, operands.get(k).squeeze(i));
          } else if (!dim.equals(sizes.get(c))) {
            List<Shape> shapes = operands.stream().map(Expr::shape).toList();
            throw new ShapeMismatch(
                "einsum '" + spec + "'", "one size for '" + c + "'", "" + shapes);
          }
        }
      }
    }
  }

  /** Takes diagonals and sums away what neither the output nor the other operand has. */
  private void simplify(int k) {
    String term = terms.get(k);
    Expr x = operands.get(k);
    for (int i = 0; i < term.length(); i++) {
      for (int j = term.length() - 1; j > i; j--) {
        if (term.charAt(i) != term.charAt(j)) continue;
        x = diagonal(x, i, j);
        term = term.substring(0, j) + term.substring(j + 1);
      }
    }
    String others = output + (terms.size() == 2 ? terms.get(1 - k) : "");
    for (int i = term.length() - 1; i >= 0; i--) {
      if (others.indexOf(term.charAt(i)) >= 0) continue;
      x = x.sum(i);
      term = term.substring(0, i) + term.substring(i + 1);
    }
    terms.set(k, term);
    operands.set(k, x);
  }

  /** Axis {@code j} taken away, where both places agree. */
  private static Expr diagonal(Expr x, int i, int j) {
    Expr first = Iota.of(x.shape().get(i), org.espalier.dsl.tensor.DType.INT32);
    Shape row = Shape.of(x.shape().get(i));
    for (int k = i + 1; k < x.shape().rank(); k++) row = row.insert(row.rank(), Dim.of(1));
    Shape column = Shape.of(x.shape().get(j));
    for (int k = j + 1; k < x.shape().rank(); k++) column = column.insert(column.rank(), Dim.of(1));
    return first.reshape(row).eq(first.reshape(column)).where(x, x.constant(0)).sum(j);
  }

  private Expr product() {
    String first = terms.get(0);
    if (terms.size() == 2) {
      return Einsum.of(
          first + "," + terms.get(1) + "->" + output, operands.get(0), operands.get(1));
    }
    int[] order = output.chars().map(first::indexOf).toArray();
    return order.length == 0 ? operands.get(0) : operands.get(0).transpose(order);
  }
}
