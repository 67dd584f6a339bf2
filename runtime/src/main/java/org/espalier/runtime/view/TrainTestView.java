package org.espalier.runtime.view;

import org.espalier.runtime.data.TrainTest;

/** Both parts of a data set. */
public final class TrainTestView implements View<TrainTest> {
  @Override
  public Class<TrainTest> type() {
    return TrainTest.class;
  }

  @Override
  public String html(TrainTest data) {
    DatasetView view = new DatasetView();
    return view.html(data.train().named(data.train().name() + ", to learn from"))
        + view.html(data.test().named(data.test().name() + ", to be judged by"));
  }
}
