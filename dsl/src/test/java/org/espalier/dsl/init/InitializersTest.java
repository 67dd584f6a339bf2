package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.espalier.dsl.contract.InitializerContract;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every initializer of the library keeps the contract. */
class InitializersTest {
  @Nested
  class ConstantKeeps extends InitializerContract {
    {
      subject(new Constant(0.25));
      moments(s -> 0.25, s -> 0);
      withoutRandomness();
    }
  }

  @Nested
  class NormalKeeps extends InitializerContract {
    {
      subject(new Normal(0.3, 2));
      moments(s -> 0.3, s -> 4);
    }
  }

  @Nested
  class TruncatedNormalKeeps extends InitializerContract {
    {
      subject(new TruncatedNormal(-1, 0.5));
      moments(s -> -1, s -> 0.25 * 0.7737413035670184);
    }

    @Test
    void nothingLiesBeyondTwoDeviations() {
      assertThat(Arrays.stream(draw(5, "net/kernel", 200, 100).data()))
          .allMatch(v -> Math.abs(v + 1) <= 1);
    }
  }

  @Nested
  class UniformKeeps extends InitializerContract {
    {
      subject(new Uniform(-1, 2));
      moments(s -> 0.5, s -> 0.75);
    }

    @Test
    void everythingLiesBetweenTheLimits() {
      assertThat(Arrays.stream(draw(5, "net/kernel", 200, 100).data()))
          .allMatch(v -> v >= -1 && v < 2);
    }
  }

  @Nested
  class GlorotUniformKeeps extends InitializerContract {
    {
      subject(new GlorotUniform());
      moments(s -> 0, s -> 2 / (s.fanIn() + s.fanOut()));
    }

    @Test
    void theKnownLimitHolds() {
      double most = Arrays.stream(draw(1, "net/kernel", 300, 100).data()).max().orElseThrow();
      assertThat(most).isLessThanOrEqualTo(Math.sqrt(6 / 400.0)).isGreaterThan(0.121);
    }
  }

  @Nested
  class GlorotNormalKeeps extends InitializerContract {
    {
      subject(new GlorotNormal());
      moments(s -> 0, s -> 2 / (s.fanIn() + s.fanOut()));
    }
  }

  @Nested
  class HeNormalKeeps extends InitializerContract {
    {
      subject(new HeNormal());
      moments(s -> 0, s -> 2 / s.fanIn());
    }
  }

  @Nested
  class HeUniformKeeps extends InitializerContract {
    {
      subject(new HeUniform());
      moments(s -> 0, s -> 2 / s.fanIn());
    }
  }

  @Nested
  class LeCunNormalKeeps extends InitializerContract {
    {
      subject(new LeCunNormal());
      moments(s -> 0, s -> 1 / s.fanIn());
    }
  }

  @Nested
  class LeCunUniformKeeps extends InitializerContract {
    {
      subject(new LeCunUniform());
      moments(s -> 0, s -> 1 / s.fanIn());
    }
  }

  @Nested
  class OrthogonalKeeps extends InitializerContract {
    {
      subject(new Orthogonal(1.5));
      moments(s -> 0, s -> 2.25 / Math.max(s.size() / last(s), last(s)));
    }

    private static double last(Site site) {
      return site.dims()[site.dims().length - 1];
    }

    @Test
    void itsShorterSideIsOrthonormalTimesTheGain() {
      for (long[] dims : new long[][] {{9, 4}, {4, 9}, {5, 5}, {3, 3, 2, 7}, {1, 1, 3, 8}}) {
        int n = (int) dims[dims.length - 1];
        Nd w = draw(2, "net/kernel", dims);
        int m = w.size() / n;
        int small = Math.min(m, n);
        for (int i = 0; i < small; i++) {
          for (int j = 0; j < small; j++) {
            double dot = 0;
            for (int k = 0; k < Math.max(m, n); k++) {
              dot +=
                  m >= n
                      ? w.data()[k * n + i] * w.data()[k * n + j]
                      : w.data()[i * n + k] * w.data()[j * n + k];
            }
            assertThat(dot).isCloseTo(i == j ? 2.25 : 0, within(1e-12));
          }
        }
      }
    }

    @Test
    void bothSignsOfTheDiagonalOccur() {
      double negative = 0;
      for (int seed = 0; seed < 40; seed++) {
        if (draw(seed, "net/kernel", 4, 4).data()[0] < 0) negative++;
      }
      assertThat(negative).isBetween(8.0, 32.0);
    }
  }

  @Nested
  class IdentityKeeps extends InitializerContract {
    {
      subject(new Identity());
      moments(InitializersTest::share, s -> share(s) * (1 - share(s)));
      withoutRandomness();
      fromRank(2);
    }
  }

  private static double share(Site site) {
    int rank = site.dims().length;
    return Math.min(site.dims()[rank - 1], site.dims()[rank - 2]) / (double) site.size();
  }

  @Nested
  class RandomMaskKeeps extends InitializerContract {
    {
      subject(new RandomMask(0.3));
      moments(s -> 0.3, s -> 0.21);
    }

    @Test
    void theNumberOfOnesIsExact() {
      assertThat(Arrays.stream(draw(1, "m", 17, 3).data()).sum()).isEqualTo(15);
      assertThat(Arrays.stream(draw(1, "m", 1, 1).data()).sum()).isEqualTo(1);
      assertThat(new RandomMask(1).values(new Site("m", new long[] {3}, RandomSource.of(1, "m"))))
          .isEqualTo(Nd.of(1, 1, 1));
    }

    @Test
    void everyPlaceIsAsLikely() {
      double[] hits = new double[10];
      for (int seed = 0; seed < 400; seed++) {
        Nd mask = draw(seed, "m", 10);
        for (int i = 0; i < hits.length; i++) hits[i] += mask.data()[i];
      }
      assertThat(Arrays.stream(hits)).allMatch(h -> h > 75 && h < 165);
    }
  }

  @Test
  void aKernelsIdentityLiesInItsMiddle() {
    Nd w = new Identity(2).values(new Site("k", new long[] {3, 1, 2, 2}, RandomSource.of(1, "k")));
    assertThat(w.data()).containsExactly(0, 0, 0, 0, 2, 0, 0, 2, 0, 0, 0, 0);
  }

  @Test
  void aVectorHasNoIdentity() {
    Site site = new Site("net/bias", new long[] {3}, RandomSource.of(1, "b"));
    assertThatThrownBy(() -> new Identity().values(site))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'net/bias'")
        .hasMessageContaining("rank 1");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Normal(0, -1)).hasMessage("stddev must be >= 0, got -1.0");
    assertThatThrownBy(() -> new Uniform(2, 1))
        .hasMessage("max must be >= min, got min 2.0 and max 1.0");
    assertThatThrownBy(() -> new Orthogonal(0)).hasMessage("gain must be > 0, got 0.0");
    assertThatThrownBy(() -> new RandomMask(0)).hasMessage("density must be in (0, 1], got 0.0");
  }
}
