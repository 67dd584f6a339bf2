package org.espalier.dsl.init;

import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;

/**
 * The place an initializer fills.
 *
 * @param path of the variable: {@code lenet/conv1/kernel}
 * @param dims sizes; a dense kernel is [in, out], a convolution's [height, width, in, out]
 * @param random its own stream, derived from (seed, path, "init")
 * @param around the network around it
 */
public record Site(String path, long[] dims, RandomSource random, Surroundings around) {
  /** A place of which no network is known. */
  public Site(String path, long[] dims, RandomSource random) {
    this(path, dims, random, Surroundings.NONE);
  }

  /** Number of elements. */
  public int size() {
    return Nd.count(dims);
  }

  /**
   * Inputs that reach one output: rows, times the receptive field; a vector's length. Of a masked
   * weight those that do on average.
   */
  public double fanIn() {
    return fan(dims.length - 2) * around.density();
  }

  /**
   * Outputs that one input reaches: columns, times the receptive field; a vector's length. Of a
   * masked weight those that it does on average.
   */
  public double fanOut() {
    return fan(dims.length - 1) * around.density();
  }

  private double fan(int axis) {
    if (dims.length == 0) return 1;
    if (dims.length == 1) return dims[0];
    double fan = dims[axis];
    for (int i = 0; i < dims.length - 2; i++) fan *= dims[i];
    return fan;
  }
}
