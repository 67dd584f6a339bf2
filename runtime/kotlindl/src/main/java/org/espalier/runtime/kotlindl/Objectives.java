package org.espalier.runtime.kotlindl;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.loss.BinaryCrossEntropy;
import org.espalier.dsl.loss.Loss;
import org.espalier.dsl.loss.MeanSquaredError;
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy;
import org.espalier.dsl.metric.Accuracy;
import org.espalier.dsl.metric.Metric;
import org.espalier.dsl.op.Softmax;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Supervised.Objective;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.kotlindl.graph.Imported;

/** What a network would train by, told by what it ends in; predictions are its outputs as such. */
final class Objectives {
  private Objectives() {}

  static Training of(Imported model) {
    List<String> names = model.network().outputs();
    if (names.size() == 1) return Training.of(program("", model.outputs().get(0)));
    List<Objective> each =
        java.util.stream.IntStream.range(0, names.size())
            .mapToObj(i -> program(names.get(i), model.outputs().get(i)).objectives().get(0))
            .toList();
    return Training.of(new Supervised(each, new Adam(1e-3)));
  }

  private static Supervised program(String name, Expr output) {
    boolean classes = output.node().op() instanceof Softmax s && !s.log();
    boolean two = classes && !output.shape().last().is(1);
    Loss loss =
        two
            ? new SparseSoftmaxCrossEntropy()
            : output.node().op() == Unary.SIGMOID
                ? new BinaryCrossEntropy()
                : new MeanSquaredError();
    List<Metric> metrics = two ? List.of(new Accuracy()) : List.of();
    return new Supervised(List.of(new Objective(name, loss, 1, metrics)), new Adam(1e-3));
  }
}
