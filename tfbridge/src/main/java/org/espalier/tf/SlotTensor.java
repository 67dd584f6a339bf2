package org.espalier.tf;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.espalier.dsl.tensor.DType;
import org.espalier.tf.lowering.NativeMemory;
import org.tensorflow.Tensor;

/**
 * One native tensor of an input, and its memory. Once the memory was handed out, the tensor is
 * freed when the buffer is unreachable, so that a late write by the user never hits freed memory.
 */
final class SlotTensor {
  private static final Cleaner CLEANER = Cleaner.create();

  private final long[] dims;
  private final Tensor tensor;
  private final ByteBuffer memory;
  private FloatBuffer floats;
  private final AtomicBoolean dropped = new AtomicBoolean();
  private boolean handedOut;

  SlotTensor(DType dtype, long[] dims) {
    this.dims = dims.clone();
    this.tensor = NativeMemory.allocate(dtype, dims);
    this.memory = NativeMemory.view(tensor);
    NativeCounter.TENSORS.incrementAndGet();
  }

  long[] dims() {
    return dims;
  }

  Tensor tensor() {
    return tensor;
  }

  boolean dropped() {
    return dropped.get();
  }

  /** The memory for our own copying; not to be kept. */
  ByteBuffer memory() {
    return memory.clear();
  }

  /** The memory for the user, who may keep it. */
  ByteBuffer handOut() {
    if (!handedOut) {
      handedOut = true;
      Tensor held = tensor;
      AtomicBoolean isDropped = dropped;
      CLEANER.register(memory, () -> unreachable(held, isDropped));
    }
    return memory.clear();
  }

  FloatBuffer floats() {
    if (floats == null) floats = handOut().asFloatBuffer();
    return floats.clear();
  }

  void drop() {
    if (!dropped.compareAndSet(false, true)) return;
    NativeCounter.TENSORS.decrementAndGet();
    if (handedOut) NativeCounter.RETAINED.incrementAndGet();
    else tensor.close();
  }

  private static void unreachable(Tensor tensor, AtomicBoolean dropped) {
    tensor.close();
    if (dropped.get()) NativeCounter.RETAINED.decrementAndGet();
    else NativeCounter.TENSORS.decrementAndGet();
  }
}
