package org.espalier.runtime.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 over what a data set holds: for every column a line of text (role, name, kind, row shape,
 * rows), then its values in order as 32-bit little-endian words.
 */
final class Checksum {
  private final MessageDigest digest;

  private Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  static String of(Dataset data) {
    Checksum sum = new Checksum();
    data.inputs().forEach((name, column) -> sum.add("input", name, column));
    data.targets().forEach((name, column) -> sum.add("target", name, column));
    return HexFormat.of().formatHex(sum.digest.digest());
  }

  private void add(String role, String name, Column column) {
    String line =
        role
            + " \""
            + name
            + "\" "
            + column.kind()
            + " "
            + Arrays.toString(column.rowShape())
            + " "
            + column.size()
            + "\n";
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    int row = column.rowLength();
    int block = Math.max(1, Math.max(row, Blocks.ELEMENTS));
    ByteBuffer bytes = ByteBuffer.allocate(block * 4).order(ByteOrder.LITTLE_ENDIAN);
    if (column instanceof FloatColumn floats) {
      Blocks.floats(
          floats,
          (values, first, rows) -> {
            bytes.asFloatBuffer().put(values, 0, rows * row);
            digest.update(bytes.array(), 0, rows * row * 4);
          });
    } else {
      Blocks.ints(
          (IntColumn) column,
          (values, first, rows) -> {
            bytes.asIntBuffer().put(values, 0, rows * row);
            digest.update(bytes.array(), 0, rows * row * 4);
          });
    }
  }
}
