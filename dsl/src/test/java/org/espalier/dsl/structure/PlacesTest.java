package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The first few places are those of a full sort, whatever the keys. */
class PlacesTest {
  @Property(tries = 200)
  void theFirstOfASort(
      @ForAll @Size(max = 60) List<@IntRange(min = -5, max = 5) Integer> few,
      @ForAll @IntRange(max = 60) int count) {
    double[] keys = few.stream().mapToDouble(Integer::doubleValue).toArray();
    int most = Math.min(count, keys.length);
    int[] sorted =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> keys[i]).thenComparing(i -> i))
            .limit(most)
            .mapToInt(i -> i)
            .toArray();
    int[] all = IntStream.range(0, keys.length).toArray();
    assertThat(Places.least(keys, all, most)).containsExactly(sorted);
  }

  @Test
  void equalKeysInAnyNumberTakeNoLonger() {
    double[] keys = new double[1 << 20];
    int[] all = IntStream.range(0, keys.length).toArray();
    assertThat(Places.least(keys, all, 1000)).containsExactly(IntStream.range(0, 1000).toArray());
  }
}
