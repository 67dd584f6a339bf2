package org.espalier.runtime.experiment;

import org.espalier.dsl.error.EspalierException;

/** An experiment was told to end before its last trial; what is finished is kept. */
public final class ExperimentInterruptedException extends EspalierException {
  private static final long serialVersionUID = 1L;

  ExperimentInterruptedException(int done, int trials, ResultFolder folder, Throwable cause) {
    super(
        "interrupted; "
            + done
            + " of "
            + trials
            + " trials are done and kept in "
            + folder
            + ": the same experiment with this folder goes on from there",
        cause);
  }
}
