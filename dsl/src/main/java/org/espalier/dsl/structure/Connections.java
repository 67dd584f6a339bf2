package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.layer.Connected;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.tensor.Shape;

/**
 * A parameter of which single connections may be absent: one that its layer declares ({@link
 * Connected}), or that the network's description masks or stores by its links.
 *
 * @param path of the parameter: {@code lenet/fc1/kernel}
 * @param shape the last two axes count inputs and outputs
 * @param output true in the last layer with connections before one of the network's outputs
 * @param masked whether the network's description masks it or stores it by its links
 */
public record Connections(String path, Shape shape, boolean output, boolean masked) {
  /** All of a network, in the order of their declaration. */
  public static List<Connections> of(Network network) {
    Tracing tracing = new Tracing(network);
    Trace trace = new Trace(tracing, "connections", true);
    network.call(trace, network.leaves());
    Set<String> declared = new HashSet<>();
    trace.calls().forEach(call -> declared.addAll(call.connections()));
    List<Variable> found = new ArrayList<>();
    for (Variable v : tracing.variables()) {
      boolean here = declared.contains(v.path()) || masked(network, v.path());
      if (here && v.role() == Variable.Role.WEIGHT) found.add(v);
    }
    Set<String> last = outputs(network, found.stream().map(Variable::path).toList());
    return found.stream()
        .map(
            v ->
                new Connections(
                    v.path(),
                    trace.effective(v.path()).shape(),
                    last.stream().anyMatch(v.path()::startsWith),
                    masked(network, v.path())))
        .toList();
  }

  private static boolean masked(Network network, String path) {
    String below = path.substring(network.name().length() + 1);
    return network.parametrizations().stream()
        .filter(rule -> rule.matches(below))
        .map(ParametrizationRule::parametrization)
        .anyMatch(p -> p instanceof Masked || p instanceof Linked);
  }

  /**
   * What the paths of the last steps begin with that have one of some parameters, on the way to
   * each output.
   */
  static Set<String> outputs(Network network, Collection<String> parameters) {
    Set<String> found = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(network.outputs());
    for (int i = 0; i < open.size(); i++) {
      Step step = network.step(open.get(i)).orElse(null);
      if (step == null) continue;
      String root = network.name() + "/" + step.weights() + "/";
      if (parameters.stream().anyMatch(p -> p.startsWith(root))) found.add(root);
      else open.addAll(step.inputs());
    }
    return found;
  }

  /** Path below the network, as {@link ParametrizationRule} has it: {@code fc1/kernel}. */
  public String below() {
    return path.substring(path.indexOf('/') + 1);
  }
}
