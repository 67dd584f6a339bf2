package org.espalier.runtime.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The contents of an IDX file, the format MNIST is published in: a header (two zero bytes, element
 * type, number of axes, each axis as a big-endian 32-bit number), then the elements, big-endian,
 * last axis fastest. The first axis counts rows.
 */
public final class Idx {
  /** Element types and their code in the header. */
  public enum Element {
    /** 8 bits, 0 … 255. */
    UBYTE(0x08, 1),
    /** 8 bits, signed. */
    BYTE(0x09, 1),
    /** 16 bits, signed. */
    SHORT(0x0B, 2),
    /** 32 bits, signed. */
    INT(0x0C, 4),
    /** 32-bit float. */
    FLOAT(0x0D, 4),
    /** 64-bit float. */
    DOUBLE(0x0E, 8);

    final int code;
    final int bytes;

    Element(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }
  }

  private final Path file;
  private final Element element;
  private final int[] dims;
  private final byte[] content;

  Idx(Path file, Element element, int[] dims, byte[] content) {
    this.file = file;
    this.element = element;
    this.dims = dims;
    this.content = content;
  }

  /**
   * Reads a plain or gzip file; which of the two it is, its first bytes tell.
   *
   * @throws DataException if the file is missing, empty, cut short, longer than its header says, of
   *     another format, damaged, or promises more than one array can hold
   */
  public static Idx read(Path file) {
    return new IdxReader(file).read();
  }

  /** Where it was read. */
  public Path file() {
    return file;
  }

  /** The type of every element. */
  public Element element() {
    return element;
  }

  /** All axes, rows first; a fresh array. */
  public int[] dims() {
    return dims.clone();
  }

  /** Length of the first axis. */
  public int rows() {
    return dims[0];
  }

  /** All axes but the first; empty where the file has one axis. */
  public long[] rowShape() {
    return Arrays.stream(dims).skip(1).asLongStream().toArray();
  }

  /** All elements as floats; doubles are rounded. */
  public float[] floats() {
    ByteBuffer in = ByteBuffer.wrap(content);
    float[] out = new float[content.length / element.bytes];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (element) {
            case FLOAT -> in.getFloat();
            case DOUBLE -> (float) in.getDouble();
            default -> integer(in);
          };
    }
    return out;
  }

  /** All elements as integers; throws {@link DataException} where the file holds floats. */
  public int[] ints() {
    if (element == Element.FLOAT || element == Element.DOUBLE) {
      throw new DataException(
          file.toString(),
          "elements of another kind",
          "whole numbers",
          element.toString(),
          "use floats()");
    }
    ByteBuffer in = ByteBuffer.wrap(content);
    int[] out = new int[content.length / element.bytes];
    for (int i = 0; i < out.length; i++) {
      out[i] = integer(in);
    }
    return out;
  }

  /**
   * The rows as a column. Unsigned bytes stay bytes and are handed out as {@code value · scale};
   * anything else becomes floats, which {@code scale} does not touch.
   *
   * @param scale what a byte is multiplied with, {@code 1f / 255} for pictures in 0 … 1
   * @throws DataException if a float is not finite
   */
  public FloatColumn column(float scale) {
    RowShape shape = new RowShape(file.toString(), rowShape());
    return element == Element.UBYTE
        ? new ScaledByteColumn(file.toString(), content, scale, shape)
        : new FloatArrayColumn(file.toString(), floats(), shape);
  }

  private int integer(ByteBuffer in) {
    return switch (element) {
      case UBYTE -> in.get() & 0xff;
      case BYTE -> in.get();
      case SHORT -> in.getShort();
      default -> in.getInt();
    };
  }
}
