package org.espalier.runtime.view;

import java.util.Locale;
import org.espalier.runtime.plot.ConfusionMatrix;

/** A confusion matrix as a heat map, and the share of right answers. */
public final class ConfusionMatrixView implements View<ConfusionMatrix> {
  @Override
  public Class<ConfusionMatrix> type() {
    return ConfusionMatrix.class;
  }

  @Override
  public String html(ConfusionMatrix matrix) {
    String share =
        String.format(
            Locale.ROOT,
            "%s examples, %.2f %% of them on the diagonal.",
            Figures.grouped(matrix.total()),
            100 * matrix.accuracy());
    return PictureView.figure(matrix.plot()) + Html.text(share);
  }
}
