package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.espalier.runtime.data.DataExceptions.thrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ColumnTest {
  /** A data source of one's own: nothing is stored, rows are worked out when asked for. */
  private record Squares(int size, int rowLength) implements FloatColumn {
    @Override
    public long[] rowShape() {
      return new long[] {rowLength};
    }

    @Override
    public void gather(int[] order, int from, int count, float[] into, int offset) {
      for (int i = 0; i < count * rowLength; i++) {
        into[offset + i] = (float) order[from + i / rowLength] * order[from + i / rowLength];
      }
    }
  }

  private record Faulty(int size, int badRow) implements IntColumn {
    @Override
    public long[] rowShape() {
      return new long[0];
    }

    @Override
    public OptionalInt classes() {
      return OptionalInt.of(2);
    }

    @Override
    public void gather(int[] order, int from, int count, int[] into, int offset) {
      for (int i = 0; i < count; i++) {
        into[offset + i] = order[from + i] == badRow ? 2 : 1;
      }
    }
  }

  @Test
  void anOwnColumnIsAsGoodAsOurs() {
    Dataset data = Dataset.of(new Squares(10, 3), new Faulty(10, 99)).slice(5, 10);
    float[] x = new float[6];
    data.gatherInputs(new int[] {4, 0}, 0, 2, x, 0);
    assertThat(x).containsExactly(81, 81, 81, 25, 25, 25);
    assertThat(data.validated()).isSameAs(data);
    assertThat(data.classes()).hasValue(2);
    assertThat(data.checksum()).hasSize(64);
  }

  @Test
  void validationFindsTheFirstFaultOfAnOwnColumn() {
    int bad = Blocks.ELEMENTS + 5;
    Dataset data = Dataset.of(new Squares(2 * bad, 1), new Faulty(2 * bad, bad)).named("own");
    assertThat(thrownBy(data::validated).where())
        .isEqualTo("data set 'own', column 'y', row " + bad);
    assertThat(data.take(bad).validated().size()).isEqualTo(bad);
  }

  @Test
  void heapAndDirectBuffersReceiveTheSame() {
    int width = Blocks.ELEMENTS / 2 + 1;
    Squares column = new Squares(10, width);
    int[] order = {3, 1, 2};
    float[] array = new float[3 * width];
    column.gather(order, 0, 3, array, 0);
    FloatBuffer heap = FloatBuffer.allocate(3 * width + 2).position(1).slice();
    FloatBuffer direct = ByteBuffer.allocateDirect(4 * (3 * width + 1)).asFloatBuffer();
    for (FloatBuffer buffer : new FloatBuffer[] {heap, direct}) {
      column.gather(order, 0, 3, buffer);
      assertThat(buffer.position()).isEqualTo(3 * width);
      assertThat(buffer.flip()).isEqualTo(FloatBuffer.wrap(array));
      buffer.limit(2 * width);
      assertThatThrownBy(() -> column.gather(order, 0, 3, buffer.rewind()))
          .isInstanceOf(BufferOverflowException.class);
    }
  }

  @Test
  void ourColumnsFillBuffersAsTheyFillArrays() {
    byte[] bytes = {0, 1, 2, (byte) 200, (byte) 255, 9};
    FloatColumn scaled = Columns.bytes(bytes, 0.1f, 2);
    FloatColumn floats = Columns.floats(new float[] {1, 2, 3, 4, 5, 6}, 2);
    FloatColumn view = (FloatColumn) Dataset.unlabelled(scaled).rows(2, 0, 1, 1).input();
    int[] order = {0, 2, 1, 0};
    for (FloatColumn column : new FloatColumn[] {scaled, floats, view}) {
      float[] array = new float[6];
      column.gather(order, 1, 3, array, 0);
      FloatBuffer direct = ByteBuffer.allocateDirect(4 * 7).asFloatBuffer().position(1);
      column.gather(order, 1, 3, direct);
      assertThat(direct.position()).isEqualTo(7);
      assertThat(direct.flip().position(1)).isEqualTo(FloatBuffer.wrap(array));
      assertThatThrownBy(() -> column.gather(order, 1, 3, direct.position(2)))
          .isInstanceOf(BufferOverflowException.class);
    }
  }

  @Test
  void intBuffersToo() {
    IntColumn column = Columns.ints(new int[] {1, 2, 3, 4, 5, 6}, 2);
    int[] order = {2, 0};
    IntBuffer heap = IntBuffer.allocate(4);
    IntBuffer direct = ByteBuffer.allocateDirect(16).asIntBuffer();
    for (IntBuffer buffer : new IntBuffer[] {heap, direct}) {
      column.gather(order, 0, 2, buffer);
      assertThat(buffer.flip()).isEqualTo(IntBuffer.wrap(new int[] {5, 6, 1, 2}));
      assertThatThrownBy(() -> column.gather(order, 0, 2, buffer.position(1)))
          .isInstanceOf(BufferOverflowException.class);
    }
  }

  @Test
  void bytesAreUnsignedAndScaled() {
    FloatColumn column = Columns.bytes(new byte[] {0, 1, (byte) 128, (byte) 255}, 1f / 255, 2);
    float[] out = new float[4];
    column.gather(new int[] {1, 0}, 0, 2, out, 0);
    assertThat(out).containsExactly(128 * (1f / 255), 255 * (1f / 255), 0, 1f / 255);
    assertThat(thrownBy(() -> Columns.bytes(new byte[2], Float.NaN, 2)).received())
        .isEqualTo("NaN");
  }

  @Test
  void rowsThatDoNotExistAreRefused() {
    for (int row : new int[] {-1, 2}) {
      int[] order = {row};
      assertThatThrownBy(
              () -> Columns.bytes(new byte[4], 1, 2).gather(order, 0, 1, new float[2], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Columns.floats(new float[4], 2).gather(order, 0, 1, new float[2], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Columns.ints(new int[4], 2).gather(order, 0, 1, new int[2], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
