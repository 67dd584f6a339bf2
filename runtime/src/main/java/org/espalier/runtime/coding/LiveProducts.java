package org.espalier.runtime.coding;

import java.util.stream.IntStream;
import org.espalier.dsl.coding.AtomSweep;
import org.espalier.dsl.coding.CodingProgram;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfSession;

/** An atom sweep's products by TensorFlow, a block of atoms at a time. */
final class LiveProducts implements AtomSweep.Products, AutoCloseable {
  private final PhaseRunner gap;
  private final PhaseRunner replace;
  private final int inputs;
  private float[] buffer = new float[0];
  private int[] asked = new int[0];

  LiveProducts(TfSession session, int inputs) {
    this.gap = session.runner(CodingProgram.GAP);
    this.replace = session.runner(CodingProgram.REPLACE);
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
    put(IntStream.range(from, from + atoms.length).toArray(), atoms);
  }

  /** Puts atoms at places of their own. */
  void put(int[] places, double[][] atoms) {
    float[] rows = new float[atoms.length * inputs];
    for (int r = 0; r < atoms.length; r++) {
      for (int c = 0; c < inputs; c++) rows[r * inputs + c] = (float) atoms[r][c];
    }
    replace.input(CodingProgram.PLACES).set(places, places.length);
    replace.input(CodingProgram.ROWS).set(rows, atoms.length, inputs);
    replace.run();
    asked = new int[0];
  }

  @Override
  public void close() {
    gap.close();
    replace.close();
  }
}
