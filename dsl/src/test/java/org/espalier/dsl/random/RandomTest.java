package org.espalier.dsl.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Rand;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** Golden numbers, moments and independence of everything random. */
class RandomTest {
  private static final int N = 20000;
  private static final double[] UNIFORMS = {
    0.7104967347688562, 0.451094995199506, 0.42402225280530437
  };
  private static final double[] GAUSSIANS = {
    -1.7808994736821095, 0.22688522368789357, -0.1511039699088851
  };
  private static final int[] PERMUTATION = {0, 5, 3, 4, 2, 1};

  private static int[] block(Philox philox, long number) {
    int[] words = new int[4];
    philox.block(number, words);
    return words;
  }

  @Test
  void philoxGivesThePublishedWords() {
    assertThat(block(new Philox(0, 0, 0), 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(block(new Philox(-1, -1, -1), 0))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    Philox pi = new Philox(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL);
    assertThat(block(pi, 0)).containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void blocksCarryThroughTheWholeCounter() {
    assertThat(block(new Philox(5, -3, 8), 7)).isEqualTo(block(new Philox(5, 4, 9), 0));
    assertThat(block(new Philox(5, -1, -1), 1)).isEqualTo(block(new Philox(5, 0, 0), 0));
  }

  @Test
  void streamsAreNamedOnceAndForAll() {
    assertThat(Streams.derive(0, "lenet/conv1/kernel", "init")).isEqualTo(632770349211818L);
    Set<Long> all = new HashSet<>();
    for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE}) {
      for (List<String> parts :
          List.of(List.of("a"), List.of("b"), List.of("a", "b"), List.of("ab"))) {
        long stream = Streams.derive(seed, parts.toArray(new String[0]));
        assertThat(stream).isBetween(0L, (1L << 53) - 1);
        all.add(stream);
      }
    }
    assertThat(all).hasSize(16);
  }

  private static final Expr KEY = Leaf.stream("noise");

  private static double[] draw(Expr numbers, double... key) {
    return Evaluation.of(numbers, Map.of(KEY, Nd.of(key))).data();
  }

  private static List<Expr> all(Shape shape) {
    List<Expr> all = new ArrayList<>();
    for (DType d : List.of(DType.FLOAT64, DType.FLOAT32, DType.FLOAT16)) {
      all.add(Rand.uniform(KEY, shape, d));
      all.add(Rand.normal(KEY, shape, d));
      all.add(Rand.truncatedNormal(KEY, shape, d));
    }
    all.add(Rand.integers(KEY, shape, DType.INT32, -3, 9));
    all.add(Rand.integers(KEY, shape, DType.INT64, -3, 9));
    return all;
  }

  @Test
  void momentsAreThoseDeclared() {
    for (Expr e : all(Shape.of(N))) {
      Random op = (Random) e.node().op();
      double[] x = draw(e, 77, 5, 1);
      double mean = Arrays.stream(x).average().orElseThrow();
      double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / N;
      double sigma = Math.sqrt(op.variance());
      assertThat(mean).as("%s", e).isCloseTo(op.mean(), within(5 * sigma / Math.sqrt(N)));
      assertThat(variance).as("%s", e).isCloseTo(op.variance(), withinPercentage(6));
      assertThat(Arrays.stream(x).boxed().toList()).isNotEqualTo(sorted(x));
    }
  }

  private static List<Double> sorted(double[] x) {
    return Arrays.stream(x).sorted().boxed().toList();
  }

  @Test
  void rangesAreKept() {
    double[] uniform = draw(Rand.uniform(KEY, Shape.of(N), DType.FLOAT32), 3, 0, 0);
    assertThat(Arrays.stream(uniform).min().orElseThrow()).isBetween(0.0, 1e-3);
    assertThat(Arrays.stream(uniform).max().orElseThrow()).isBetween(0.999, 1 - 0x1p-23);
    double[] cut = draw(Rand.truncatedNormal(KEY, Shape.of(N), DType.FLOAT64), 3, 0, 0);
    assertThat(Arrays.stream(cut).min().orElseThrow()).isBetween(-2.0, -1.98);
    assertThat(Arrays.stream(cut).max().orElseThrow()).isBetween(1.98, 2.0);
    double[] whole = draw(Rand.integers(KEY, Shape.of(N), DType.INT64, -3, 9), 3, 0, 0);
    assertThat(Arrays.stream(whole).distinct().sorted())
        .containsExactly(-3., -2., -1., 0., 1., 2., 3., 4., 5., 6., 7., 8.);
  }

  @Test
  void aKeyGivesOneSetOfNumbersAndAnotherKeyAnother() {
    for (Expr e : all(Shape.of(50))) {
      double[] x = draw(e, 77, 5, 1);
      assertThat(draw(e, 77, 5, 1)).isEqualTo(x);
      for (double[] other : new double[][] {{78, 5, 1}, {77, 6, 1}, {77, 5, 2}, {0, 0, 0}}) {
        assertThat(draw(e, other)).as("%s", e).isNotEqualTo(x);
      }
    }
  }

  @Test
  void longerDrawsBeginLikeShorterOnes() {
    List<Expr> some = all(Shape.of(7));
    List<Expr> more = all(Shape.of(3, 5));
    for (int i = 0; i < some.size(); i++) {
      double[] x = draw(more.get(i), 9, 9, 9);
      assertThat(draw(some.get(i), 9, 9, 9)).isEqualTo(Arrays.copyOf(x, 7));
    }
  }

  @Test
  void sizesMayBeUnknownUntilTheRun() {
    Expr x = Leaf.input("x", new Type(DType.FLOAT32, Shape.of(Dim.named("batch"))));
    Expr noise = Rand.normal(KEY, x.shape(), DType.FLOAT32).plus(x);
    Nd sum = Evaluation.of(noise, Map.of(x, Nd.zeros(5), KEY, Nd.of(1, 2, 3)));
    assertThat(sum.data()).isEqualTo(draw(Rand.normal(KEY, Shape.of(5), DType.FLOAT32), 1, 2, 3));
  }

  @Test
  void foldedKeysDiffer() {
    Expr i = Leaf.argument("i", Type.of(DType.INT32));
    Expr next = Rand.fold(KEY, i);
    assertThat(next.type()).isEqualTo(Leaf.KEY);
    double stream = (1L << 53) - 1;
    Set<Nd> seen = new HashSet<>();
    for (int k = 0; k < 500; k++) {
      Map<Expr, Nd> given = Map.of(KEY, Nd.of(stream, stream, 2147483647), i, Nd.scalar(k));
      seen.add(Evaluation.of(next, given));
    }
    assertThat(seen).hasSize(500);
    assertThat(seen).contains(Nd.of(stream, stream, (2147483647L * 65537 + 1 + 400) % (1L << 31)));
  }

  @Test
  void aSourceGivesTheSameNumbersEverywhere() {
    RandomSource source = RandomSource.of(0, "a", "init");
    assertThat(source.uniforms(3)).containsExactly(UNIFORMS);
    assertThat(source.gaussians(3)).containsExactly(GAUSSIANS, within(1e-15));
    assertThat(source.permutation(6)).containsExactly(PERMUTATION);
    assertThat(RandomSource.of(1, "a", "init").nextUniform()).isNotEqualTo(UNIFORMS[0]);
  }

  @Test
  void aSourceIsUniformNormalAndFair() {
    RandomSource source = RandomSource.of(3, "moments");
    double[] g = source.gaussians(N);
    double mean = Arrays.stream(g).average().orElseThrow();
    double square = Arrays.stream(g).map(v -> v * v).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(N)));
    assertThat(square).isCloseTo(1, within(0.05));
    double[] cut = IntStream.range(0, N).mapToDouble(i -> source.nextTruncatedGaussian()).toArray();
    assertThat(Arrays.stream(cut).map(Math::abs).max().orElseThrow()).isLessThan(2);
    assertThat(Arrays.stream(cut).map(v -> v * v).average().orElseThrow())
        .isCloseTo(0.7737413, within(0.03));
    int[] first = new int[4];
    for (int i = 0; i < N; i++) first[source.permutation(4)[0]]++;
    for (int count : first) assertThat(count / (double) N).isCloseTo(0.25, within(0.02));
    assertThat(source.permutation(100))
        .containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
    assertThatThrownBy(() -> source.nextInt(0)).hasMessage("bound must be > 0, got 0");
  }

  @Test
  void badKeysAndTypesAreRefused() {
    Expr key = Leaf.input("key", Type.of(DType.INT64, 2));
    assertThatThrownBy(() -> Rand.uniform(key, Shape.of(2), DType.FLOAT32))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage("randomUniform needs a key int64[3] but receives int64[2].");
    assertThatThrownBy(() -> Rand.normal(KEY, Shape.of(2), DType.INT32))
        .hasMessage("dtype must be a float type, got INT32");
    assertThatThrownBy(() -> Rand.integers(KEY, Shape.of(2), DType.INT32, 4, 4))
        .hasMessage("low < high must lie within ±2147483647 for INT32, got low 4 and high 4");
  }
}
