package org.espalier.runtime.data;

/** A linear classifier, trained by stochastic gradient descent on cross-entropy. */
final class SoftmaxRegression {
  private static final int BATCH = 10;

  private final int inputs;
  private final int classes;
  private final float[][] weights;
  private final float[] bias;

  SoftmaxRegression(int inputs, int classes) {
    this.inputs = inputs;
    this.classes = classes;
    this.weights = new float[classes][inputs];
    this.bias = new float[classes];
  }

  void epoch(Dataset data, int epoch, float rate) {
    Batches batches = Batches.shuffled(data.size(), BATCH, 1, epoch);
    float[] x = new float[BATCH * inputs];
    int[] y = new int[BATCH];
    for (int b = 0; b < batches.count(); b++) {
      int rows = batches.size(b);
      data.gatherInputs(batches.order(), batches.from(b), rows, x, 0);
      data.gatherLabels(batches.order(), batches.from(b), rows, y, 0);
      for (int r = 0; r < rows; r++) {
        step(x, r * inputs, y[r], rate);
      }
    }
  }

  private void step(float[] x, int offset, int label, float rate) {
    double[] p = probabilities(x, offset);
    for (int c = 0; c < classes; c++) {
      float change = rate * (float) ((c == label ? 1 : 0) - p[c]);
      bias[c] += change;
      float[] row = weights[c];
      for (int i = 0; i < inputs; i++) {
        row[i] += change * x[offset + i];
      }
    }
  }

  double accuracy(Dataset data) {
    float[] x = new float[data.size() * inputs];
    data.gatherInputs(Permutation.identity(data.size()), 0, data.size(), x, 0);
    int[] labels = data.labels();
    int right = 0;
    for (int r = 0; r < labels.length; r++) {
      double[] p = probabilities(x, r * inputs);
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = p[c] > p[best] ? c : best;
      }
      right += best == labels[r] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  private double[] probabilities(float[] x, int offset) {
    double[] p = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      float[] row = weights[c];
      float logit = bias[c];
      for (int i = 0; i < inputs; i++) {
        logit += row[i] * x[offset + i];
      }
      p[c] = StrictMath.exp(Math.max(-60, Math.min(60, logit)));
      sum += p[c];
    }
    for (int c = 0; c < classes; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
