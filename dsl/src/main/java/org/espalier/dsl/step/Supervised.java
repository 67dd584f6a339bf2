package org.espalier.dsl.step;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.loss.Loss;
import org.espalier.dsl.metric.Metric;
import org.espalier.dsl.optimizer.Optimizer;

/**
 * Ordinary training: outputs are compared with targets, and all weights follow the gradient of the
 * mean loss. Phases: {@code train}, {@code evaluate}, {@code predict}.
 *
 * @param objectives one per output that is trained, in order
 * @param optimizer of all weights
 */
public record Supervised(List<Objective> objectives, Optimizer optimizer) implements StepProgram {
  /**
   * What one output should be.
   *
   * @param output name of the output; empty means the network's first
   * @param loss compares output and target
   * @param weight of this loss in the sum
   * @param metrics reported beside it
   */
  public record Objective(String output, Loss loss, double weight, List<Metric> metrics) {
    public Objective {
      metrics = List.copyOf(metrics);
    }
  }

  public Supervised {
    objectives = List.copyOf(objectives);
  }

  /** One loss on the network's first output. */
  public Supervised(Loss loss, Optimizer optimizer, Metric... metrics) {
    this(List.of(new Objective("", loss, 1, List.of(metrics))), optimizer);
  }

  /** A copy with another optimizer. */
  public Supervised withOptimizer(Optimizer other) {
    return new Supervised(objectives, other);
  }

  @Override
  public void describe(StepBuilder step) {
    step.training("train", phase -> phase.minimize(compare(phase), optimizer));
    step.inference("evaluate", this::compare);
  }

  /** Compares outputs with targets, reports, and gives the mean loss. */
  private Expr compare(PhaseBuilder phase) {
    Map<String, Expr> values = phase.call();
    Expr total = null;
    for (Objective o : objectives) {
      String name = name(o, phase);
      Expr output = values.get(name);
      Expr target = phase.input(target(objectives.size(), name), o.loss().target(output.type()));
      Expr loss = o.loss().perExample(output, target).mean().times(o.weight());
      total = total == null ? loss : total.plus(loss);
      Expr prediction = o.loss().prediction(output);
      for (Metric metric : o.metrics()) {
        String label = objectives.size() == 1 ? "" : name + "/";
        phase.output(label + metric.metricName(), metric.perExample(prediction, target).mean());
      }
    }
    if (phase.trace().training()) total = phase.withLayerLosses(total);
    phase.output("loss", total);
    return total;
  }

  private static String name(Objective o, PhaseBuilder phase) {
    return o.output().isEmpty() ? phase.network().outputs().get(0) : o.output();
  }

  /** The name under which an output's target is fed. */
  public static String target(int outputs, String output) {
    return outputs == 1 ? "target" : "target/" + output;
  }

  @Override
  public Expr prediction(String output, Expr value) {
    for (int i = 0; i < objectives.size(); i++) {
      Objective o = objectives.get(i);
      if (o.output().equals(output) || (o.output().isEmpty() && i == 0)) {
        return o.loss().prediction(value);
      }
    }
    return value;
  }
}
