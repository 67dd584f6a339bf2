package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.runtime.data.DataExceptions.thrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutedSourceTest {
  private static final String DIGITS = "digits:train=30,test=10";
  private static final int PIXELS = 28 * 28;

  private static float[] rows(Dataset data, int... rows) {
    float[] values = new float[rows.length * PIXELS];
    data.gatherInputs(rows, 0, rows.length, values, 0);
    return values;
  }

  @Test
  void everyPictureIsPermutedAlikeAndLabelsStay() {
    TrainTest plain = DataSpec.parse(DIGITS).load();
    TrainTest moved = DataSpec.parse("permuted:7:" + DIGITS).load();
    int[] order = PermutedSource.order(PIXELS, 7);
    float[] before = rows(plain.train(), 3, 29);
    float[] after = rows(moved.train(), 3, 29);
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < PIXELS; i++) {
        assertThat(after[row * PIXELS + i]).isEqualTo(before[row * PIXELS + order[i]]);
      }
    }
    assertThat(after).isNotEqualTo(before);
    assertThat(moved.test().labels()).isEqualTo(plain.test().labels());
    FloatBuffer buffer = FloatBuffer.allocate(2 * PIXELS);
    moved.train().gatherInputs(new int[] {3, 29}, 0, 2, buffer);
    assertThat(buffer.array()).isEqualTo(after);
  }

  @Test
  void anotherSeedIsAnotherOrderAndTheSameIsTheSame() {
    String seven = DataSpec.parse("permuted:7:" + DIGITS).load().train().checksum();
    assertThat(DataSpec.parse("permuted:7:" + DIGITS).load().train().checksum()).isEqualTo(seven);
    assertThat(DataSpec.parse("permuted:8:" + DIGITS).load().train().checksum())
        .isNotEqualTo(seven);
  }

  @Test
  void channelsOfAPixelStayTogether() {
    float[] x = new float[4 * 3];
    for (int i = 0; i < x.length; i++) x[i] = i;
    Dataset picture = Dataset.of(x, new long[] {2, 2, 3}, new int[] {0});
    float[] moved = new float[x.length];
    PermutedSource.permuted(picture, 1).gatherInputs(new int[] {0}, 0, 1, moved, 0);
    int[] order = PermutedSource.order(4, 1);
    for (int pixel = 0; pixel < 4; pixel++) {
      assertThat(moved[3 * pixel]).isEqualTo(3 * order[pixel]);
      assertThat(moved[3 * pixel + 2]).isEqualTo(3 * order[pixel] + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"permuted", "permuted:7", "permuted:digits", "permuted::digits"})
  void aSpecificationWithoutSeedOrDataSaysWhatToType(String spec) {
    assertThat(thrownBy(() -> DataSpec.parse(spec).load()))
        .hasMessageContaining("for example permuted:7:digits");
  }
}
