package org.espalier.dsl.network;

import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.layer.GlobalMaxPool;

/** A batch of sequences: [batch, time, features]. */
public final class SequenceHandle extends Handle<SequenceHandle> {
  SequenceHandle(NetworkBuilder builder, String name) {
    super(builder, name);
    requireRank(3, "[batch, time, features]");
  }

  @Override
  SequenceHandle same(String step) {
    return new SequenceHandle(builder(), step);
  }

  /** Fully connected and linear, with the same weights at every time: [batch, time, units]. */
  public SequenceHandle dense(int units) {
    return dense(new Dense(units));
  }

  /** Fully connected, with the same weights at every time: [batch, time, units]. */
  public SequenceHandle dense(int units, Activation activation) {
    return dense(new Dense(units, activation));
  }

  /** Fully connected as described, with the same weights at every time. */
  public SequenceHandle dense(Dense dense) {
    return layer(dense.atEveryPosition());
  }

  /** Fully connected and linear, with the same weights at every time, under a name. */
  public SequenceHandle dense(String as, int units) {
    return dense(as, new Dense(units));
  }

  /** Fully connected, with the same weights at every time, under a name. */
  public SequenceHandle dense(String as, int units, Activation activation) {
    return dense(as, new Dense(units, activation));
  }

  /** Fully connected as described, with the same weights at every time, under a name. */
  public SequenceHandle dense(String as, Dense dense) {
    return layer(as, dense.atEveryPosition());
  }

  /** The mean over time: [batch, features]. */
  public VectorHandle globalAveragePool() {
    return new VectorHandle(builder(), step(null, new GlobalAveragePool()));
  }

  /** The largest over time: [batch, features]. */
  public VectorHandle globalMaxPool() {
    return new VectorHandle(builder(), step(null, new GlobalMaxPool()));
  }
}
