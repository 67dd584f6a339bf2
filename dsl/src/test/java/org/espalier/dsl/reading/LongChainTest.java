package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No reading recurses: 20 000 ops in a row, read on a stack of a quarter megabyte. */
class LongChainTest {
  private static final int LENGTH = 20_000;
  private static final long STACK = 256 * 1024;

  private final Expr x = Leaf.input("x", Type.of(DType.FLOAT64));
  private Expr y = x;

  @BeforeEach
  void chain() {
    for (int i = 0; i < LENGTH; i++) {
      y =
          switch (i % 4) {
            case 0 -> y.times(0.9);
            case 1 -> y.plus(0.1);
            case 2 -> y.tanh();
            default -> y.max(-0.5);
          };
    }
    assertThat(Walk.of(List.of(y)).size()).isGreaterThan(LENGTH);
  }

  /** Runs on a small stack and passes on what was thrown there. */
  private static void small(Runnable reading) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, reading, "small stack", STACK);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(thrown.get()).isNull();
  }

  private static int depth(int left) {
    return left == 0 ? 0 : 1 + depth(left - 1);
  }

  @Test
  void theStackIsTooSmallForRecursion() {
    assertThatThrownBy(() -> small(() -> depth(LENGTH)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("StackOverflowError");
  }

  @Test
  void evaluation() {
    small(
        () -> {
          assertThat(Evaluation.of(y, Map.of(x, Nd.scalar(1))).item()).isBetween(-1.0, 1.0);
        });
  }

  @Test
  void gradient() {
    small(
        () -> {
          Expr dx = Gradient.of(y, x);
          assertThat(Evaluation.of(dx, Map.of(x, Nd.scalar(1))).item()).isBetween(0.0, 1.0);
        });
  }

  @Test
  void cost() {
    small(
        () -> {
          assertThat(Cost.of(y).flops()).isEqualTo(LENGTH);
        });
  }

  @Test
  void bounds() {
    small(
        () -> {
          Range r = Bounds.of(y, Map.of(x, Range.between(-1, 1)));
          assertThat(r.contains(Evaluation.of(y, Map.of(x, Nd.scalar(0.3))))).isTrue();
        });
  }

  @Test
  void moments() {
    small(
        () -> {
          Moment m = Moments.of(y, Map.of(x, Moment.STANDARD));
          assertThat(m.mean()).isBetween(-1.0, 1.0);
        });
  }

  @Test
  void degree() {
    small(() -> assertThat(Degree.of(y, List.of(x))).isEmpty());
  }

  @Test
  void substitution() {
    small(
        () -> {
          Fn fn = new Fn(List.of(x), List.of(y));
          Expr other = Leaf.input("other", x.type());
          assertThat(Walk.of(fn.apply(List.of(other))))
              .contains(other.node())
              .doesNotContain(x.node());
        });
  }
}
