package org.espalier.runtime;

import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.data.Dataset;

/** Three clouds of points in the plane, and a small network that tells them apart. */
public final class Clouds {
  /** Examples; the last batch of 32 is a partial one. */
  public static final int SIZE = 300;

  private Clouds() {}

  /** Points with their cloud's number. */
  public static Dataset data() {
    float[][] x = points();
    int[] labels = new int[x.length];
    for (int i = 0; i < labels.length; i++) labels[i] = i % 3;
    return Dataset.of(x, labels).named("clouds");
  }

  /** The points alone. */
  public static float[][] points() {
    RandomSource random = RandomSource.of(3, "clouds");
    float[][] x = new float[SIZE][2];
    for (int i = 0; i < x.length; i++) {
      double angle = 2 * Math.PI * (i % 3) / 3;
      x[i][0] = (float) (2 * Math.cos(angle) + 0.4 * random.nextGaussian());
      x[i][1] = (float) (2 * Math.sin(angle) + 0.4 * random.nextGaussian());
    }
    return x;
  }

  /** 2-16-3. */
  public static Network network() {
    return Network.named("net").vector(2).dense(16, new Relu()).dense(3).build();
  }

  /** A live model of it. */
  public static Model model() {
    return Espalier.compile(network(), Training.classification());
  }
}
