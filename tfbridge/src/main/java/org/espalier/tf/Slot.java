package org.espalier.tf;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.tensorflow.Output;

/**
 * An input of a {@link PhaseRunner}, filled in place: either through a buffer over TensorFlow's own
 * memory, or by copying an array in. Used by the runner's thread.
 */
public final class Slot {
  private static final int KEPT = 4;

  private final PhaseRunner runner;
  private final Leaf leaf;
  private final Output<?> placeholder;
  private final List<SlotTensor> kept = new ArrayList<>();
  private SlotTensor current;

  Slot(PhaseRunner runner, Leaf leaf, Output<?> placeholder) {
    this.runner = runner;
    this.leaf = leaf;
    this.placeholder = placeholder;
  }

  /** Name of the input. */
  public String name() {
    return leaf.name();
  }

  /** Element type and shape that it takes; named axes take any size. */
  public Type type() {
    return leaf.type();
  }

  /** Sizes chosen last. */
  public long[] dims() {
    return filled().dims().clone();
  }

  /**
   * Chooses sizes. The tensor of these sizes is kept and reused; its content is what it was when
   * last used, undefined at first. An input without unknown axes needs no choice.
   *
   * @throws ShapeMismatch when the sizes do not fit the input's type
   */
  public Slot resize(long... dims) {
    if (current != null && Arrays.equals(current.dims(), dims)) return this;
    guarded(
        unused -> {
          SizeCheck.fits(runner.name(), this, dims);
          select(dims);
        });
    return this;
  }

  private void select(long[] dims) {
    current = null;
    for (SlotTensor t : kept) if (Arrays.equals(t.dims(), dims)) current = t;
    if (current == null) {
      if (kept.size() == KEPT) kept.remove(0).drop();
      current = new SlotTensor(leaf.type().dtype(), dims);
    } else {
      kept.remove(current);
    }
    kept.add(current);
  }

  /** The memory, row-major in the machine's byte order, from its beginning to its end. */
  public ByteBuffer bytes() {
    return open().handOut();
  }

  /** The memory of a float32 input. */
  public FloatBuffer floats() {
    need(DType.FLOAT32);
    return open().floats();
  }

  /** The memory of an int32 input. */
  public IntBuffer ints() {
    need(DType.INT32);
    return open().handOut().asIntBuffer();
  }

  /** The memory of an int64 input. */
  public LongBuffer longs() {
    need(DType.INT64);
    return open().handOut().asLongBuffer();
  }

  /** Copies a value in and takes its sizes. */
  public void set(Tensor value) {
    need(value.dtype());
    resize(value.dims());
    guarded(memory -> memory.put(value.bytes()));
  }

  /** Copies float32 values in and takes these sizes. */
  public void set(float[] values, long... dims) {
    need(DType.FLOAT32);
    resize(dims);
    guarded(memory -> memory.asFloatBuffer().put(values, 0, count(values.length)));
  }

  /** Copies int32 values in and takes these sizes. */
  public void set(int[] values, long... dims) {
    need(DType.INT32);
    resize(dims);
    guarded(memory -> memory.asIntBuffer().put(values, 0, count(values.length)));
  }

  /** Copies int64 values in and takes these sizes. */
  public void set(long[] values, long... dims) {
    need(DType.INT64);
    resize(dims);
    guarded(memory -> memory.asLongBuffer().put(values, 0, count(values.length)));
  }

  private int count(int given) {
    long needed = 1;
    for (long d : current.dims()) needed *= d;
    if (needed != given) {
      throw new ShapeMismatch(
          site(), needed + " values for " + Arrays.toString(current.dims()), given + " values");
    }
    return given;
  }

  private void need(DType given) {
    if (given != leaf.type().dtype()) {
      throw new ShapeMismatch(site(), leaf.type().toString(), given + " values");
    }
  }

  private String site() {
    return "input '" + leaf.name() + "' of phase '" + runner.name() + "'";
  }

  private SlotTensor open() {
    guarded(
        unused -> {
          if (current == null && leaf.type().shape().known()) select(leaf.type().shape().toArray());
          filled();
        });
    return current;
  }

  /** Runs {@code body} on the memory while neither the runner nor the session can be closed. */
  private void guarded(Consumer<ByteBuffer> body) {
    runner.enter();
    runner.sharedGate().lock();
    try {
      runner.checkOpen();
      body.accept(current == null ? null : current.memory());
    } finally {
      runner.sharedGate().unlock();
      runner.leave();
    }
  }

  SlotTensor tensor() {
    return current;
  }

  SlotTensor filled() {
    if (current != null) return current;
    throw new TfException(
        site()
            + " was never filled; it takes "
            + leaf.type()
            + ": use PhaseRunner.input(\""
            + leaf.name()
            + "\")");
  }

  Output<?> placeholder() {
    return placeholder;
  }

  void release() {
    kept.forEach(SlotTensor::drop);
    kept.clear();
    current = null;
  }
}
