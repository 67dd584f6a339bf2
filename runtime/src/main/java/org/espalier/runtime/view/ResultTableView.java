package org.espalier.runtime.view;

import org.espalier.runtime.experiment.ResultTable;

/** An experiment's results: a row for each setting, then the means as bars where there are any. */
public final class ResultTableView implements View<ResultTable> {
  @Override
  public Class<ResultTable> type() {
    return ResultTable.class;
  }

  @Override
  public String html(ResultTable results) {
    boolean measured = results.rows().stream().anyMatch(row -> !Double.isNaN(row.mean()));
    return results.table().html() + (measured ? PictureView.figure(results.plot()) : "");
  }
}
