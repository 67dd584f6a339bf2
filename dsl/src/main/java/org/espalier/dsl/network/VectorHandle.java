package org.espalier.dsl.network;

import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.ReshapeTo;

/** A batch of vectors: [batch, features]. */
public final class VectorHandle extends Handle<VectorHandle> {
  VectorHandle(NetworkBuilder builder, String name) {
    super(builder, name);
    requireRank(2, "[batch, features]");
  }

  @Override
  VectorHandle same(String step) {
    return new VectorHandle(builder(), step);
  }

  /** Fully connected and linear: [batch, units]. */
  public VectorHandle dense(int units) {
    return layer(new Dense(units));
  }

  /** Fully connected: [batch, units]. */
  public VectorHandle dense(int units, Activation activation) {
    return layer(new Dense(units, activation));
  }

  /** Fully connected as described. */
  public VectorHandle dense(Dense dense) {
    return layer(dense);
  }

  /** Fully connected and linear, under a name. */
  public VectorHandle dense(String as, int units) {
    return layer(as, new Dense(units));
  }

  /** Fully connected, under a name. */
  public VectorHandle dense(String as, int units, Activation activation) {
    return layer(as, new Dense(units, activation));
  }

  /** Fully connected as described, under a name. */
  public VectorHandle dense(String as, Dense dense) {
    return layer(as, dense);
  }

  /** The features as images, row by row: [batch, height, width, channels]. */
  public ImageHandle asImage(long height, long width, long channels) {
    return new ImageHandle(builder(), step(null, new ReshapeTo(height, width, channels)));
  }

  /** The features as sequences: [batch, time, features]. */
  public SequenceHandle asSequence(long time, long features) {
    return new SequenceHandle(builder(), step(null, new ReshapeTo(time, features)));
  }
}
