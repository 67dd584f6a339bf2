package org.espalier.runtime.coding;

import java.util.OptionalDouble;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EfficientCodingBuilder;
import org.espalier.dsl.coding.LearnedLayer;
import org.espalier.dsl.coding.Zca;
import org.espalier.dsl.random.RandomSource;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.Dataset;

/** The sheet's planted data: sums of three bumps of width 1.5 at random places of a ring. */
final class Ring {
  static final int SIZE = 48;
  private static final int BUMPS = 3;
  private static final double WIDTH = 1.5;

  private Ring() {}

  static float[][] samples(int count) {
    RandomSource random = RandomSource.of(1, "ring");
    float[][] samples = new float[count][SIZE];
    for (float[] x : samples) {
      for (int b = 0; b < BUMPS; b++) {
        double centre = random.nextUniform() * SIZE;
        double height = random.nextGaussian();
        for (int i = 0; i < SIZE; i++) {
          double d = apart(i, centre) / WIDTH;
          x[i] += (float) (height * Math.exp(-0.5 * d * d));
        }
      }
    }
    return samples;
  }

  static float[][] noise(int count) {
    RandomSource random = RandomSource.of(1, "noise");
    float[][] samples = new float[count][SIZE];
    for (float[] x : samples) for (int i = 0; i < SIZE; i++) x[i] = (float) random.nextGaussian();
    return samples;
  }

  static Dataset data(float[][] samples) {
    return Dataset.unlabelled(Columns.floats(samples)).named("ring");
  }

  static EfficientCodingBuilder coding() {
    return EfficientCoding.widths(SIZE).lambda(0.3).density(0.1).passes(15);
  }

  static Zca whitening() {
    return new Zca(OptionalDouble.empty(), 0.1);
  }

  static double apart(double a, double b) {
    double d = Math.abs(a - b);
    return Math.min(d, SIZE - d);
  }

  /** Mean distance on the ring between two kept links of a unit. */
  static double spread(LearnedLayer layer) {
    float[] mask = layer.mask().toFloats();
    double sum = 0;
    int units = 0;
    for (int j = 0; j < layer.units(); j++) {
      double distances = 0;
      int pairs = 0;
      for (int a = 0; a < SIZE; a++) {
        for (int b = 0; b < a; b++) {
          if (mask[a * layer.units() + j] * mask[b * layer.units() + j] == 0) continue;
          distances += apart(a, b);
          pairs++;
        }
      }
      if (pairs == 0) continue;
      sum += distances / pairs;
      units++;
    }
    return sum / units;
  }
}
