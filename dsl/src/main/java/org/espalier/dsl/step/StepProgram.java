package org.espalier.dsl.step;

import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;

/**
 * What one step of training does: the phases that run on the device, and how a batch drives them.
 * {@link Supervised} is the ordinary one; several optimizers, alternating steps, local losses and
 * steps without gradients are others, under the same {@code fit}.
 */
public interface StepProgram extends Described {
  /** Describes the phases. A pure function of the builder's network. */
  void describe(StepBuilder step);

  /**
   * One step on one batch; by default one run of the phase {@code train}.
   *
   * @return scalars to report, by name; those called {@code loss}, {@code …/loss} or {@code …Loss}
   *     are watched for NaN
   */
  default Map<String, Double> drive(Driver driver) {
    return driver.run("train");
  }

  /** What {@code predict} gives for an output of the network. */
  default Expr prediction(String output, Expr value) {
    return value;
  }
}
