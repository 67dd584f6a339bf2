package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Shape;

/**
 * What a layer may say of a signal that passes it, where AutoInit publishes another rule than the
 * moments of its expression; a layer that says nothing is read by its expression. Source:
 * arXiv:2109.08958 and its authors' code.
 */
public interface SignalRule {
  /**
   * Mean and variance of one entry of the output while training.
   *
   * @param inputs mean and variance of one entry of each input
   * @param shapes of the inputs
   * @param output shape of the output
   */
  Moment through(List<Moment> inputs, List<Shape> shapes, Shape output);
}
