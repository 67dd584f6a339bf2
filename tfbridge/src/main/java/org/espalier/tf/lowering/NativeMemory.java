package org.espalier.tf.lowering;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;

/** Bytes in and out of TensorFlow's tensors. */
public final class NativeMemory {
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

  private NativeMemory() {}

  /** A new tensor of undefined content; the caller closes it. */
  public static org.tensorflow.Tensor allocate(DType dtype, long... dims) {
    return org.tensorflow.Tensor.of(NativeTypes.tensorClass(dtype), Shape.of(dims));
  }

  /** A new tensor with a copy of {@code value}; the caller closes it. */
  public static org.tensorflow.Tensor copyOf(Tensor value) {
    org.tensorflow.Tensor made = allocate(value.dtype(), value.dims());
    view(made).put(value.bytes());
    return made;
  }

  /** A copy of a native tensor in plain Java. */
  public static Tensor copyOf(org.tensorflow.Tensor value) {
    return Tensor.ofBytes(
        NativeTypes.dtype(value.dataType()), value.shape().asArray(), view(value));
  }

  /** The tensor's own memory: valid until the tensor is closed, and not a moment longer. */
  public static ByteBuffer view(org.tensorflow.Tensor tensor) {
    if (tensor.numBytes() == 0) return EMPTY.duplicate();
    ByteDataBuffer data = tensor.asRawTensor().data();
    return data.accept(new Memory()).order(ByteOrder.nativeOrder());
  }

  /** The first element. */
  public static double number(org.tensorflow.Tensor tensor) {
    ByteBuffer memory = view(tensor);
    return switch (tensor.dataType()) {
      case DT_FLOAT -> memory.getFloat();
      case DT_DOUBLE -> memory.getDouble();
      case DT_INT32 -> memory.getInt();
      case DT_INT64 -> memory.getLong();
      case DT_BOOL -> memory.get();
      default -> copyOf(tensor).toNd().data()[0];
    };
  }

  private static final class Memory implements DataStorageVisitor<ByteBuffer> {
    @Override
    public ByteBuffer visit(ByteBuffer buffer) {
      return Native.getDirectBufferPointer(buffer).getByteBuffer(0, buffer.remaining());
    }

    @Override
    public ByteBuffer visit(long address, long length, long scale) {
      return new Pointer(address).getByteBuffer(0, length * scale);
    }

    @Override
    public ByteBuffer fallback() {
      throw new IllegalStateException("TensorFlow's tensor memory is not addressable here");
    }
  }
}
