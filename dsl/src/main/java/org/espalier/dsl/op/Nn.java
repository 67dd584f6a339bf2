package org.espalier.dsl.op;

import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Ops that networks are made of. Images are [n, height, width, channels], kernels [height, width,
 * in, out].
 */
public final class Nn {
  private Nn() {}

  /** Convolution, [n, h, w, in] with [kh, kw, in, out] → [n, h′, w′, out]. */
  public static Expr conv2d(Expr image, Expr kernel, Windows windows) {
    return Conv2d.of(image, kernel, windows, false);
  }

  /** Convolution of each channel by itself, [n, h, w, c] with [kh, kw, c, m] → [n, h′, w′, c·m]. */
  public static Expr depthwiseConv2d(Expr image, Expr kernel, Windows windows) {
    return Conv2d.of(image, kernel, windows, true);
  }

  /**
   * Transposed convolution: the adjoint of the {@link #conv2d} that maps images of shape {@code to}
   * to the shape of {@code image}. Kernel [kh, kw, out, in].
   */
  public static Expr conv2dTransposed(Expr image, Expr kernel, Windows windows, Shape to) {
    return Conv2dInputGrad.of(kernel, image, new Conv2d(windows, false), to);
  }

  /** The largest element of each window and channel. */
  public static Expr maxPool(Expr image, int height, int width, Windows windows) {
    return new Pool2d(Pool2d.How.MAX, height, width, windows).of(image);
  }

  /** The mean of each window and channel, padding not counted. */
  public static Expr avgPool(Expr image, int height, int width, Windows windows) {
    return new Pool2d(Pool2d.How.AVERAGE, height, width, windows).of(image);
  }

  /** Batch normalisation while training; see {@link BatchNorm} for its outputs. */
  public static Node batchNorm(Expr x, Expr scale, Expr offset, double epsilon) {
    return BatchNorm.of(x, scale, offset, epsilon);
  }

  /** exp(x) / Σ exp(x) over the last axis. */
  public static Expr softmax(Expr x) {
    return Softmax.of(x, false);
  }

  /** log(exp(x) / Σ exp(x)) over the last axis. */
  public static Expr logSoftmax(Expr x) {
    return Softmax.of(x, true);
  }

  /**
   * −Σ t·log softmax(z) over the last axis: logits z and targets t, both [b…, classes] → [b…].
   *
   * @param targets probabilities; each row sums to 1
   */
  public static Expr softmaxCrossEntropy(Expr logits, Expr targets) {
    Shape rows = logits.shape();
    if (rows.rank() == 2) return SoftmaxCrossEntropy.of(logits, targets).output(0);
    if (rows.rank() == 0 || !targets.shape().equals(rows)) {
      throw new ShapeMismatch(
          "softmaxCrossEntropy",
          "logits and targets [b…, classes]",
          logits.type() + " and " + targets.type());
    }
    Shape flat = Shape.of(rows.without(-1).size(), rows.last());
    Node node = SoftmaxCrossEntropy.of(logits.reshape(flat), targets.reshape(flat));
    return node.output(0).reshape(rows.without(-1));
  }

  /**
   * −log softmax(z)[id] over the last axis: logits z [b…, classes] and ids [b…] → [b…].
   *
   * @param ids int32 or int64, each in 0..classes−1
   */
  public static Expr sparseSoftmaxCrossEntropy(Expr logits, Expr ids) {
    Shape rows = logits.shape();
    if (rows.rank() == 2) return SparseSoftmaxCrossEntropy.of(logits, ids).output(0);
    if (rows.rank() == 0 || !ids.shape().equals(rows.without(-1))) {
      throw new ShapeMismatch(
          "sparseSoftmaxCrossEntropy",
          "logits [b…, classes] and ids [b…]",
          logits.type() + " and " + ids.type());
    }
    Dim n = ids.shape().size();
    Node node =
        SparseSoftmaxCrossEntropy.of(
            logits.reshape(Shape.of(n, rows.last())), ids.reshape(Shape.of(n)));
    return node.output(0).reshape(ids.shape());
  }

  /**
   * −t·log σ(z) − (1 − t)·log(1 − σ(z)) of each element, no overflow for any finite z.
   *
   * @param targets probabilities in [0, 1]
   */
  public static Expr sigmoidCrossEntropy(Expr logits, Expr targets) {
    return logits.softplus().minus(logits.times(targets));
  }

  /** 1 at the place each id names, 0 elsewhere: [b…] → [b…, depth]. */
  public static Expr oneHot(Expr ids, long depth, DType dtype) {
    return OneHot.of(ids, depth, dtype);
  }

  /** Where along an axis the largest element is (the first of equal ones), int64. */
  public static Expr argMax(Expr x, int axis) {
    return ArgMax.of(x, axis, DType.INT64);
  }

  /**
   * Whether fewer than {@code k} classes score higher than the target: scores [b…, classes] and ids
   * [b…] → bool [b…].
   */
  public static Expr inTopK(Expr scores, Expr ids, int k) {
    Dim classes = scores.shape().last();
    Expr hot = OneHot.of(ids, classes.size(), scores.dtype()).gt(0);
    Expr least = scores.constant(Double.NEGATIVE_INFINITY);
    Expr own = Reduce.of(Reduce.How.MAX, hot.where(scores, least), true, -1);
    return scores.gt(own).cast(DType.INT32).sum(-1).lt(k);
  }

  /** Expressions with their own derivative; see {@link CustomGradient#of}. */
  public static List<Expr> withGradient(
      List<Expr> inputs, UnaryOperator<List<Expr>> forward, CustomGradient.Backward backward) {
    return CustomGradient.of(inputs, forward, backward);
  }

  /**
   * {@code f(x)} whose derivative is that of x itself: rounding, quantising, sampling. Source:
   * Bengio et al., arXiv:1308.3432.
   *
   * @param f keeps the type of its argument
   */
  public static Expr straightThrough(Expr x, UnaryOperator<Expr> f) {
    return withGradient(
            List.of(x), in -> List.of(f.apply(in.get(0))), (in, out, dy) -> List.of(dy.get(0)))
        .get(0);
  }
}
