package org.espalier.dsl.tensor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.espalier.dsl.error.EspalierException;

/**
 * A stored array in plain Java: what a {@code Snapshot} holds. Immutable; elements are kept as
 * little-endian bytes, exactly as computed, row-major.
 */
public final class Tensor {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final DType dtype;
  private final long[] dims;
  private final byte[] bytes;

  private Tensor(DType dtype, long[] dims, byte[] bytes) {
    long expected = byteCount(dtype, dims);
    if (expected != bytes.length) {
      throw new IllegalArgumentException(
          dtype + Arrays.toString(dims) + " needs " + expected + " bytes, got " + bytes.length);
    }
    this.dtype = dtype;
    this.dims = dims;
    this.bytes = bytes;
  }

  /**
   * Bytes that a tensor takes.
   *
   * @throws EspalierException when they are more than one array holds
   */
  private static int byteCount(DType dtype, long... dims) {
    long bytes = (long) dtype.bytes() * Nd.count(dims);
    if (bytes <= Integer.MAX_VALUE) return (int) bytes;
    throw new EspalierException(
        new Type(dtype, Shape.of(dims))
            + " takes "
            + bytes
            + " bytes; one array holds 2 GB at most: split it into several");
  }

  /** From raw little-endian bytes, which are copied. */
  public static Tensor ofBytes(DType dtype, long[] dims, byte[] littleEndian) {
    return new Tensor(dtype, dims.clone(), littleEndian.clone());
  }

  /** From the remaining bytes of a little-endian buffer. */
  public static Tensor ofBytes(DType dtype, long[] dims, ByteBuffer littleEndian) {
    byte[] copy = new byte[littleEndian.remaining()];
    littleEndian.duplicate().get(copy);
    return new Tensor(dtype, dims.clone(), copy);
  }

  /** float32 values. */
  public static Tensor of(float[] values, long... dims) {
    ByteBuffer buffer = allocate(DType.FLOAT32, values.length);
    buffer.asFloatBuffer().put(values);
    return new Tensor(DType.FLOAT32, dims.clone(), buffer.array());
  }

  /** int32 values. */
  public static Tensor of(int[] values, long... dims) {
    ByteBuffer buffer = allocate(DType.INT32, values.length);
    buffer.asIntBuffer().put(values);
    return new Tensor(DType.INT32, dims.clone(), buffer.array());
  }

  /** int64 values. */
  public static Tensor of(long[] values, long... dims) {
    ByteBuffer buffer = allocate(DType.INT64, values.length);
    buffer.asLongBuffer().put(values);
    return new Tensor(DType.INT64, dims.clone(), buffer.array());
  }

  /** Doubles rounded to any element type; integers must be whole. */
  public static Tensor of(DType dtype, Nd values) {
    ByteBuffer b = allocate(dtype, values.size());
    for (double v : values.data()) put(b, dtype, v);
    return new Tensor(dtype, values.dims().clone(), b.array());
  }

  /**
   * A copy with some elements set.
   *
   * @param places row-major
   * @param values one a place
   */
  public Tensor with(int[] places, double[] values) {
    ByteBuffer b = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < places.length; i++) {
      b.position(places[i] * dtype.bytes());
      put(b, dtype, values[i]);
    }
    return new Tensor(dtype, dims, b.array());
  }

  /**
   * Some elements.
   *
   * @param places row-major
   */
  public double[] at(int... places) {
    ByteBuffer b = bytes();
    double[] out = new double[places.length];
    for (int i = 0; i < out.length; i++) out[i] = element(b, places[i]);
    return out;
  }

  /** Where elements are not 0: places row-major, ascending. */
  public int[] nonZero() {
    int size = size();
    int[] found = new int[Math.min(size, 1 << 10)];
    int count = 0;
    ByteBuffer b = bytes();
    int width = dtype.bytes();
    int words = bytes.length / Long.BYTES * Long.BYTES;
    for (int at = 0; at < bytes.length; at += Long.BYTES) {
      if (at < words && (long) WORDS.get(bytes, at) == 0) continue;
      int end = Math.min(size, (at + Long.BYTES) / width);
      for (int i = at / width; i < end; i++) {
        if (element(b, i) == 0) continue;
        if (count == found.length) found = Arrays.copyOf(found, Math.min(size, 2 * count));
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private double element(ByteBuffer b, int i) {
    return switch (dtype) {
      case FLOAT32 -> b.getFloat(Float.BYTES * i);
      case FLOAT64 -> b.getDouble(Double.BYTES * i);
      case INT32 -> b.getInt(Integer.BYTES * i);
      case INT64 -> b.getLong(Long.BYTES * i);
      case BOOL -> b.get(i);
      case BFLOAT16 -> Float.intBitsToFloat(b.getShort(Short.BYTES * i) << 16);
      case FLOAT16 -> fromFloat16(b.getShort(Short.BYTES * i));
    };
  }

  private static void put(ByteBuffer b, DType dtype, double v) {
    switch (dtype) {
      case FLOAT32 -> b.putFloat((float) v);
      case FLOAT64 -> b.putDouble(v);
      case INT32 -> b.putInt((int) v);
      case INT64 -> b.putLong((long) v);
      case BOOL -> b.put((byte) (v != 0 ? 1 : 0));
      case BFLOAT16 -> b.putShort(toBfloat16((float) v));
      case FLOAT16 -> b.putShort(toFloat16((float) v));
      default -> throw new AssertionError(dtype);
    }
  }

  private static ByteBuffer allocate(DType dtype, int count) {
    return ByteBuffer.allocate(byteCount(dtype, count)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Element type. */
  public DType dtype() {
    return dtype;
  }

  /** Sizes, outermost first (a copy). */
  public long[] dims() {
    return dims.clone();
  }

  /** Shape of known sizes. */
  public Shape shape() {
    return Shape.of(dims);
  }

  /** Element type and shape. */
  public Type type() {
    return new Type(dtype, shape());
  }

  /** Number of elements. */
  public int size() {
    return bytes.length / dtype.bytes();
  }

  /** The raw bytes, read-only and little-endian. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements as doubles. */
  public Nd toNd() {
    ByteBuffer b = bytes();
    double[] out = new double[size()];
    if (dtype == DType.FLOAT32) {
      FloatBuffer floats = b.asFloatBuffer();
      for (int i = 0; i < out.length; i++) out[i] = floats.get(i);
      return new Nd(dims(), out);
    }
    for (int i = 0; i < out.length; i++) out[i] = element(b, i);
    return new Nd(dims(), out);
  }

  /** The elements as floats (a copy). */
  public float[] toFloats() {
    float[] out = new float[size()];
    if (dtype == DType.FLOAT32) {
      bytes().asFloatBuffer().get(out);
    } else {
      double[] data = toNd().data();
      for (int i = 0; i < out.length; i++) out[i] = (float) data[i];
    }
    return out;
  }

  /** True when no element is NaN or infinite. */
  public boolean isFinite() {
    if (!dtype.isFloat()) return true;
    if (dtype == DType.FLOAT32) {
      FloatBuffer values = bytes().asFloatBuffer();
      for (int i = 0; i < values.limit(); i++) if (!Float.isFinite(values.get(i))) return false;
      return true;
    }
    for (double v : toNd().data()) if (!Double.isFinite(v)) return false;
    return true;
  }

  /** SHA-256 over element type, sizes and bytes. */
  public byte[] sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer head = ByteBuffer.allocate(8 * (dims.length + 1)).order(ByteOrder.LITTLE_ENDIAN);
      head.putLong(dtype.ordinal());
      for (long d : dims) head.putLong(d);
      digest.update(head.array());
      return digest.digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static short toBfloat16(float v) {
    int bits = Float.floatToRawIntBits(v);
    if (Float.isNaN(v)) return (short) ((bits >>> 16) | 0x40);
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  private static short toFloat16(float v) {
    int bits = Float.floatToRawIntBits(v);
    int sign = bits >>> 16 & 0x8000;
    float abs = Math.abs(v);
    if (Float.isNaN(v)) return (short) 0x7e00;
    if (abs >= 65520f) return (short) (sign | 0x7c00);
    if (abs < 0x1p-14f) return (short) (sign | (int) Math.rint(abs * 0x1p24f));
    int b = Float.floatToRawIntBits(abs);
    int rounded = b + 0xfff + ((b >>> 13) & 1);
    return (short) (sign | ((rounded >>> 13) - (112 << 10)));
  }

  private static float fromFloat16(short h) {
    int exponent = h >>> 10 & 0x1f;
    int fraction = h & 0x3ff;
    float abs;
    if (exponent == 0) abs = fraction * 0x1p-24f;
    else if (exponent == 31) abs = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    else abs = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    return h < 0 ? -abs : abs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor t
        && dtype == t.dtype
        && Arrays.equals(dims, t.dims)
        && Arrays.equals(bytes, t.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes) * 31 + Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return type().toString();
  }
}
