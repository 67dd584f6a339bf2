package org.espalier.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.init.Surroundings;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Test;

/**
 * What every initializer must keep. Say {@code subject(init)} and {@code moments(mean, variance)}
 * of one weight, as functions of the site; {@code withoutRandomness()} where it draws nothing;
 * {@code fromRank(2)} where it needs so many axes.
 */
public abstract class InitializerContract {
  private static final long[][] SHAPES = {
    {},
    {1},
    {7},
    {1, 1},
    {1, 6},
    {6, 1},
    {5, 8},
    {8, 5},
    {1, 3, 4},
    {3, 3, 2, 4},
    {1, 1, 5, 3},
    {2, 1, 3, 2, 3}
  };

  private Initializer subject;
  private ToDoubleFunction<Site> mean;
  private ToDoubleFunction<Site> variance;
  private Function<long[], Surroundings> around = dims -> Surroundings.NONE;
  private boolean random = true;
  private int fromRank;

  /** The initializer. */
  protected final void subject(Initializer init) {
    this.subject = init;
  }

  /** Mean and variance of a weight. */
  protected final void moments(ToDoubleFunction<Site> mean, ToDoubleFunction<Site> variance) {
    this.mean = mean;
    this.variance = variance;
  }

  /** What lies around a variable of those sizes; nothing unless said. */
  protected final void around(Function<long[], Surroundings> around) {
    this.around = around;
  }

  /** It gives the same for every seed and path. */
  protected final void withoutRandomness() {
    this.random = false;
  }

  /** The least number of axes. */
  protected final void fromRank(int rank) {
    this.fromRank = rank;
  }

  /** The values for a seed, path and shape. */
  protected final Nd draw(long seed, String path, long... dims) {
    return subject.values(site(seed, path, dims));
  }

  /** The place of a variable. */
  protected final Site site(long seed, String path, long... dims) {
    return new Site(path, dims, RandomSource.of(seed, path, "init"), around.apply(dims));
  }

  @Test
  void meanAndVarianceAreAsSaid() {
    for (long[] dims : new long[][] {{120, 90}, {90, 120}, {5, 5, 12, 40}}) {
      Site site = site(3, "net/kernel", dims);
      double[] w = subject.values(site).data();
      double m = Arrays.stream(w).average().orElseThrow();
      double v = Arrays.stream(w).map(x -> (x - m) * (x - m)).average().orElseThrow();
      double expected = variance.applyAsDouble(site);
      // Five standard errors of a mean, and of a normal distribution's variance.
      double n = w.length;
      assertThat(m)
          .isCloseTo(mean.applyAsDouble(site), within(5 * Math.sqrt(expected / n) + 1e-12));
      assertThat(v).isCloseTo(expected, within(5 * expected * Math.sqrt(2 / n) + 1e-12));
    }
  }

  @Test
  void everyShapeFits() {
    for (long[] dims : SHAPES) {
      if (dims.length < fromRank) continue;
      Nd w = draw(1, "net/kernel", dims);
      assertThat(w.dims()).containsExactly(dims);
      assertThat(Arrays.stream(w.data())).as(Arrays.toString(dims)).allMatch(Double::isFinite);
    }
  }

  @Test
  void aSeedGivesTheSameBits() {
    for (long seed : new long[] {0, 1, -5, Long.MAX_VALUE}) {
      assertThat(draw(seed, "net/kernel", 6, 5)).isEqualTo(draw(seed, "net/kernel", 6, 5));
    }
  }

  @Test
  void seedsAndPathsDifferWhereSomethingIsDrawn() {
    Nd w = draw(0, "net/a/kernel", 6, 5);
    assertThat(w.equals(draw(0, "net/b/kernel", 6, 5))).isEqualTo(!random);
    assertThat(w.equals(draw(1, "net/a/kernel", 6, 5))).isEqualTo(!random);
    if (random) assertThat(Arrays.stream(w.data()).distinct().count()).isGreaterThan(1);
  }

  @Test
  void noTwoVariablesAreEqualWhateverTheirRank() {
    if (!random) return;
    for (long[] dims : new long[][] {{6, 5}, {1, 40}, {3, 4, 5}, {3, 3, 2, 4}, {2, 1, 3, 2, 3}}) {
      assertThat(draw(0, "net/a/kernel", dims)).isNotEqualTo(draw(0, "net/b/kernel", dims));
    }
  }

  @Test
  void itsJsonGivesItBack() {
    Json json = Json.standard();
    assertThat(json.read(json.text(subject), Initializer.class)).isEqualTo(subject);
  }
}
