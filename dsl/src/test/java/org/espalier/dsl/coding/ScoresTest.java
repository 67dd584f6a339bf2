package org.espalier.dsl.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.espalier.dsl.random.RandomSource;
import org.junit.jupiter.api.Test;

/** Entropies, masks, groups and preparation, as the sheet says they behave. */
class ScoresTest {
  private static final int MANY = 200_000;

  private static double[] laplace(int n) {
    RandomSource random = RandomSource.of(1, "laplace");
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double u = random.nextUniform() - 0.5;
      values[i] = -Math.signum(u) * Math.log(1 - 2 * Math.abs(u) + 1e-300);
    }
    return values;
  }

  @Test
  void theEntropyOfNormalNumbersIsTheOneKnown() {
    double[] normal = RandomSource.of(1, "normal").gaussians(MANY);
    for (int bins : new int[] {12, 48}) {
      assertThat(HistogramEntropy.nats(normal, -3, 3, bins))
          .isCloseTo(1.4189 - Math.log(6.0 / bins), within(0.02));
    }
    assertThat(HistogramEntropy.nats(new double[] {2, 2, 2}, 0, 1, 8)).isZero();
    assertThat(HistogramEntropy.nats(new double[] {-9, 9}, 0, 1, 8))
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void onlyTheSparsePriorFillsAllBins() {
    double bias = -(OutputEntropy.BINS - 1) / (2.0 * MANY);
    double[] sparse = laplace(MANY);
    assertThat(OutputEntropy.unit(sparse)).isCloseTo(bias, within(5e-4));
    double[] oneSided = Arrays.stream(sparse).map(Math::abs).toArray();
    assertThat(OutputEntropy.unit(oneSided)).isCloseTo(bias - Math.log(2), within(5e-4));
    double[] normal = RandomSource.of(2, "normal").gaussians(MANY);
    // −0.0484 for ever more bins; bins of 1/32 are blind to a part of it.
    assertThat(OutputEntropy.unit(normal)).isBetween(-0.0484, -0.0384);
    assertThat(OutputEntropy.unit(new double[5])).isZero();
  }

  @Test
  void dependenceCostsEntropy() {
    double[] a = laplace(4000);
    double[] b = RandomSource.of(5, "b").gaussians(4000);
    double[][] free = new double[4000][];
    double[][] bound = new double[4000][];
    for (int i = 0; i < 4000; i++) {
      free[i] = new double[] {a[i], b[i]};
      bound[i] = new double[] {a[i], a[i] + 0.1 * b[i]};
    }
    assertThat(OutputEntropy.of(free).dependence()).isCloseTo(0, within(0.01));
    assertThat(OutputEntropy.of(bound).dependence()).isLessThan(-1);
    assertThat(OutputEntropy.of(free).score()).isGreaterThan(OutputEntropy.of(bound).score());
  }

  @Property(tries = 100)
  void aShareIsKeptAndEachUnitsStrongestLink(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @DoubleRange(min = 0.01, max = 1) double density) {
    RandomSource random = RandomSource.of(seed, "norms");
    double[][] norms = new double[9][];
    for (int j = 0; j < 9; j++) {
      norms[j] = Arrays.stream(random.gaussians(11)).map(Math::abs).toArray();
    }
    boolean[][] mask = new KeepShare(density).keep(norms);
    assertThat(AtomLinks.count(mask)).isEqualTo(Math.max(9, Math.round(density * 99)));
    boolean[][] above = new KeepAbove(0.5).keep(norms);
    for (int j = 0; j < 9; j++) {
      double most = Arrays.stream(norms[j]).max().orElseThrow();
      for (int i = 0; i < 11; i++) {
        if (norms[j][i] == most) assertThat(mask[j][i]).isTrue();
        assertThat(above[j][i]).isEqualTo(norms[j][i] > 0.5 * most);
      }
    }
  }

  @Test
  void linksThatAreNothingAreNotKept() {
    double[][] norms = {{0, 2, 0, 0}, {0, 0, 0, 1}};
    boolean[][] mask = new KeepShare(0.75).keep(norms);
    assertThat(AtomLinks.count(mask)).isEqualTo(2);
    assertThat(new KeepShare(0.75).remark(0.25))
        .isEqualTo(
            "only 0.2500 of the links are not 0, less than density = 0.75: make the link penalty"
                + " weaker");
    assertThat(new KeepShare(0.25).remark(0.25)).isEmpty();
  }

  @Test
  void channelsOfAPixelAreOneLink() {
    double[][] atoms = {{0.1, 0.1, 0, 0, 3, 0}, {0, 0, 1, 0, 0, 0}};
    boolean[][] mask = AtomLinks.of(atoms, 2, new KeepShare(1.0 / 3));
    assertThat(mask[0]).containsExactly(false, false, false, false, true, true);
    assertThat(mask[1]).containsExactly(false, false, true, true, false, false);
    assertThat(AtomLinks.density(mask)).isEqualTo(1.0 / 3);
  }

  @Test
  void linksAreAsFarApartAsTheirPixels() {
    boolean[][] mask = new boolean[2][2 * 3 * 2];
    mask[0][0] = true; // pixel (0, 0), channel 0
    mask[0][1] = true; // pixel (0, 0), channel 1
    mask[0][10] = true; // pixel (1, 2), channel 0
    mask[1][3] = true; // one pixel only
    assertThat(AtomLinks.spread(mask, 2, 3, 2)).isCloseTo(Math.sqrt(5), within(1e-12));
  }

  @Test
  void scatteredLinksAreAsManyForEachUnitAndFarFromEachOther() {
    boolean[][] mask = new boolean[50][20 * 20];
    for (int j = 0; j < mask.length; j++) for (int i = 0; i < 3; i++) mask[j][7 * j + i] = true;
    boolean[][] scattered = AtomLinks.scattered(mask, 3);
    for (boolean[] unit : scattered)
      assertThat(AtomLinks.count(new boolean[][] {unit})).isEqualTo(3);
    assertThat(AtomLinks.spread(scattered, 20, 20, 1))
        .isGreaterThan(3 * AtomLinks.spread(mask, 20, 20, 1));
    assertThat(AtomLinks.scattered(mask, 3)).isDeepEqualTo(scattered);
    assertThat(AtomLinks.scattered(mask, 4)).isNotEqualTo(scattered);
  }

  @Test
  void unitsThatAnswerTogetherAreOneGroup() {
    RandomSource random = RandomSource.of(9, "codes");
    double[][] codes = new double[500][6];
    for (double[] row : codes) {
      double[] three = random.gaussians(3);
      for (int j = 0; j < 6; j++) {
        row[j] = three[j % 3] * (j < 3 ? 1 : -1) + 0.1 * random.nextGaussian();
      }
    }
    int[] order = Invariance.order(codes, 2);
    for (int g = 0; g < 3; g++) assertThat(order[2 * g] % 3).isEqualTo(order[2 * g + 1] % 3);
    assertThat(Arrays.stream(order).sorted()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void whiteningRemovesCorrelationAndSparesConstants() {
    RandomSource random = RandomSource.of(4, "data");
    int n = 2000;
    double[] sums = new double[3];
    double[] products = new double[9];
    for (int s = 0; s < n; s++) {
      double a = random.nextGaussian();
      double[] x = {5 + a, 2 * a + random.nextGaussian(), 7};
      for (int i = 0; i < 3; i++) {
        sums[i] += x[i];
        for (int j = 0; j < 3; j++) products[i * 3 + j] += x[i] * x[j];
      }
    }
    Spread spread = Spread.of(sums, products, n);
    Affine affine = new Zca(OptionalDouble.empty(), 1e-6).affine(spread);
    double[] w = affine.matrix().toNd().data();
    double[] back = affine.back().toNd().data();
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double white = 0;
        double undone = 0;
        for (int k = 0; k < 2; k++) {
          undone += w[i * 3 + k] * back[k * 3 + j];
          for (int l = 0; l < 2; l++) {
            white += w[k * 3 + i] * spread.covariance().get(k, l) * w[l * 3 + j];
          }
        }
        assertThat(white).isCloseTo(i == j ? 1 : 0, within(1e-3));
        assertThat(undone).isCloseTo(i == j ? 1 : 0, within(1e-4));
      }
    }
    assertThat(affine.matrix().isFinite()).isTrue();
    assertThat(Affine.standard(spread).matrix().toFloats()[2]).isZero();
  }

  @Test
  void aLayerIsSettledWhenAPassGainsLittleAndNeverWhereAllPassesAreAskedFor() {
    Rounds rounds = new Rounds(256, 10, 100, 0.05, 0.01);
    assertThat(rounds.isSettled(100, 98.9)).isFalse();
    assertThat(rounds.isSettled(100, 99.1)).isTrue();
    assertThat(rounds.isSettled(-100, -100.5)).isTrue();
    assertThat(rounds.isSettled(100, 101)).isTrue();
    assertThat(new Rounds(256, 10, 100, 0.05, 0).isSettled(100, 101)).isFalse();
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EfficientCoding.widths(8).density(1.5))
        .withMessage("density must be in (0, 1], got 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EfficientCoding.widths(10).build())
        .withMessage("width 10 must be a multiple of the group size 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EfficientCoding.widths(8).lambda(0).build())
        .withMessageContaining("lambda must be > 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EfficientCoding.widths(new int[0]).build())
        .withMessageContaining("at least one layer");
  }
}
