package org.espalier.dsl.metric;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.tensor.DType;

/**
 * The share of examples whose class is among the {@code k} most probable: fewer than k classes are
 * more probable than it. Prediction [batch, classes] with ids int [batch] or one-hot rows [batch,
 * classes].
 *
 * @param k ≥ 1
 */
public record TopKAccuracy(int k) implements Metric {
  public TopKAccuracy {
    Check.positive("k", k);
  }

  @Override
  public Expr perExample(Expr prediction, Expr target) {
    Expr ids = target.dtype().isInt() ? target : Nn.argMax(target, -1).cast(DType.INT32);
    Expr found = Nn.inTopK(prediction, ids, k).cast(prediction.dtype());
    int rank = found.shape().rank();
    if (rank <= 1) return found;
    return found.mean(java.util.stream.IntStream.range(1, rank).toArray());
  }

  @Override
  public String metricName() {
    return "top" + k + "Accuracy";
  }
}
