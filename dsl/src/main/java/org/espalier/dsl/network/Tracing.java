package org.espalier.dsl.network;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.parametrization.Constraint;
import org.espalier.dsl.tensor.Type;

/** The variables declared so far by the phases of one program; one leaf a path. */
public final class Tracing {
  private final Network network;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /** Nothing declared yet. */
  public Tracing(Network network) {
    this.network = network;
  }

  /** The network traced. */
  public Network network() {
    return network;
  }

  /** All variables, in the order of their declaration. */
  public Collection<Variable> variables() {
    return Collections.unmodifiableCollection(variables.values());
  }

  /** The variable of a path, or {@code null}. */
  public Variable variable(String path) {
    return variables.get(path);
  }

  /** Weights under a path ({@code ""} means all); {@code *} and {@code **} are wildcards. */
  public List<Variable> weights(String path) {
    List<Variable> found =
        variables.values().stream()
            .filter(v -> v.role() == Variable.Role.WEIGHT)
            .filter(
                v ->
                    path.isEmpty()
                        || v.path().equals(path)
                        || v.path().startsWith(path + "/")
                        || ParametrizationRule.matches(path, v.path()))
            .toList();
    return found;
  }

  /**
   * Declares a variable, or gives the one declared before.
   *
   * @throws EspalierException when it was declared with another type or role
   */
  public Variable declare(String path, Type type, Variable.Role role, Initializer init) {
    return declare(path, type, role, init, List.of());
  }

  /**
   * The same for a variable that no update takes out of some sets.
   *
   * @throws EspalierException when it was declared with another type or role
   */
  public Variable declare(
      String path, Type type, Variable.Role role, Initializer init, List<Constraint> constraints) {
    Variable known = variables.get(path);
    if (known == null) {
      if (!type.shape().known()) {
        throw new EspalierException(
            "variable '"
                + path
                + "' needs known sizes, got "
                + type
                + "; sizes of variables cannot"
                + " depend on the batch");
      }
      known = new Variable(path, role, init, constraints, Leaf.variable(path, type));
      variables.put(path, known);
    } else if (!known.type().equals(type) || known.role() != role) {
      throw new EspalierException(
          "variable '"
              + path
              + "' is declared as "
              + type
              + " but exists as "
              + known.type()
              + "; give one of the two another name, or share the layer with the same input size");
    }
    return known;
  }
}
