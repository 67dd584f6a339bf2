package org.espalier.dsl.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The size of one axis: an integer polynomial in named unknowns such as {@code batch} or {@code
 * time}. Equal polynomials are equal sizes, which is how broadcasting and its reverse are decided
 * while an expression is traced. {@code 28}, {@code batch}, {@code 2·batch + 1}.
 */
public final class Dim {
  /** One unknown: a name, or the floor of a quotient of another size. */
  public sealed interface Symbol extends Comparable<Symbol> {
    @Override
    default int compareTo(Symbol other) {
      return toString().compareTo(other.toString());
    }
  }

  /** An unknown that an input's axis defines at run time. */
  public record Named(String name) implements Symbol {
    @Override
    public String toString() {
      return name;
    }
  }

  /** {@code ⌊of / by⌋} of an unknown size, as strides give it. */
  public record Floor(Dim of, long by) implements Symbol {
    @Override
    public String toString() {
      return "floor((" + of + ")/" + by + ")";
    }
  }

  /** Monomial (sorted symbols, possibly repeated) → coefficient, never zero. */
  private final TreeMap<List<Symbol>, Long> terms;

  private Dim(TreeMap<List<Symbol>, Long> terms) {
    this.terms = terms;
  }

  /** A known size. */
  public static Dim of(long size) {
    TreeMap<List<Symbol>, Long> terms = emptyTerms();
    if (size != 0) terms.put(List.of(), size);
    return new Dim(terms);
  }

  /** An unknown size with a name; equal names are equal sizes. */
  public static Dim named(String name) {
    return symbol(new Named(name));
  }

  /**
   * Reads the text form: {@code 28}, {@code batch}, {@code 2·batch + 1} ({@code *} does for the
   * sign), {@code floor((time - 1)/2)}.
   *
   * @throws IllegalArgumentException saying what was expected where
   */
  public static Dim parse(String text) {
    return new DimText(text).read();
  }

  private static Dim symbol(Symbol symbol) {
    TreeMap<List<Symbol>, Long> terms = emptyTerms();
    terms.put(List.of(symbol), 1L);
    return new Dim(terms);
  }

  private static TreeMap<List<Symbol>, Long> emptyTerms() {
    return new TreeMap<>(
        (a, b) -> {
          for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) return order;
          }
          return Integer.compare(b.size(), a.size());
        });
  }

  /** True when the size is a number. */
  public boolean known() {
    return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().isEmpty());
  }

  /**
   * The number.
   *
   * @throws IllegalStateException when the size is unknown
   */
  public long size() {
    if (!known()) throw new IllegalStateException("axis '" + this + "' has no known size");
    return terms.isEmpty() ? 0 : terms.firstEntry().getValue();
  }

  /** True when this is the known size {@code n}. */
  public boolean is(long n) {
    return known() && size() == n;
  }

  /** The size once every named unknown has one. */
  public long size(ToLongFunction<String> sizes) {
    long sum = 0;
    for (Map.Entry<List<Symbol>, Long> term : terms.entrySet()) {
      long product = term.getValue();
      for (Symbol s : term.getKey()) {
        product *=
            s instanceof Named named
                ? sizes.applyAsLong(named.name())
                : Math.floorDiv(((Floor) s).of().size(sizes), ((Floor) s).by());
      }
      sum += product;
    }
    return sum;
  }

  /** The terms: monomial → coefficient, for a reading that computes sizes on the device. */
  public Map<List<Symbol>, Long> terms() {
    return Collections.unmodifiableMap(terms);
  }

  /** Sum. */
  public Dim plus(Dim other) {
    TreeMap<List<Symbol>, Long> sum = emptyTerms();
    sum.putAll(terms);
    other.terms.forEach((m, c) -> sum.merge(m, c, (x, y) -> x + y == 0 ? null : x + y));
    return new Dim(sum);
  }

  /** Sum with a number. */
  public Dim plus(long n) {
    return plus(of(n));
  }

  /** Difference. */
  public Dim minus(Dim other) {
    return plus(other.times(of(-1)));
  }

  /** Product. */
  public Dim times(Dim other) {
    TreeMap<List<Symbol>, Long> product = emptyTerms();
    terms.forEach(
        (m1, c1) ->
            other.terms.forEach(
                (m2, c2) -> {
                  List<Symbol> m = new ArrayList<>(m1);
                  m.addAll(m2);
                  Collections.sort(m);
                  product.merge(m, c1 * c2, (x, y) -> x + y == 0 ? null : x + y);
                }));
    return new Dim(product);
  }

  /** {@code ⌊this / by⌋}; {@code by > 0}. */
  public Dim floorDiv(long by) {
    if (by == 1) return this;
    if (known()) return of(Math.floorDiv(size(), by));
    return dividedBy(of(by)).orElseGet(() -> symbol(new Floor(this, by)));
  }

  /** The exact quotient where every term divides by the single term of {@code divisor}. */
  public Optional<Dim> dividedBy(Dim divisor) {
    if (divisor.terms.size() != 1) return equals(divisor) ? Optional.of(of(1)) : Optional.empty();
    List<Symbol> m = divisor.terms.firstKey();
    long c = divisor.terms.firstEntry().getValue();
    TreeMap<List<Symbol>, Long> quotient = emptyTerms();
    for (Map.Entry<List<Symbol>, Long> term : terms.entrySet()) {
      List<Symbol> rest = new ArrayList<>(term.getKey());
      for (Symbol s : m) if (!rest.remove(s)) return Optional.empty();
      if (term.getValue() % c != 0) return Optional.empty();
      quotient.put(rest, term.getValue() / c);
    }
    return Optional.of(new Dim(quotient));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim dim && terms.equals(dim.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    if (terms.isEmpty()) return "0";
    StringBuilder text = new StringBuilder();
    terms.forEach(
        (m, c) -> {
          if (text.length() > 0) text.append(c < 0 ? " - " : " + ");
          else if (c < 0) text.append('-');
          long abs = Math.abs(c);
          if (m.isEmpty()) {
            text.append(abs);
            return;
          }
          if (abs != 1) text.append(abs).append('·');
          for (int i = 0; i < m.size(); i++) text.append(i == 0 ? "" : "·").append(m.get(i));
        });
    return text.toString();
  }
}
