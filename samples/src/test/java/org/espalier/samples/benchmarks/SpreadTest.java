package org.espalier.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void givesTheExactIntervalOfTheMedian() {
    double[] values = IntStream.rangeClosed(1, 30).mapToDouble(i -> 31 - i).toArray();

    Spread spread = Spread.of(values);

    // P(Binomial(30, 1/2) <= 9) = 2.14 %, so the 10th and the 21st value hold 95.7 %.
    assertThat(spread).isEqualTo(new Spread(15.5, 10, 21, 8.25, 22.75, 30));
  }

  @Test
  void takesTheWholeRangeOfFewValues() {
    assertThat(Spread.of(new double[] {3, 1, 2})).isEqualTo(new Spread(2, 1, 3, 1.5, 2.5, 3));
    assertThat(Spread.of(new double[] {5})).isEqualTo(new Spread(5, 5, 5, 5, 5, 1));
  }

  @Test
  void pairsRatiosOneByOne() {
    double[] a = {2, 6, 12};
    double[] b = {1, 2, 3};

    assertThat(Spread.ofRatios(a, b)).isEqualTo(Spread.of(new double[] {2, 3, 4}));
  }

  @Test
  void leavesItsInputAsItWas() {
    double[] values = {3, 1, 2};
    Spread.of(values);
    assertThat(Arrays.stream(values).boxed()).containsExactly(3.0, 1.0, 2.0);
  }
}
