package org.espalier.runtime.kotlindl.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.kotlindl.form.KerasException;

/** Gathers the arrays of a network from a file, and what does not fit. */
final class WeightFit {
  private final String file;
  private final SortedMap<String, Tensor> arrays = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  WeightFit(String file) {
    this.file = file;
  }

  /** A dataset that should be there. */
  void missing(Variable variable, String dataset) {
    problems.add(
        "missing    "
            + dataset
            + ": expected "
            + dims(variable)
            + " for '"
            + variable.path()
            + "'");
  }

  /** A dataset that nothing takes. */
  void extra(String dataset, Object shape) {
    problems.add("extra      " + dataset + " " + shape + ": no layer takes it");
  }

  /**
   * Takes a dataset if its shape is right; only then are its numbers read.
   *
   * @param values row-major
   */
  void take(Variable variable, String dataset, int[] dims, Supplier<double[]> values) {
    long[] found = Arrays.stream(dims).asLongStream().toArray();
    if (Arrays.equals(found, variable.type().shape().toArray())) {
      put(variable, values.get());
    } else {
      misshapen(variable, dataset, Arrays.toString(dims));
    }
  }

  void misshapen(Variable variable, String dataset, String found) {
    problems.add(
        "misshapen  "
            + dataset
            + ": expected "
            + dims(variable)
            + " for '"
            + variable.path()
            + "', found "
            + found);
  }

  void problem(String what) {
    problems.add(what);
  }

  void put(Variable variable, double[] values) {
    Nd array = new Nd(variable.type().shape().toArray(), values);
    arrays.put(variable.path(), Tensor.of(variable.type().dtype(), array));
  }

  private static String dims(Variable variable) {
    return Arrays.toString(variable.type().shape().toArray());
  }

  /**
   * The arrays, in the network's element type.
   *
   * @throws KerasException listing everything that did not fit
   */
  SortedMap<String, Tensor> arrays(String network) {
    if (problems.isEmpty()) return arrays;
    throw new KerasException(
        file + " does not fit network '" + network + "'",
        problems,
        "Give the file that was saved together with this architecture.");
  }
}
