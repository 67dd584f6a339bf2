package org.espalier.dsl.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Network network;
  private final Tracing tracing;
  private final List<Phase> phases;

  StepGraph(Network network, Tracing tracing, List<Phase> phases) {
    this.network = network;
    this.tracing = tracing;
    this.phases = List.copyOf(phases);
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
   * @throws org.espalier.dsl.error.EspalierException listing the taps there are
   */
  public Phase tap(String name, List<String> taps) {
    PhaseBuilder phase = new PhaseBuilder(new Trace(tracing, name, false), name);
    phase.call();
    for (String tap : taps) phase.output(tap, phase.tap(tap));
    return phase.build();
  }

  /** The same in training mode, with the network's state as it is: what a training step saw. */
  public Phase probe(String name) {
    PhaseBuilder phase = new PhaseBuilder(new Trace(tracing, "train", true), name);
    phase.call();
    phase.trace()
        .taps()
        .forEach((tap, e) -> {
          if (e.dtype().isFloat()) phase.output(tap, Finite.share(e));
        });
    Phase probe = phase.build();
    return new Phase(name, probe.inputs(), probe.outputs(), Map.of());
  }
}
