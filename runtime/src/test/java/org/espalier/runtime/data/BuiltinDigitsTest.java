package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuiltinDigitsTest {
  private static float[] pixels(Dataset data) {
    float[] x = new float[data.size() * 784];
    data.gatherInputs(Permutation.identity(data.size()), 0, data.size(), x, 0);
    return x;
  }

  @Test
  void theFirstHundredAreTheSameEverywhereAndForever() {
    TrainTest digits = BuiltinDigits.load(100, 100, 1);
    assertThat(digits.train().checksum())
        .isEqualTo("1bbf910a66251e8ccf6082f6d8536d530055f90f90830db2fc4f226c4b7b2ce0");
    assertThat(digits.test().checksum())
        .isEqualTo("c2cd658a436f11f532561fc7615315f288f102e1d2160953711612f2701cf6cd");
    assertThat(digits.train().inputShape()).containsExactly(28, 28, 1);
    assertThat(digits.train().classes()).hasValue(10);
  }

  @Test
  void aSmallerSetIsAPrefixOfALarger() {
    TrainTest large = BuiltinDigits.load(300, 30, 5);
    TrainTest small = BuiltinDigits.load(123, 17, 5);
    assertThat(large.train().take(123).checksum()).isEqualTo(small.train().checksum());
    assertThat(large.test().take(17).checksum()).isEqualTo(small.test().checksum());
  }

  @Test
  void seedsAndPartsShareNoPicture() {
    float[][] parts = {
      pixels(BuiltinDigits.load(20, 1, 0).train()),
      pixels(BuiltinDigits.load(1, 20, 0).test()),
      pixels(BuiltinDigits.load(20, 1, 1).train())
    };
    long different =
        Arrays.stream(parts)
            .flatMap(
                part ->
                    IntStream.range(0, 20)
                        .mapToObj(i -> Arrays.copyOfRange(part, i * 784, (i + 1) * 784)))
            .map(Arrays::hashCode)
            .distinct()
            .count();
    assertThat(different).isEqualTo(60);
  }

  @Test
  void everyTenRowsHoldEachClassOnceInNoFixedOrder() {
    int[] labels = BuiltinDigits.load(1000, 1, 9).train().labels();
    int[] firsts = new int[10];
    for (int block = 0; block < 100; block++) {
      int[] ten = Arrays.copyOfRange(labels, block * 10, block * 10 + 10);
      firsts[ten[0]]++;
      Arrays.sort(ten);
      assertThat(ten).isEqualTo(Permutation.identity(10));
    }
    assertThat(firsts).doesNotContain(0);
  }

  @Test
  void aLinearModelLearnsItButNotWell() {
    TrainTest digits = BuiltinDigits.load(8000, 2000, 1);
    SoftmaxRegression model = new SoftmaxRegression(784, 10);
    for (int epoch = 0; epoch < 12; epoch++) {
      model.epoch(digits.train(), epoch, 0.05f / (1 + epoch / 5f));
    }
    double train = model.accuracy(digits.train());
    double test = model.accuracy(digits.test());
    assertThat(train).as("accuracy on the training rows: is it trained?").isGreaterThan(0.92);
    assertThat(test).as("accuracy on the test rows").isBetween(0.60, 0.93);
  }
}
