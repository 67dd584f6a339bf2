package org.espalier.dsl.step;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Tensor;

/** The hands of a step program on a live model, for one batch. */
public interface Driver {
  /** Runs a phase on the batch; gives its scalar outputs by name. */
  Map<String, Double> run(String phase);

  /** Runs a phase with further (or other) inputs by name; gives its scalar outputs by name. */
  Map<String, Double> run(String phase, Map<String, Tensor> inputs);

  /** Paths of the weights under a path; {@code ""} means all. */
  List<String> weights(String path);

  /** The value of a variable. */
  Tensor read(String path);

  /** Sets variables, all or none. */
  void write(Map<String, Tensor> values);

  /** A random source of this step and purpose: the same after a resume. */
  RandomSource random(String purpose);

  /** Steps driven before this one. */
  long step();
}
