package org.espalier.runtime.coding;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.espalier.dsl.coding.AtomSweep;
import org.espalier.dsl.coding.CodingProgram;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfSession;

/**
 * An atom sweep's products by TensorFlow, a block of atoms at a time. The dictionary of the sweep
 * lies in the memory of an input, where a moved atom costs its own row and nothing else; {@link
 * #commit} gives it to the session.
 */
final class LiveProducts implements AtomSweep.Products, AutoCloseable {
  private final PhaseRunner gap;
  private final PhaseRunner replace;
  private final int units;
  private final int inputs;
  private float[] buffer = new float[0];
  private int[] asked = new int[0];

  LiveProducts(TfSession session, int units, int inputs) {
    this.gap = session.runner(CodingProgram.GAP);
    this.replace = session.runner(CodingProgram.REPLACE);
    this.units = units;
    this.inputs = inputs;
  }

  @Override
  public double[][] usage(int from, int to) {
    compute(from, to);
    return rows(CodingProgram.USAGE, to - from, to - from);
  }

  @Override
  public double[][] residual(int from, int to) {
    if (asked.length != to - from || asked[0] != from) compute(from, to);
    return rows(CodingProgram.RESIDUAL, to - from, inputs);
  }

  private void compute(int from, int to) {
    asked = IntStream.range(from, to).toArray();
    gap.input(CodingProgram.PLACES).set(asked, asked.length);
    gap.run();
  }

  private double[][] rows(String output, int rows, int columns) {
    if (buffer.length < rows * columns) buffer = new float[rows * columns];
    gap.copyOutput(output, buffer);
    double[][] values = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) values[r][c] = buffer[r * columns + c];
    }
    return values;
  }

  @Override
  public void replace(int from, double[][] atoms) {
    for (int j = 0; j < atoms.length; j++) put(from + j, atoms[j]);
  }

  /** Puts one atom in its place. */
  void put(int place, double[] atom) {
    if (buffer.length < inputs) buffer = new float[inputs];
    for (int i = 0; i < inputs; i++) buffer[i] = (float) atom[i];
    dictionary().put(place * inputs, buffer, 0, inputs);
    asked = new int[0];
  }

  /** Lets the session go on with the atoms as they are now; each was put in before. */
  void commit() {
    FloatBuffer taken = replace.input(CodingProgram.DICTIONARY).floats();
    taken.put(0, dictionary(), 0, units * inputs);
    replace.run();
  }

  private FloatBuffer dictionary() {
    return gap.input(CodingProgram.DICTIONARY).floats();
  }

  @Override
  public void close() {
    gap.close();
    replace.close();
  }
}
