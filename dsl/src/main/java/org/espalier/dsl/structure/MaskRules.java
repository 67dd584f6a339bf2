package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;

/** Rules of a network that no longer hold for one of the parameters that they name. */
final class MaskRules {
  private MaskRules() {}

  /** With a random mask's description in place of a mask that has no such sizes as the array. */
  static Snapshot fitting(Snapshot snapshot, String path) {
    Tensor mask = snapshot.arrays().get(Masked.path(path));
    if (mask == null) return snapshot;
    long[] dims = mask.dims();
    Predicate<Parametrization> misfit = p -> p instanceof Masked m && !fits(m, dims);
    Network network = without(snapshot, path, misfit, Masked::path);
    if (network.equals(snapshot.network())) return snapshot;
    double density = Links.of(snapshot, path).count() / (double) mask.size();
    String below = path.substring(network.name().length() + 1);
    return snapshot.withNetwork(network.parametrize(below, new Masked(density == 0 ? 1 : density)));
  }

  private static boolean fits(Masked masked, long[] dims) {
    try {
      masked.mask().density(dims);
      return true;
    } catch (EspalierException misfit) {
      return false;
    }
  }

  /**
   * Without some rules for one parameter. A rule for it alone goes; one for several is replaced by
   * one for each other parameter that it stands before.
   *
   * @param which the rules
   * @param state where such a rule keeps its state, by the parameter's path
   */
  static Network without(
      Snapshot snapshot,
      String path,
      Predicate<Parametrization> which,
      UnaryOperator<String> state) {
    Network network = snapshot.network();
    String root = network.name() + "/";
    String below = path.substring(root.length());
    List<ParametrizationRule> rules = new ArrayList<>();
    for (ParametrizationRule rule : network.parametrizations()) {
      if (!rule.matches(below) || !which.test(rule.parametrization())) {
        rules.add(rule);
        continue;
      }
      snapshot.arrays().keySet().stream()
          .filter(p -> p.startsWith(root) && !p.equals(path))
          .filter(p -> snapshot.arrays().containsKey(state.apply(p)))
          .map(p -> p.substring(root.length()))
          .filter(rule::matches)
          .forEach(p -> rules.add(new ParametrizationRule(p, rule.parametrization())));
    }
    return network.withParametrizations(rules);
  }
}
