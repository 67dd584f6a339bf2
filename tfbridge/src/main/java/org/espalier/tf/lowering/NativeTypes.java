package org.espalier.tf.lowering;

import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Element types and shapes as TensorFlow names them. */
public final class NativeTypes {
  private NativeTypes() {}

  /** The element type as graphs name it. */
  public static DataType dataType(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> DataType.DT_HALF;
      case BFLOAT16 -> DataType.DT_BFLOAT16;
      case FLOAT32 -> DataType.DT_FLOAT;
      case FLOAT64 -> DataType.DT_DOUBLE;
      case INT32 -> DataType.DT_INT32;
      case INT64 -> DataType.DT_INT64;
      case BOOL -> DataType.DT_BOOL;
    };
  }

  /** The element type as tensors name it. */
  public static Class<? extends TType> tensorClass(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> TFloat16.class;
      case BFLOAT16 -> TBfloat16.class;
      case FLOAT32 -> TFloat32.class;
      case FLOAT64 -> TFloat64.class;
      case INT32 -> TInt32.class;
      case INT64 -> TInt64.class;
      case BOOL -> TBool.class;
    };
  }

  /** The element type behind TensorFlow's. */
  public static DType dtype(DataType type) {
    for (DType d : DType.values()) if (dataType(d) == type) return d;
    throw new LoweringException("TensorFlow's element type " + type + " has no counterpart");
  }

  /** A shape with −1 for every axis that is not known. */
  public static Shape shape(org.espalier.dsl.tensor.Shape shape) {
    long[] dims = new long[shape.rank()];
    for (int i = 0; i < dims.length; i++) {
      Dim dim = shape.get(i);
      dims[i] = dim.known() ? dim.size() : Shape.UNKNOWN_SIZE;
    }
    return Shape.of(dims);
  }
}
