package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
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
    check(few.stream().mapToDouble(Integer::doubleValue).toArray(), count);
  }

  /** So many that only those are sorted which a sample says may be among the first. */
  @Property(tries = 60)
  void theFirstFewOfMany(
      @ForAll long seed,
      @ForAll @IntRange(max = 400) int count,
      @ForAll @IntRange(max = 3) int kind) {
    Random random = new Random(seed);
    double[] keys = new double[6000];
    for (int i = 0; i < keys.length; i++) {
      double drawn = random.nextGaussian();
      keys[i] =
          switch (kind) {
            case 0 -> drawn;
            case 1 -> Math.rint(drawn);
            case 2 -> i % 6 == 1 ? drawn : 9; // the sample takes every sixth or fifth
            default -> i < 300 ? Double.NaN : -0.0 * i;
          };
    }
    check(keys, count);
  }

  private static void check(double[] keys, int count) {
    int most = Math.min(count, keys.length);
    int[] sorted =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> keys[i]).thenComparing(i -> i))
            .limit(most)
            .mapToInt(i -> i)
            .toArray();
    assertThat(Places.least(keys, Places.all(keys.length), most)).containsExactly(sorted);
    int[] same = Places.leastUnordered(keys, Places.all(keys.length), most);
    Arrays.sort(same);
    Arrays.sort(sorted);
    assertThat(same).containsExactly(sorted);
  }

  @Test
  void equalKeysInAnyNumberTakeNoLonger() {
    double[] keys = new double[1 << 20];
    int[] all = IntStream.range(0, keys.length).toArray();
    assertThat(Places.least(keys, all, 1000)).containsExactly(IntStream.range(0, 1000).toArray());
  }
}
