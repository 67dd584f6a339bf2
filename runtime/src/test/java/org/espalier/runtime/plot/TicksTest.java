package org.espalier.runtime.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Property(tries = 300)
  void ticksLieInTheRangeRiseAndAreTellableApart(
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double low,
      @ForAll @DoubleRange(min = 1e-2, max = 1e7) double span,
      @ForAll @IntRange(min = 2, max = 10) int wanted) {
    Ticks ticks = Ticks.between(low, low + span, wanted, false);
    double slack = span * 1e-6;
    assertThat(ticks.values()).allMatch(v -> v >= low - slack && v <= low + span + slack);
    assertThat(ticks.values()).isSorted();
    assertThat(ticks.values().size()).isLessThanOrEqualTo(wanted + 1);
    assertThat(new HashSet<>(ticks.labels())).hasSameSizeAs(ticks.labels());
  }

  @Property(tries = 200)
  void roundEndsEncloseTheData(
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double low,
      @ForAll @DoubleRange(min = 1e-2, max = 1e4) double span) {
    Ticks ticks = Ticks.around(low, low + span, 7);
    double slack = span * 1e-6;
    assertThat(ticks.first()).isLessThanOrEqualTo(low + slack);
    assertThat(ticks.last()).isGreaterThanOrEqualTo(low + span - slack);
    assertThat(ticks.values().size()).isBetween(2, 10);
  }

  @Test
  void fewEpochsAreMarkedOneByOne() {
    assertThat(whole(1).labels()).containsExactly("1");
    assertThat(whole(3).labels()).containsExactly("1", "2", "3");
    assertThat(whole(30).labels()).containsExactly("1", "5", "10", "15", "20", "25", "30");
    assertThat(whole(200).labels()).doesNotContain("1.0").contains("1", "50", "200");
  }

  private static Ticks whole(int epochs) {
    List<Double> all = IntStream.rangeClosed(1, epochs).mapToObj(i -> (double) i).toList();
    return Ticks.along(1, epochs, all);
  }

  @Test
  void numbersAreWrittenAsTheStepAsks() {
    assertThat(Ticks.between(-1, 1, 4, false).labels())
        .containsExactly("\u22121.0", "\u22120.5", "0.0", "0.5", "1.0");
    assertThat(Ticks.between(0, 3e-6, 3, false).labels()).contains("1e\u22126", "2e\u22126");
    assertThat(Ticks.between(0, 4e6, 4, false).labels()).contains("1e6", "4e6");
    assertThat(Ticks.plain(97.7)).isEqualTo("97.7");
    assertThat(Ticks.plain(2.0 / 3)).isEqualTo("0.6667");
  }
}
