package org.espalier.runtime.coding;

/** What a layer gives for some samples: its input, its codes, its responses. */
final class Looked {
  final double[][] input;
  final double[][] codes;
  final double[][] responses;

  Looked(int samples, int inputs, int units) {
    input = new double[samples][inputs];
    codes = new double[samples][units];
    responses = new double[samples][units];
  }

  void add(int from, float[] x, float[] a, float[] s) {
    copy(x, input, from);
    copy(a, codes, from);
    copy(s, responses, from);
  }

  private static void copy(float[] flat, double[][] into, int from) {
    int columns = into[0].length;
    for (int r = from; r < into.length && (r - from + 1) * columns <= flat.length; r++) {
      for (int c = 0; c < columns; c++) into[r][c] = flat[(r - from) * columns + c];
    }
  }
}
