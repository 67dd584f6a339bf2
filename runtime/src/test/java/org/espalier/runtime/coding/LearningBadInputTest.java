package org.espalier.runtime.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EfficientCodingBuilder;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.coding.PerFeature;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.DataException;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.FloatColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What structure cannot be learned from is named; what is merely odd is warned of. */
class LearningBadInputTest {
  private static EfficientCodingBuilder coding() {
    return Ring.coding().passes(2).preparation(new PerFeature()).depth(new EveryLayer());
  }

  private static LearnedStructure learn(EfficientCoding settings, Dataset data) {
    return new StructureLearning(settings).learn(data);
  }

  @Test
  void fewerSamplesThanAtomsAreAllowedAndWarnedOf() {
    PrintStream standard = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    LearnedStructure learned;
    try {
      learned = learn(coding().build(), Ring.data(Ring.samples(20)));
    } finally {
      System.setErr(standard);
    }
    assertThat(learned.layers()).hasSize(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains(
            "ring has 20 samples, fewer than the 48 atoms of a layer: some atoms start as a sample"
                + " with noise; give more samples or a smaller width");
  }

  /** Rows as someone's own storage gives them, one number of which is none. */
  private record Holed(float hole) implements FloatColumn {
    @Override
    public int size() {
      return 100;
    }

    @Override
    public long[] rowShape() {
      return new long[] {Ring.SIZE};
    }

    @Override
    public void gather(int[] order, int from, int count, float[] into, int offset) {
      for (int i = 0; i < count * Ring.SIZE; i++) {
        int row = order[from + i / Ring.SIZE];
        into[offset + i] = row == 7 && i % Ring.SIZE == 5 ? hole : (float) Math.sin(row + 3 * i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aValueThatIsNoNumberIsNamed(float hole) {
    Dataset data = Dataset.unlabelled(new Holed(hole)).named("holed");
    for (EfficientCoding settings :
        new EfficientCoding[] {coding().build(), coding().preparation(Ring.whitening()).build()}) {
      assertThatThrownBy(() -> learn(settings, data))
          .isInstanceOf(DataException.class)
          .hasMessageContainingAll(
              "data set 'holed', row 7, element 5: a value to learn structure from is no finite"
                  + " number",
              "received  " + hole,
              "leave the row out");
    }
    float[][] rows = Ring.samples(3);
    rows[1][2] = hole;
    assertThatThrownBy(() -> Dataset.unlabelled(Columns.floats(rows)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(Float.toString(hole));
  }

  @Test
  void noSamplesAreNoData() {
    assertThatThrownBy(() -> Dataset.unlabelled(Columns.floats(new float[0][3])))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void samplesThatAreAllAlikeGiveNoLayer() {
    float[][] samples = new float[60][Ring.SIZE];
    for (float[] x : samples) java.util.Arrays.fill(x, 0.5f);
    for (EfficientCoding settings :
        new EfficientCoding[] {coding().build(), coding().preparation(Ring.whitening()).build()}) {
      assertThat(learn(settings, Ring.data(samples)).stopped())
          .isEqualTo("layer 1 rejected: all codes are 0, as all samples are alike for this layer");
    }
  }
}
