package org.espalier.runtime.live;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Column;
import org.espalier.runtime.data.FloatColumn;
import org.espalier.runtime.data.IntColumn;
import org.espalier.tf.Slot;

/** One column on its way into one input. */
final class Feed {
  private final Slot slot;
  private final Column column;
  private final long[] dims;

  Feed(Slot slot, Column column) {
    this.slot = slot;
    this.column = column;
    long[] row = column.rowShape();
    dims = new long[row.length + 1];
    System.arraycopy(row, 0, dims, 1, row.length);
  }

  /** Fills the input with rows {@code order[from…from+count-1]}. */
  void fill(int[] order, int from, int count) {
    dims[0] = count;
    if (column instanceof FloatColumn floats) fill(floats, order, from, count);
    else fill((IntColumn) column, order, from, count);
  }

  private void fill(FloatColumn floats, int[] order, int from, int count) {
    if (slot.type().dtype() == DType.FLOAT32) {
      slot.resize(dims);
      FloatBuffer into = slot.floats();
      into.clear();
      floats.gather(order, from, count, into);
    } else {
      float[] values = new float[Nd.count(dims)];
      floats.gather(order, from, count, values, 0);
      Examples.fill(slot, values, dims);
    }
  }

  private void fill(IntColumn ints, int[] order, int from, int count) {
    if (slot.type().dtype() == DType.INT32) {
      slot.resize(dims);
      IntBuffer into = slot.ints();
      into.clear();
      ints.gather(order, from, count, into);
    } else {
      int[] values = new int[Nd.count(dims)];
      ints.gather(order, from, count, values, 0);
      double[] wide = new double[values.length];
      for (int i = 0; i < wide.length; i++) wide[i] = values[i];
      slot.set(Tensor.of(slot.type().dtype(), new Nd(dims.clone(), wide)));
    }
  }
}
