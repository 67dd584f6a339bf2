package org.espalier.runtime.live;

import java.util.List;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.tf.Slot;

/** Examples given as nested arrays, on their way into one input. */
public final class Examples {
  private final Slot slot;
  private final Shape example;
  private final int length;

  /**
   * For one input.
   *
   * @throws ShapeMismatch when an example's size is not known
   */
  public Examples(Slot slot) {
    this.slot = slot;
    this.example = slot.type().shape().slice(1, slot.type().shape().rank());
    if (!example.known()) {
      throw new ShapeMismatch(
          site(),
          "sizes that the arrays do not tell, " + slot.type(),
          "nested arrays",
          "",
          List.of("predict(Tensor) with a batch whose sizes are all said"));
    }
    this.length = Nd.count(example.toArray());
  }

  /** Numbers an example. */
  public int length() {
    return length;
  }

  /** Copies a vector, row-major where the input has several axes. */
  public void vector(float[] values, int index, float[] into, int at) {
    if (values == null || values.length != length) {
      throw mismatch(index, values == null ? "null" : values.length + " numbers");
    }
    System.arraycopy(values, 0, into, at, length);
  }

  /** Copies an image with one channel, or a sequence. */
  public void matrix(float[][] rows, int index, float[] into, int at) {
    long[] dims = example.toArray();
    boolean fits = dims.length == 2 || (dims.length == 3 && dims[2] == 1);
    if (rows == null || !fits || rows.length != dims[0]) throw mismatch(index, describe(rows));
    int width = (int) dims[1];
    for (int y = 0; y < rows.length; y++) {
      if (rows[y] == null || rows[y].length != width) throw mismatch(index, describe(rows));
      System.arraycopy(rows[y], 0, into, at + y * width, width);
    }
  }

  /** Fills the input with a batch. */
  public void fill(float[] values, int count) {
    fill(slot, values, slot.type().shape().toArray(unknown -> count));
  }

  /** Fills an input of any element type with so many numbers as it takes. */
  static void fill(Slot slot, float[] values, long[] dims) {
    if (slot.type().dtype() == DType.FLOAT32) {
      slot.set(values, dims);
      return;
    }
    double[] wide = new double[Nd.count(dims)];
    for (int i = 0; i < wide.length; i++) wide[i] = values[i];
    slot.set(Tensor.of(slot.type().dtype(), new Nd(dims.clone(), wide)));
  }

  private String site() {
    return "input '" + slot.name() + "'";
  }

  private static String describe(float[][] rows) {
    if (rows == null) return "null";
    int first = rows.length == 0 || rows[0] == null ? 0 : rows[0].length;
    for (int y = 0; y < rows.length; y++) {
      if (rows[y] == null) return "null as row " + y;
      if (rows[y].length != first) {
        return "row " + y + " of " + rows[y].length + " numbers after rows of " + first;
      }
    }
    return "[" + rows.length + ", " + first + "]";
  }

  private ShapeMismatch mismatch(int index, String received) {
    return new ShapeMismatch(
        site(),
        length + " numbers an example, " + example,
        received + " as example " + index,
        "",
        List.of(
            "float[n][" + length + "]   one row an example, row-major",
            "a data set: predict(Dataset)"));
  }
}
