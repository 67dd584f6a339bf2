package org.espalier.runtime.contract;

import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;

/**
 * One library type at work.
 *
 * @param name {@code family/type}
 * @param network that is trained
 * @param training how
 * @param data on what
 * @param fit for how long
 */
record Subject(String name, Network network, Training training, Dataset data, Fit fit) {
  @Override
  public String toString() {
    return name;
  }
}
