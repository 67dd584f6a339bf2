package org.espalier.runtime.experiment.named;

import org.espalier.runtime.experiment.NamedExperiment;
import org.espalier.runtime.experiment.ResultTable;

/** An experiment whose runs count as trained from twice the accuracy of guessing on. */
abstract class TenClasses implements NamedExperiment {
  @Override
  public final ResultTable judged(ResultTable results) {
    return results.trainedFrom(2.0 / AtHand.CLASSES);
  }
}
