package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.layer.Activated;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.tensor.DType;

/**
 * A network as a value: inputs, layers that use them, and policies. A directed acyclic graph whose
 * steps are in topological order. Every part has a copy-with; equality is by content.
 *
 * @param name the root of every path
 * @param inputs at least one
 * @param steps uses of layers, each after what it uses
 * @param outputs names of steps (or inputs), at least one
 * @param init how weight matrices start for which no layer says otherwise
 * @param parametrizations what stands between stored variables and effective weights, in order
 * @param dtype of parameters
 */
public record Network(
    String name,
    List<InputSpec> inputs,
    List<Step> steps,
    List<String> outputs,
    Initializer init,
    List<ParametrizationRule> parametrizations,
    DType dtype)
    implements Described {

  public Network {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
    parametrizations = List.copyOf(parametrizations);
    check(name, inputs, steps, outputs);
  }

  /** With the field's usual policies: Glorot uniform, no parametrizations, float32. */
  public Network(String name, List<InputSpec> inputs, List<Step> steps, List<String> outputs) {
    this(name, inputs, steps, outputs, new GlorotUniform(), List.of(), DType.FLOAT32);
  }

  /** Starts describing a network. */
  public static NetworkBuilder named(String name) {
    return new NetworkBuilder(name);
  }

  private static void check(
      String name, List<InputSpec> inputs, List<Step> steps, List<String> outputs) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new EspalierException(
          "a network's name is made of letters, digits, '.', '_' and '-'; got '" + name + "'");
    }
    Set<String> known = new HashSet<>();
    for (InputSpec in : inputs) claim(known, name, in.name());
    for (Step step : steps) {
      for (String from : step.inputs()) require(known, name, "'" + step.name() + "' uses", from);
      claim(known, name, step.name());
    }
    for (String out : outputs) require(known, name, "the outputs name", out);
  }

  static void claim(Set<String> known, String network, String name) {
    if (!known.add(name)) {
      throw new EspalierException(
          "network '" + network + "' has two parts named '" + name + "'; give one another name");
    }
  }

  static void require(Set<String> known, String network, String who, String name) {
    if (!known.contains(name)) {
      throw new EspalierException(
          "in network '"
              + network
              + "' "
              + who
              + " '"
              + name
              + "', which no input or earlier step"
              + " is; there are "
              + known.stream().sorted().toList());
    }
  }

  /** The step of a name. */
  public Optional<Step> step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The input of a name. */
  public Optional<InputSpec> input(String name) {
    return inputs.stream().filter(i -> i.name().equals(name)).findFirst();
  }

  /** A copy with another name. */
  public Network withName(String name) {
    return new Network(name, inputs, steps, outputs, init, parametrizations, dtype);
  }

  /** A copy with other inputs. */
  public Network withInputs(List<InputSpec> inputs) {
    return new Network(name, inputs, steps, outputs, init, parametrizations, dtype);
  }

  /** A copy with other steps. */
  public Network withSteps(List<Step> steps) {
    return new Network(name, inputs, steps, outputs, init, parametrizations, dtype);
  }

  /** A copy with other outputs. */
  public Network withOutputs(String... outputs) {
    return new Network(name, inputs, steps, List.of(outputs), init, parametrizations, dtype);
  }

  /** A copy with another policy for weight matrices. */
  public Network withInit(Initializer init) {
    return new Network(name, inputs, steps, outputs, init, parametrizations, dtype);
  }

  /** A copy with other parametrizations. */
  public Network withParametrizations(List<ParametrizationRule> rules) {
    return new Network(name, inputs, steps, outputs, init, rules, dtype);
  }

  /** A copy with parameters of another element type. */
  public Network withDtype(DType dtype) {
    return new Network(name, inputs, steps, outputs, init, parametrizations, dtype);
  }

  /** A copy with one more parametrization; see {@link ParametrizationRule} for patterns. */
  public Network parametrize(String pattern, Parametrization parametrization) {
    List<ParametrizationRule> rules = new ArrayList<>(parametrizations);
    rules.add(new ParametrizationRule(pattern, parametrization));
    return withParametrizations(rules);
  }

  /** A copy with one step's layer replaced. */
  public Network withLayer(String step, UnaryOperator<Layer> change) {
    if (step(step).isEmpty()) {
      throw new EspalierException(
          "network '"
              + name
              + "' has no step '"
              + step
              + "'; there are "
              + steps.stream().map(Step::name).toList());
    }
    return withSteps(
        steps.stream()
            .map(s -> s.name().equals(step) ? s.withLayer(change.apply(s.layer())) : s)
            .toList());
  }

  /**
   * A copy in which every layer that ends in an activation, or is one, has another one; the outputs
   * and what is linear stay.
   */
  public Network withHiddenActivation(Activation activation) {
    return withSteps(
        steps.stream()
            .map(s -> outputs.contains(s.name()) ? s : s.withLayer(hidden(s.layer(), activation)))
            .toList());
  }

  private static Layer hidden(Layer layer, Activation activation) {
    if (layer instanceof Linear) return layer;
    if (layer instanceof Activation) return activation;
    if (layer instanceof Block block) {
      List<Step> inside =
          block.network().steps().stream()
              .map(s -> s.withLayer(hidden(s.layer(), activation)))
              .toList();
      return new Block(block.network().withSteps(inside));
    }
    boolean changes = layer instanceof Activated a && !(a.activation() instanceof Linear);
    return changes ? ((Activated) layer).withActivation(activation) : layer;
  }

  /** Layers, shapes, parameters and multiply-accumulates, printed as a table. */
  public Summary summary() {
    return Summary.of(this);
  }

  /**
   * Mean and variance of the signal at every step as the network starts, by AutoInit's published
   * rules; {@link Signal#of} has other ways.
   *
   * @param inputMean of one entry of the inputs
   * @param inputVariance of one entry of the inputs
   */
  public Signal signal(double inputMean, double inputVariance) {
    SignalOptions options = SignalOptions.PUBLISHED.withInput(inputMean, inputVariance);
    return Signal.of(this, options, 0);
  }

  /** Fresh INPUT leaves, by name. */
  public Map<String, Expr> leaves() {
    Map<String, Expr> leaves = new LinkedHashMap<>();
    for (InputSpec in : inputs) leaves.put(in.name(), Leaf.input(in.name(), in.type()));
    return leaves;
  }

  /**
   * Traces the network.
   *
   * @param trace where parameters, state and taps go
   * @param given one expression per input, by name
   * @return every step's value by name, inputs included
   */
  public Map<String, Expr> call(Trace trace, Map<String, Expr> given) {
    Map<String, Expr> values = new LinkedHashMap<>();
    for (InputSpec in : inputs) {
      Expr value = given.get(in.name());
      if (value == null) {
        throw new EspalierException(
            "network '"
                + name
                + "' is called without its input '"
                + in.name()
                + "'; got "
                + given.keySet());
      }
      values.put(in.name(), value);
    }
    for (Step step : steps) {
      StepSite site = new StepSite(name, steps, step, values, Map.of());
      values.put(step.name(), site.call(trace));
    }
    return values;
  }
}
