package org.espalier.dsl.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;

/**
 * A described step: the phases, and the variables they declared. Further phases over the same
 * variables can be traced later.
 */
public final class StepGraph {
  /** What the name of a stored weight's gradient begins with in {@link #evidence}. */
  public static final String GRADIENT = "gradient:";

  /**
   * What the name of the gradient of a weight begins with as layers use it, behind its
   * parametrizations.
   */
  public static final String EFFECTIVE_GRADIENT = "effectiveGradient:";

  /** What the name of a tapped value begins with. */
  public static final String TAP = "tap:";

  private final Network network;
  private final Tracing tracing;
  private final List<PhaseBuilder> traced;
  private final List<Phase> phases;

  StepGraph(Network network, Tracing tracing, List<PhaseBuilder> traced) {
    this.network = network;
    this.tracing = tracing;
    this.traced = List.copyOf(traced);
    this.phases = traced.stream().map(PhaseBuilder::build).toList();
  }

  /** Describes what {@code program} does with {@code network}. */
  public static StepGraph of(Network network, StepProgram program) {
    StepBuilder builder = new StepBuilder(network);
    program.describe(builder);
    return builder.build(program);
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** All variables, in the order of their declaration. */
  public List<Variable> variables() {
    return List.copyOf(tracing.variables());
  }

  /** Weights under a path. */
  public List<Variable> weights(String path) {
    return tracing.weights(path);
  }

  /** What an executor runs. */
  public Program program() {
    List<Expr> leaves = new ArrayList<>();
    for (Variable v : tracing.variables()) leaves.add(v.leaf());
    return new Program(leaves, phases);
  }

  /**
   * A phase that fetches values inside the network in inference mode.
   *
   * @param name of the phase
   * @param taps steps' names or paths below the network
   * @throws EspalierException listing the taps there are
   */
  public Phase tap(String name, List<String> taps) {
    PhaseBuilder phase = new PhaseBuilder(new Trace(tracing, name, false), name);
    phase.call();
    for (String tap : taps) phase.output(tap, phase.tap(tap));
    return phase.build();
  }

  /**
   * What {@code of} computes on the way, without its updates: the share of finite elements of every
   * layer's output, in the order they are computed.
   *
   * @param name of the phase made
   * @param of name of the phase looked into
   */
  public Phase probe(String name, String of) {
    PhaseBuilder phase = traced(of);
    Map<String, Expr> shares = new LinkedHashMap<>();
    phase
        .trace()
        .taps()
        .forEach(
            (tap, e) -> {
              if (e.dtype().isFloat()) shares.put(tap, Finite.share(e));
            });
    return new Phase(name, phase.build().inputs(), shares, Map.of());
  }

  /**
   * What {@code of} computes on the way, without its updates.
   *
   * @param name of the phase made
   * @param of name of the phase looked into
   * @param wants {@code gradient:PATH}, {@code effectiveGradient:PATH} or {@code tap:NAME}
   * @throws EspalierException listing what there is
   */
  public Phase evidence(String name, String of, Collection<String> wants) {
    PhaseBuilder phase = traced(of);
    Map<String, Expr> found = new TreeMap<>();
    phase.gradients().forEach((path, e) -> found.put(GRADIENT + path, e));
    phase.trace().taps().forEach((tap, e) -> found.put(TAP + tap, e));
    for (String path : phase.gradients().keySet()) {
      String want = EFFECTIVE_GRADIENT + path;
      if (wants.contains(want)) found.put(want, phase.effectiveGradient(path));
    }
    Map<String, Expr> outputs = new LinkedHashMap<>();
    for (String want : wants) {
      if (!found.containsKey(want)) {
        throw new EspalierException(
            "phase '" + of + "' computes no '" + want + "'; there are " + found.keySet());
      }
      outputs.put(want, found.get(want));
    }
    return new Phase(name, phase.build().inputs(), outputs, Map.of());
  }

  private PhaseBuilder traced(String name) {
    for (PhaseBuilder p : traced) if (p.name().equals(name)) return p;
    throw new EspalierException(
        "no phase '" + name + "'; there are " + traced.stream().map(PhaseBuilder::name).toList());
  }
}
