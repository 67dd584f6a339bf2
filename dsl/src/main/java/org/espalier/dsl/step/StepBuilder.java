package org.espalier.dsl.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;

/** Collects the phases of a {@link StepProgram}. */
public final class StepBuilder {
  private final Network network;
  private final Tracing tracing;
  private final List<PhaseBuilder> phases = new ArrayList<>();

  StepBuilder(Network network) {
    this.network = network;
    this.tracing = new Tracing(network);
  }

  /** The network the steps are for. */
  public Network network() {
    return network;
  }

  /** A phase in which layers train: dropout drops, batch norm updates its statistics. */
  public StepBuilder training(String name, Consumer<PhaseBuilder> body) {
    return phase(name, true, body);
  }

  /** A phase in which layers infer. */
  public StepBuilder inference(String name, Consumer<PhaseBuilder> body) {
    return phase(name, false, body);
  }

  private StepBuilder phase(String name, boolean training, Consumer<PhaseBuilder> body) {
    PhaseBuilder phase = new PhaseBuilder(new Trace(tracing, name, training), name);
    body.accept(phase);
    phases.add(phase);
    return this;
  }

  StepGraph build(StepProgram program) {
    if (phases.stream().noneMatch(p -> p.name().equals("predict"))) {
      inference(
          "predict",
          phase -> {
            var values = phase.call();
            for (String out : network.outputs()) {
              phase.output(out, program.prediction(out, values.get(out)));
            }
          });
    }
    return new StepGraph(network, tracing, phases);
  }
}
