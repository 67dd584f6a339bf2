package org.espalier.tf;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Checks fed sizes against the types of the inputs: TensorFlow would accept wrong ones silently.
 */
final class SizeCheck {
  private SizeCheck() {}

  /** Checks one input on its own: rank and known sizes. */
  static void fits(String phase, Slot slot, long[] dims) {
    Shape shape = slot.type().shape();
    boolean fits = shape.rank() == dims.length;
    for (int i = 0; fits && i < dims.length; i++) {
      fits = dims[i] >= 0 && (!shape.get(i).known() || shape.get(i).is(dims[i]));
    }
    if (!fits) throw mismatch(phase, slot, slot.type().toString(), dims);
  }

  /** Checks that inputs agree on the sizes of named axes. */
  static void consistent(String phase, Collection<Slot> slots) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Slot slot : slots) {
      Shape shape = slot.type().shape();
      for (int i = 0; i < shape.rank(); i++) {
        String name = shape.get(i).toString();
        if (!shape.get(i).known() && shape.get(i).equals(Dim.named(name))) {
          sizes.putIfAbsent(name, slot.dims()[i]);
        }
      }
    }
    for (Slot slot : slots) {
      Shape shape = slot.type().shape();
      for (int i = 0; i < shape.rank(); i++) {
        long size = slot.dims()[i];
        Long expected = size(shape.get(i), sizes);
        if (expected != null && expected != size) {
          throw mismatch(phase, slot, slot.type() + " with " + sizes, slot.dims());
        }
      }
    }
  }

  private static Long size(Dim dim, Map<String, Long> sizes) {
    boolean[] open = {false};
    long size =
        dim.size(
            name -> {
              Long known = sizes.get(name);
              open[0] |= known == null;
              return known == null ? 0 : known;
            });
    return open[0] ? null : size;
  }

  private static ShapeMismatch mismatch(String phase, Slot slot, String needs, long[] dims) {
    return new ShapeMismatch(
        "input '" + slot.name() + "' of phase '" + phase + "'", needs, Arrays.toString(dims));
  }
}
