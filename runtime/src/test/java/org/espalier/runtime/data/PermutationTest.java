package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PermutationTest {
  @Property(tries = 200)
  void everyRowOnce(@ForAll @IntRange(max = 300) int n, @ForAll long seed, @ForAll long epoch) {
    int[] order = Permutation.of(n, seed, epoch);
    assertThat(Permutation.of(n, seed, epoch)).isEqualTo(order);
    Arrays.sort(order);
    assertThat(order).isEqualTo(Permutation.identity(n));
  }

  @Test
  void neverChangesBetweenReleases() {
    assertThat(Permutation.of(12, 0, 0)).containsExactly(2, 3, 8, 11, 0, 4, 6, 10, 7, 5, 1, 9);
    assertThat(Permutation.of(12, 7, 3)).containsExactly(1, 11, 7, 8, 9, 3, 0, 6, 4, 10, 5, 2);
  }

  @Test
  void seedsAndEpochsGiveOtherOrders() {
    int[][] orders = {
      Permutation.of(50, 0, 0),
      Permutation.of(50, 0, 1),
      Permutation.of(50, 1, 0),
      Permutation.of(50, 1, 1),
      Permutation.of(50, -1, 0),
      Permutation.identity(50)
    };
    for (int i = 0; i < orders.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(orders[i]).isNotEqualTo(orders[j]);
      }
    }
  }

  @Test
  void allOrdersAreEquallyLikely() {
    int draws = 24_000;
    int[] seen = new int[256];
    for (int epoch = 0; epoch < draws; epoch++) {
      int[] order = Permutation.of(4, 5, epoch);
      seen[order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3]]++;
    }
    double chiSquare = 0;
    int orders = 0;
    for (int count : seen) {
      if (count > 0) {
        orders++;
        chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
      }
    }
    assertThat(orders).isEqualTo(24);
    assertThat(chiSquare).as("chi square, 23 degrees of freedom").isBetween(9.0, 42.0);
  }

  @Test
  void batchesKeepThePartialOne() {
    Batches epoch = Batches.shuffled(10, 4, 3, 2);
    assertThat(epoch.order()).isEqualTo(Permutation.of(10, 3, 2));
    assertThat(epoch.count()).isEqualTo(3);
    assertThat(epoch.from(2)).isEqualTo(8);
    assertThat(new int[] {epoch.size(0), epoch.size(1), epoch.size(2)}).containsExactly(4, 4, 2);
    assertThat(Batches.inOrder(8, 4).count()).isEqualTo(2);
    assertThat(Batches.inOrder(8, 4).size(1)).isEqualTo(4);
    assertThat(Batches.inOrder(3, 100).size(0)).isEqualTo(3);
    assertThat(Batches.inOrder(3, 100).order()).containsExactly(0, 1, 2);
    assertThatThrownBy(() -> epoch.size(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Batches.inOrder(5, 0)).hasMessageContaining("5 rows in batches of 0");
    assertThatThrownBy(() -> Batches.shuffled(-1, 5, 0, 0)).hasMessageContaining("0 rows");
  }
}
