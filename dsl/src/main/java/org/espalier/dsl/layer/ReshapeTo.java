package org.espalier.dsl.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * The same numbers of each example in another shape: [batch, …] → [batch, dims…], row-major.
 *
 * @param dims sizes without the batch axis, each ≥ 1; one of them may be −1, and is found
 */
public record ReshapeTo(List<Long> dims) implements UnaryLayer {
  public ReshapeTo {
    dims = List.copyOf(dims);
    int open = 0;
    for (long d : dims) {
      Check.that(d >= 1 || d == -1, "sizes must be >= 1, or -1 for one of them, got %s", dims);
      if (d == -1) open++;
    }
    Check.that(open <= 1, "only one size may be -1, got %s", dims);
  }

  /** To these sizes, the batch axis left out. */
  public ReshapeTo(long... dims) {
    this(Arrays.stream(dims).boxed().toList());
  }

  @Override
  public Expr call(Expr x, Context context) {
    Shape s = x.shape();
    if (s.rank() < 1) throw context.mismatch("[batch, …]", s);
    Dim example = s.slice(1, s.rank()).size();
    Dim named = Dim.of(1);
    for (long d : dims) if (d != -1) named = named.times(Dim.of(d));
    Optional<Dim> rest = example.dividedBy(named);
    if (rest.isEmpty() || (!dims.contains(-1L) && !rest.get().is(1))) {
      String multiple = dims.contains(-1L) ? "a multiple of " : "";
      throw context.mismatch(
          multiple + named + " numbers in each example", s + " (" + example + " numbers)");
    }
    List<Dim> out = new ArrayList<>(List.of(s.get(0)));
    for (long d : dims) out.add(d == -1 ? rest.get() : Dim.of(d));
    return x.reshape(new Shape(out));
  }

  @Override
  public String baseName() {
    return "reshape";
  }

  @Override
  public String label() {
    return "reshape, " + dims.stream().map(d -> "" + d).collect(Collectors.joining("×"));
  }
}
