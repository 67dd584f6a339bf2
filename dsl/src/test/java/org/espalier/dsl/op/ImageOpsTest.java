package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** Where windows lie, what borders give, ties, sizes known only at run time, and refusals. */
class ImageOpsTest {
  private static Expr image(Dim... dims) {
    return Leaf.input("image", new Type(DType.FLOAT64, Shape.of(dims)));
  }

  private static Expr image(long... dims) {
    return Leaf.input("image", Type.of(DType.FLOAT64, dims));
  }

  private static Expr kernel(long... dims) {
    return Leaf.variable("kernel", Type.of(DType.FLOAT64, dims));
  }

  @Test
  void theOddOneOfSamePaddingLiesAfterTheImage() {
    Expr x = image(1, 4, 4, 1);
    Expr k = kernel(3, 3, 1, 1);
    Expr y = Nn.conv2d(x, k, Windows.of(2, Padding.SAME));
    Nd value = Evaluation.of(y, Map.of(x, Nd.filled(1, 1, 4, 4, 1), k, Nd.filled(1, 3, 3, 1, 1)));
    assertThat(value).isEqualTo(new Nd(new long[] {1, 2, 2, 1}, new double[] {9, 6, 6, 4}));
  }

  @Test
  void aKernelIsNotFlipped() {
    Expr x = image(1, 1, 3, 1);
    Expr k = kernel(1, 2, 1, 1);
    Expr y = Nn.conv2d(x, k, Windows.of(1, Padding.VALID));
    Nd value =
        Evaluation.of(
            y,
            Map.of(
                x, new Nd(new long[] {1, 1, 3, 1}, new double[] {1, 2, 3}),
                k, new Nd(new long[] {1, 2, 1, 1}, new double[] {10, 1})));
    assertThat(value.data()).containsExactly(12, 23);
  }

  @Test
  void sizesMayBeUnknownUntilTheRun() {
    Dim batch = Dim.named("batch");
    Dim rows = Dim.named("rows");
    Expr x = image(batch, rows, Dim.of(6), Dim.of(1));
    Expr k = kernel(3, 3, 1, 2);
    Expr same = Nn.conv2d(x, k, Windows.of(2, Padding.SAME));
    Expr valid = Nn.conv2d(x, k, Windows.of(2, Padding.VALID).dilated(2));
    assertThat(same.shape())
        .isEqualTo(Shape.of(batch, rows.plus(1).floorDiv(2), Dim.of(3), Dim.of(2)));
    assertThat(valid.shape())
        .isEqualTo(Shape.of(batch, rows.minus(Dim.of(3)).floorDiv(2), Dim.of(1), Dim.of(2)));
    Nd image = OpCase.values(2, 7, 6, 1);
    Map<Expr, Nd> given = Map.of(x, image, k, OpCase.values(3, 3, 1, 2));
    assertThat(Evaluation.of(same, given).dims()).containsExactly(2, 4, 3, 2);
    assertThat(Evaluation.of(valid, given).dims()).containsExactly(2, 2, 1, 2);
    Expr pooled = Nn.avgPool(same, 2, 2, Windows.of(2, Padding.VALID));
    Expr largest = Nn.maxPool(same, 2, 2, Windows.of(2, Padding.SAME));
    List<Expr> dx = Gradient.of(pooled.square().sum().plus(largest.square().sum()), List.of(x, k));
    assertThat(dx.get(0).shape()).isEqualTo(x.shape());
    assertThat(Evaluation.of(dx.get(0), given).dims()).containsExactly(2, 7, 6, 1);
  }

  @Test
  void anAverageIsOverThePixelsInsideTheImage() {
    Expr x = image(1, 3, 3, 1);
    Expr y = Nn.avgPool(x, 2, 2, Windows.of(2, Padding.SAME));
    Nd ones = Nd.filled(1, 1, 3, 3, 1);
    assertThat(Evaluation.of(y, Map.of(x, ones)).data()).containsExactly(1, 1, 1, 1);
    Expr dx = Gradient.of(y.sum(), x);
    assertThat(Evaluation.of(dx, Map.of(x, ones)).data())
        .containsExactly(.25, .25, .5, .25, .25, .5, .5, .5, 1);
  }

  @Test
  void theFirstOfEqualMaximaTakesTheWholeDerivative() {
    Expr x = image(1, 2, 2, 1);
    Expr y = Nn.maxPool(x, 2, 2, Windows.of(2, Padding.VALID));
    Nd value = new Nd(new long[] {1, 2, 2, 1}, new double[] {1, 5, 5, 5});
    assertThat(Evaluation.of(Gradient.of(y.sum(), x), Map.of(x, value)).data())
        .containsExactly(0, 1, 0, 0);
  }

  @Test
  void borderZerosAreNeverTheLargest() {
    Expr x = image(1, 3, 1, 1);
    Expr y = Nn.maxPool(x, 2, 2, Windows.of(2, Padding.SAME));
    Nd value = new Nd(new long[] {1, 3, 1, 1}, new double[] {-3, -2, -7});
    assertThat(Evaluation.of(y, Map.of(x, value)).data()).containsExactly(-2, -7);
  }

  @Test
  void misfitsAreRefusedWhileDescribing() {
    Windows valid = Windows.of(1, Padding.VALID);
    assertThatThrownBy(() -> Nn.conv2d(image(1, 4, 4, 3), kernel(3, 3, 2, 8), valid))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(
            "conv2d needs an image [n, height, width, channels] and a kernel [kh, kw, channels,"
                + " out] of known sizes and the same float type but receives float64[1, 4, 4, 3]"
                + " and float64[3, 3, 2, 8].");
    assertThatThrownBy(() -> Nn.conv2d(image(1, 4, 6, 3), kernel(5, 3, 3, 8), valid.dilated(2)))
        .hasMessage(
            "conv2d needs an image of at least 9×5 (VALID padding) but receives 4×6 in [1, 4, 6,"
                + " 3].");
    assertThatThrownBy(() -> Nn.maxPool(image(4, 4, 3), 2, 2, valid))
        .hasMessageContaining("maxPool2d needs a float image");
    assertThatThrownBy(() -> Nn.maxPool(image(1, 4, 4, 3), 2, 0, valid))
        .hasMessage("width must be > 0, got 0");
    assertThatThrownBy(() -> Windows.of(0, Padding.SAME))
        .hasMessage("strideHeight must be > 0, got 0");
    assertThatThrownBy(() -> Nn.avgPool(image(1, 4, 4, 3), 2, 2, valid.dilated(2)))
        .hasMessageContaining("pooling has no dilation");
    Expr dy = image(1, 4, 4, 8);
    assertThatThrownBy(
            () -> Nn.conv2dTransposed(dy, kernel(3, 3, 2, 8), valid, Shape.of(1, 9, 9, 2)))
        .hasMessage(
            "conv2dInputGrad needs a cotangent [1, 7, 7, 8] but receives float64[1, 4, 4, 8].");
  }
}
