package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.espalier.runtime.data.DataExceptions.thrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final float[][] X = {{0, 1}, {10, 11}, {20, 21}, {30, 31}, {40, 41}};
  private static final int[] Y = {0, 1, 2, 1, 0};

  private static float[] inputs(Dataset data) {
    float[] out = new float[data.size() * data.input().rowLength()];
    data.gatherInputs(Permutation.identity(data.size()), 0, data.size(), out, 0);
    return out;
  }

  @Test
  void gathersRowsInTheGivenOrder() {
    Dataset data = Dataset.of(X, Y);
    float[] x = new float[7];
    int[] y = new int[4];
    int[] order = {9, 4, 0, 2};
    data.gatherInputs(order, 1, 3, x, 1);
    data.gatherLabels(order, 1, 3, y, 1);
    assertThat(x).containsExactly(0, 40, 41, 0, 1, 20, 21);
    assertThat(y).containsExactly(0, 0, 0, 2);
    assertThat(data.classes()).hasValue(3);
    assertThat(data.inputShape()).containsExactly(2);
    assertThat(data.target().rowShape()).isEmpty();
  }

  @Test
  void takesNestedArraysOfAnyRank() {
    float[][][] grey = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}};
    float[][][][] colour = {{{{1}, {2}}, {{3}, {4}}, {{5}, {6}}}};
    assertThat(Dataset.of(grey, new int[] {0, 1}).inputShape()).containsExactly(2, 3);
    assertThat(inputs(Dataset.of(grey, new int[] {0, 1})))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(Dataset.of(colour, new int[] {4}).inputShape()).containsExactly(3, 2, 1);
    assertThat(inputs(Dataset.of(colour, new int[] {4}))).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Dataset.of(colour, new int[] {4}).classes()).hasValue(5);
  }

  @Test
  void takesFloatTargets() {
    Dataset line = Dataset.of(X, new float[] {5, 6, 7, 8, 9});
    assertThat(line.target().rowShape()).containsExactly(1);
    assertThat(line.classes()).isEmpty();
    float[] y = new float[2];
    line.gatherTargets(new int[] {3, 1}, 0, 2, y, 0);
    assertThat(y).containsExactly(8, 6);

    Dataset flat = Dataset.of(new float[12], new long[] {3, 2}, new float[8], new long[] {4});
    assertThat(flat.size()).isEqualTo(2);
    assertThat(flat.target().rowShape()).containsExactly(4);
  }

  @Test
  void holdsSeveralInputsAndNoTargets() {
    Dataset pairs =
        Dataset.builder("pairs")
            .input("left", Columns.floats(X))
            .input("words", Columns.ints(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 2))
            .target("same", Columns.labels(Y, 3))
            .build();
    assertThat(pairs.inputs().keySet()).containsExactly("left", "words");
    assertThat(pairs.take(2).inputs().keySet()).containsExactly("left", "words");
    assertThat(pairs.inputs().get("words").kind()).isEqualTo(Column.Kind.INT);
    assertThat(pairs).hasToString("pairs: 5 rows, inputs {left=[2], words=[2]}, targets {same=[]}");
    assertThat(thrownBy(pairs::input))
        .hasMessageContaining("2 [left, words]")
        .hasMessageContaining("dataset.inputs().get(");
    Dataset none = Dataset.unlabelled(Columns.floats(X));
    assertThat(none.targets()).isEmpty();
    assertThat(none.classes()).isEmpty();
    thrownBy(none::labels);
  }

  @Test
  void partsAreViewsThatKeepNamesAndClasses() {
    Dataset data = Dataset.of(X, Y).named("five");
    Dataset part = data.slice(1, 4).slice(1, 3);
    assertThat(inputs(part)).containsExactly(20, 21, 30, 31);
    assertThat(part.labels()).containsExactly(2, 1);
    assertThat(part.name()).isEqualTo("five");
    assertThat(data.take(1).classes()).hasValue(3);
    assertThat(data.rows(4, 4, 0).labels()).containsExactly(0, 0, 0);
    assertThat(inputs(data.rows(4, 0))).containsExactly(40, 41, 0, 1);
    assertThatThrownBy(() -> part.gatherInputs(new int[] {2}, 0, 1, new float[2], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(thrownBy(() -> data.slice(2, 2)).received()).isEqualTo("from 2 to 2");
    assertThat(thrownBy(() -> data.take(6)).expected()).isEqualTo("0 <= from < to <= 5");
    assertThat(thrownBy(() -> data.rows(0, 5)).received()).isEqualTo("5");
  }

  @Test
  void splitsIntoDisjointPartsBySeed() {
    int n = 100;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = i;
    }
    Dataset data = Dataset.of(x, new long[] {1}, new int[n]);
    TrainTest parts = data.split(0.75, 0);
    assertThat(parts.train().size()).isEqualTo(75);
    float[] together = Arrays.copyOf(inputs(parts.train()), n);
    System.arraycopy(inputs(parts.test()), 0, together, 75, 25);
    assertThat(together).isNotEqualTo(x);
    Arrays.sort(together);
    assertThat(together).isEqualTo(x);
    assertThat(inputs(data.split(0.75, 0).test())).isEqualTo(inputs(parts.test()));
    assertThat(inputs(data.split(0.75, 1).test())).isNotEqualTo(inputs(parts.test()));
    for (double bad : new double[] {0, 1, -0.5, 1.5, 0.001, 0.999, Double.NaN}) {
      assertThat(thrownBy(() -> data.split(bad, 0)).received()).isEqualTo(bad + "");
    }
  }

  @Test
  void reshapesRows() {
    Dataset data = Dataset.of(new float[24], new long[] {2, 3, 2}, new int[] {0, 1});
    assertThat(data.withInputShape(12).inputShape()).containsExactly(12);
    assertThat(data.withInputShape(12).labels()).containsExactly(0, 1);
    assertThat(thrownBy(() -> data.withInputShape(5)))
        .hasMessageContaining("12 elements, as in [2, 3, 2]")
        .hasMessageContaining("5 elements, in [5]");
  }

  @Test
  void checksumKnowsShapeAndContentAndNothingElse() {
    Dataset data = Dataset.of(X, Y);
    String sum = data.checksum();
    assertThat(sum).isEqualTo("790734452dee05e73c6a38fdecdb7746d11d840a2b5c06fc43c811365a39041b");
    assertThat(data.checksum()).isSameAs(sum);
    assertThat(Dataset.of(X, Y).named("other").checksum()).isEqualTo(sum);
    assertThat(data.rows(0, 1, 2, 3, 4).checksum()).isEqualTo(sum);
    assertThat(data.rows(1, 0, 2, 3, 4).checksum()).isNotEqualTo(sum);
    assertThat(data.withInputShape(2, 1).checksum()).isNotEqualTo(sum);
    assertThat(data.take(4).checksum()).isNotEqualTo(sum);
    float[][] touched = {{0, 1}, {10, 11}, {20, 21}, {30, 31}, {40, Math.nextUp(41f)}};
    assertThat(Dataset.of(touched, Y).checksum()).isNotEqualTo(sum);
    assertThat(Dataset.of(X, new int[] {0, 1, 2, 1, 1}).checksum()).isNotEqualTo(sum);

    byte[] bytes = {0, 1, (byte) 200, 3};
    Column stored = Columns.bytes(bytes, 0.5f, 2);
    Column floats = Columns.floats(new float[] {0, 0.5f, 100, 1.5f}, 2);
    assertThat(Dataset.unlabelled(stored).checksum())
        .isEqualTo(Dataset.unlabelled(floats).checksum());
  }

  @Test
  void checksumCoversEveryBlock() {
    int n = 3 * Blocks.ELEMENTS / 2;
    int[] values = IntStream.range(0, n).toArray();
    String sum = Dataset.unlabelled(Columns.ints(values.clone())).checksum();
    values[n - 1]++;
    assertThat(Dataset.unlabelled(Columns.ints(values)).checksum()).isNotEqualTo(sum);
  }

  @Test
  void namesRowAndColumnOfWhatIsNotFinite() {
    float[][] x = {{0, 1}, {10, Float.NaN}};
    DataException e = thrownBy(() -> Dataset.of(x, new int[] {0, 1}));
    assertThat(e.where()).isEqualTo("input 'x', row 1, column 1");
    assertThat(e.received()).isEqualTo("NaN");
    float[] flat = new float[24];
    flat[12 + 7] = Float.NEGATIVE_INFINITY;
    e = thrownBy(() -> Dataset.of(flat, new long[] {2, 3, 2}, new int[2]));
    assertThat(e.where()).isEqualTo("input 'x', row 1, column [1, 0, 1]");
    assertThat(e.received()).isEqualTo("-Infinity");
    float[] targets = {1, 2, Float.POSITIVE_INFINITY, 4, 5};
    e = thrownBy(() -> Dataset.of(X, targets));
    assertThat(e.where()).isEqualTo("target 'y', row 2, column 0");
  }

  @Test
  void namesTheRowOfALabelOutOfRange() {
    DataException e = thrownBy(() -> Dataset.of(X, new int[] {0, 1, 2, -1, 0}));
    assertThat(e.where()).isEqualTo("target 'y', row 3");
    assertThat(e.expected()).isEqualTo("a class id in 0 … 2 (3 classes)");
    assertThat(e.received()).isEqualTo("-1");
    e = thrownBy(() -> Columns.labels(new int[] {1, 2, 10}, 10));
    assertThat(e.where()).isEqualTo("labels, row 2");
    assertThat(e.hint()).contains("subtract 1");
    thrownBy(() -> Columns.labels(new int[] {0}, 0));
    thrownBy(() -> Dataset.of(X, new int[] {0, 0, 0, 0, Integer.MAX_VALUE}));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(thrownBy(() -> Dataset.of(X, new int[] {0, 1})))
        .hasMessageContaining("5 rows, as in column 'x'")
        .hasMessageContaining("received  2 rows");
    assertThat(thrownBy(() -> Dataset.of(new float[0][], new int[0])).what()).isEqualTo("no rows");
    assertThat(thrownBy(() -> Dataset.builder("none").build()).what()).isEqualTo("no columns");
    assertThat(thrownBy(() -> Dataset.of(new float[7], new long[] {2}, new int[3])))
        .hasMessageContaining("a multiple of 2 elements");
    assertThat(thrownBy(() -> Columns.floats(new float[4], 2, 0)).received()).isEqualTo("[2, 0]");
    assertThat(thrownBy(() -> Columns.floats(new float[4], 1L << 20, 1L << 20)).what())
        .isEqualTo("unusable row shape");
    float[][] ragged = {{1, 2}, {3}};
    assertThat(thrownBy(() -> Columns.floats(ragged)).where()).isEqualTo("values, row 1");
    float[][][] ragged3 = {{{1, 2}, {3, 4}}, {{1, 2}}};
    assertThat(thrownBy(() -> Columns.floats(ragged3)).where()).isEqualTo("values, row 1");
    float[][][][] ragged4 = {{{{1}, {2}}}, {{{1}, {2, 3}}}};
    assertThat(thrownBy(() -> Columns.floats(ragged4)).where())
        .isEqualTo("values, row 1, column [0]");
    assertThat(
            thrownBy(
                () ->
                    Dataset.builder("d")
                        .input("a", Columns.floats(X))
                        .target("a", Columns.labels(Y, 3))))
        .hasMessageContaining("used twice");
  }

  @Test
  void labelsAreCopiedFlatArraysAreKept() {
    int[] labels = Y.clone();
    Dataset data = Dataset.of(X, labels);
    labels[0] = 7;
    assertThat(data.labels()).isEqualTo(Y);
  }

  @Test
  void targetsOfAnotherKindAreNamed() {
    Dataset data = Dataset.of(X, Y);
    assertThat(thrownBy(() -> data.gatherTargets(new int[1], 0, 1, new float[1], 0)))
        .hasMessageContaining("INT rows of shape []");
    Dataset line = Dataset.of(X, new float[5]);
    assertThat(thrownBy(line::labels)).hasMessageContaining("FLOAT rows of shape [1]");
  }
}
