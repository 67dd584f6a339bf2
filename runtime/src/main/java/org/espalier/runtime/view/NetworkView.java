package org.espalier.runtime.view;

import org.espalier.dsl.network.Network;

/** A network: its diagram, then its summary. */
public final class NetworkView implements View<Network> {
  @Override
  public Class<Network> type() {
    return Network.class;
  }

  @Override
  public String html(Network network) {
    return PictureView.figure(NetworkDiagram.of(network)) + SummaryView.table(network.summary());
  }
}
