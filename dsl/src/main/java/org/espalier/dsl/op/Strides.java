package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;

/** Places in row-major arrays that lie at fixed distances along each axis. */
final class Strides {
  private Strides() {}

  /** Places visited in row-major order of {@code dims}, from {@code start}, {@code steps} apart. */
  static int[] places(int start, int[] steps, long[] dims) {
    int[] places = new int[Nd.count(dims)];
    int[] at = new int[dims.length];
    int place = start;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        place += steps[axis];
        if (++at[axis] < dims[axis]) break;
        place -= steps[axis] * at[axis];
        at[axis] = 0;
      }
    }
    return places;
  }

  /**
   * Places in an array of size {@code whole} that a box of size {@code part} takes.
   *
   * @throws EspalierException when the box does not lie within the array
   */
  static int[] box(
      String op,
      List<Dim> start,
      List<Long> step,
      long[] part,
      long[] whole,
      ToLongFunction<String> sizes) {
    int[] steps = Nd.strides(whole);
    int first = 0;
    boolean empty = Nd.count(part) == 0;
    for (int i = 0; i < steps.length && !empty; i++) {
      long from = start.get(i).size(sizes);
      long last = from + (part[i] - 1) * step.get(i);
      if (from < 0 || last >= whole[i]) {
        throw new EspalierException(
            "%s along axis %d needs places %d to %d, but there are %d"
                .formatted(op, i, from, last, whole[i]));
      }
      first += (int) from * steps[i];
      steps[i] *= step.get(i).intValue();
    }
    return empty ? new int[0] : places(first, steps, part);
  }

  /** False when it is known while tracing that the box sticks out of the array. */
  static boolean mayFit(Dim start, long step, Dim part, Dim whole) {
    Dim end = part.is(0) ? start : start.plus(part.minus(Dim.of(1)).times(Dim.of(step))).plus(1);
    Dim rest = whole.minus(end);
    boolean before = start.known() && start.size() < 0;
    boolean less = part.known() && part.size() < 0;
    return step > 0 && !before && !less && !(rest.known() && rest.size() < 0);
  }
}
