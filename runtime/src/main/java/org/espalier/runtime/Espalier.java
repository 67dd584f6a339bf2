package org.espalier.runtime;

import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;

/** The door from values to live models: {@code compile} a description, {@code open} a snapshot. */
public final class Espalier {
  private Espalier() {}

  /** A live model of a network that starts from its training's seed. */
  public static Model compile(Network network, Training training) {
    return compile(network, training, Compute.standard());
  }

  /** The same on a given device with given threads. */
  public static Model compile(Network network, Training training, Compute compute) {
    return open(compute.sparse().of(Snapshot.initial(network, training), compute), compute);
  }

  /** A live model of a snapshot, which goes on where the snapshot stands. */
  public static Model open(Snapshot snapshot) {
    return open(snapshot, Compute.standard());
  }

  /**
   * The same on a given device with given threads.
   *
   * @throws EspalierException when the snapshot's arrays do not fit its network, or the device is
   *     not there
   */
  public static Model open(Snapshot snapshot, Compute compute) {
    return new Model(snapshot, compute);
  }
}
