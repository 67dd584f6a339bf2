package org.espalier.runtime.kotlindl.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;

/**
 * A network with what the file said of it.
 *
 * @param network the network
 * @param places of its layers' weights, in the file's order, inputs too
 * @param outputs the outputs' expressions, in order
 * @param variables all weights and state, in the order in which the layers ask for them
 */
public record Imported(
    Network network, List<Place> places, List<Expr> outputs, List<Variable> variables) {

  /** Traces a network whose places are known. */
  public static Imported of(Network network, List<Place> places) {
    Tracing tracing = new Tracing(network);
    Map<String, Expr> values = network.call(new Trace(tracing, "import", false), network.leaves());
    List<Expr> outputs = network.outputs().stream().map(values::get).toList();
    return new Imported(network, List.copyOf(places), outputs, List.copyOf(tracing.variables()));
  }

  /** The variables of a layer in Keras's order: trained ones, then the layer's state. */
  public List<Variable> variables(Place place) {
    List<Variable> found = new ArrayList<>();
    for (Variable.Role role : List.of(Variable.Role.WEIGHT, Variable.Role.STATE)) {
      declared(place).stream().filter(v -> v.role() == role).forEach(found::add);
    }
    return found;
  }

  private List<Variable> declared(Place place) {
    if (!place.inside().isEmpty()) {
      return place.inside().stream().flatMap(inner -> declared(inner).stream()).toList();
    }
    return variables.stream().filter(v -> v.path().startsWith(place.path() + "/")).toList();
  }
}
