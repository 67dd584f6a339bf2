package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Loops;
import org.espalier.dsl.op.Rand;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The random numbers TensorFlow draws are those our evaluation draws on the JVM. */
class RandomTest {
  private static final double[][] KEYS = {
    {0, 0, 0}, {1, 0, 0}, {7, 12345, 3}, {(double) (1L << 53) - 1, 1e12, (1L << 31) - 1}
  };
  private static final Shape ODD = Shape.of(3, 333);

  private final Expr key = Leaf.input("key", Leaf.KEY);

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void uniformNumbersAreEqualBitForBit(DType dtype) {
    compare(Rand.uniform(key, ODD, dtype), 0);
  }

  /** Logarithm, sine and cosine differ in their last bits between libraries. */
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void normalNumbersAreEqualUpToRounding(DType dtype) {
    double tolerance =
        switch (dtype) {
          case FLOAT64 -> 1e-13;
          case FLOAT32 -> 2e-6;
          case FLOAT16 -> 2e-3;
          default -> 2e-2;
        };
    compare(Rand.normal(key, ODD, dtype), tolerance);
  }

  @Test
  void truncatedNormalNumbersAreEqualUpToRounding() {
    compare(Rand.truncatedNormal(key, ODD, DType.FLOAT64), 1e-9);
    compare(Rand.truncatedNormal(key, ODD, DType.FLOAT32), 2e-4);
  }

  @Test
  void wholeNumbersAreEqual() {
    compare(Rand.integers(key, ODD, DType.INT32, -5, 17), 0);
    compare(Rand.integers(key, ODD, DType.INT64, -(1L << 40), 1L << 45), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  void everyRoundOfALoopDrawsNumbersOfItsOwn(int unroll) {
    Expr start = key.cast(DType.FLOAT64).sum().times(0);
    Loops.Results walk =
        Loops.scan(
            List.of(start),
            List.of(start.broadcastTo(Shape.of(20))),
            (c, x, i) -> {
              Expr step = Rand.uniform(Rand.fold(key, i), Shape.SCALAR, DType.FLOAT64);
              return new Loops.Results(List.of(c.get(0).plus(step)), List.of(step));
            });
    TfOptions options = TfOptions.standard().withUnroll(unroll);
    Expr steps = walk.stacked().get(0);
    for (double[] k : KEYS) {
      Nd actual = run(steps, k, options);
      assertThat(actual.data()).doesNotHaveDuplicates();
      assertThat(actual.data()).containsExactly(Evaluation.of(steps, Map.of(key, Nd.of(k))).data());
    }
  }

  private void compare(Expr drawn, double tolerance) {
    List<double[]> all = new ArrayList<>();
    for (double[] k : KEYS) {
      double[] expected = Evaluation.of(drawn, Map.of(key, Nd.of(k))).data();
      double[] actual = run(drawn, k, TfOptions.standard()).data();
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        double scale = 1 + Math.abs(expected[i]);
        assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * scale));
      }
      assertThat(all).noneMatch(before -> java.util.Arrays.equals(before, actual));
      all.add(actual);
    }
  }

  private Nd run(Expr e, double[] k, TfOptions options) {
    Map<String, Expr> out = new LinkedHashMap<>();
    out.put("y", e);
    Phase phase = new Phase("run", List.of(key), out, Map.of());
    try (TfSession session = TfSession.open(new Program(List.of(), List.of(phase)), options);
        PhaseRunner run = session.runner("run")) {
      run.input("key").set(Tensor.of(DType.INT64, Nd.of(k)));
      run.run();
      return run.output("y").toNd();
    }
  }
}
