package org.espalier.dsl.structure;

import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.snapshot.Snapshot;

/** What a pass works on, and what to type where there is nothing of it. */
final class Targets {
  private Targets() {}

  /**
   * Connections that a pattern below the network names, masked or not.
   *
   * @throws EspalierException when there are none
   */
  static List<String> matching(Snapshot snapshot, String pattern) {
    List<Connections> all = all(snapshot);
    List<String> found =
        all.stream()
            .filter(c -> ParametrizationRule.matches(pattern, c.below()))
            .map(Connections::path)
            .toList();
    if (!found.isEmpty()) return found;
    throw new EspalierException(
        "no connections of '"
            + snapshot.network().name()
            + "' match '"
            + pattern
            + "'; there are "
            + all.stream().map(Connections::below).toList());
  }

  /**
   * Masked connections, those of output layers only where they are asked for.
   *
   * @throws EspalierException when there are none
   */
  static List<String> masked(Snapshot snapshot, boolean includeOutput) {
    List<Connections> all = all(snapshot);
    List<Connections> masked = all.stream().filter(Connections::masked).toList();
    List<String> found =
        masked.stream().filter(c -> includeOutput || !c.output()).map(Connections::path).toList();
    if (!found.isEmpty()) return found;
    String name = "'" + snapshot.network().name() + "'";
    if (!masked.isEmpty()) {
      throw new EspalierException(
          "of the connections of "
              + name
              + " only those before its outputs are masked, "
              + masked.stream().map(Connections::below).toList()
              + ", and the pass leaves them alone; make it with includeOutput = true");
    }
    String first = all.get(0).below();
    throw new EspalierException(
        "none of the connections of "
            + name
            + " is masked, so none can move; there are "
            + all.stream().map(Connections::below).toList()
            + ". Describe some with masked(0.2), which in Java is parametrize(\""
            + first
            + "\", new Masked(0.2)), or all with Sparsity.erdosRenyi(0.1).on(network)");
  }

  private static List<Connections> all(Snapshot snapshot) {
    List<Connections> all =
        Connections.of(snapshot.network()).stream()
            .filter(c -> snapshot.arrays().containsKey(c.path()))
            .toList();
    if (all.isEmpty()) throw none(snapshot.network());
    return all;
  }

  /** The error for a network in which nothing can be masked. */
  static EspalierException none(Network network) {
    return new EspalierException(
        "network '"
            + network.name()
            + "' has no connections to work on: dense, conv2d and other layers with a kernel have;"
            + " a layer of one's own says which of its parameters are by implementing Connected."
            + " Or mask a parameter yourself: parametrize(\"…/kernel\", new Masked(0.2))");
  }
}
