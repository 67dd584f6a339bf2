package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.optimizer.AdamStep;
import org.espalier.dsl.optimizer.MomentumStep;
import org.espalier.dsl.optimizer.SgdStep;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kernels that update in place compute what the optimizer's formula says, and only where they may.
 */
class InPlaceTest {
  /** An update: how many variables it replaces and how many scalars follow the gradient. */
  record Step(Update op, String kernel, int variables, int scalars) {}

  static Stream<Step> steps() {
    return Stream.of(
        new Step(new AdamStep(0.9, 0.99, 1e-7), "ResourceApplyAdam", 3, 3),
        new Step(new MomentumStep(0.8, false), "ResourceApplyMomentum", 2, 1),
        new Step(new MomentumStep(0.8, true), "ResourceApplyMomentum", 2, 1),
        new Step(new SgdStep(), "ResourceApplyGradientDescent", 1, 1));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theKernelEqualsTheFormula(Step step) {
    Traced t = new Traced(step);
    Map<String, Expr> before = Map.of("before", t.variables.get(0).square());
    try (TfSession session = t.open(new Phase("step", List.of(), before, t.updates))) {
      assertThat(session.graphText("step")).contains(step.kernel()).doesNotContain("AssignVar");
      try (PhaseRunner run = session.runner("step")) {
        run.run();
        close(run.output("before").toNd(), t.given.get(t.variables.get(0)).map(v -> v * v));
      }
      List<Nd> expected = Evaluation.of(List.copyOf(t.updates.values()), t.given);
      for (int i = 0; i < t.variables.size(); i++) close(session.read().get("v" + i), expected, i);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theFormulaRunsWhereTheNextValueIsUsedElsewhere(Step step) {
    Traced t = new Traced(step);
    Map<String, Expr> after = Map.of("after", t.updates.get(t.variables.get(0)).times(2));
    try (TfSession session = t.open(new Phase("step", List.of(), after, t.updates))) {
      assertThat(session.graphText("step")).doesNotContain(step.kernel()).contains("AssignVar");
      session.runner("step").run();
      List<Nd> expected = Evaluation.of(List.copyOf(t.updates.values()), t.given);
      for (int i = 0; i < t.variables.size(); i++) close(session.read().get("v" + i), expected, i);
    }
  }

  @Test
  void theKernelWaitsForAllThatTakeTheOldValueSoThatItNeedNotCopyIt() {
    Expr v = Leaf.variable("v", Type.float32(3, 3));
    Expr slope = Gradient.of(v.matmul(v.sin()).sum(), v);
    Node step = Node.of(new SgdStep(), List.of(v, slope, v.constant(0.1)));
    Map<String, Expr> unfetched = Map.of("other", v.exp());
    Phase phase = new Phase("step", List.of(), unfetched, Map.of(v, step.output(0)));
    try (TfSession session =
        TfSession.open(new Program(List.of(v), List.of(phase)), TfOptions.standard())) {
      List<String> lines = session.graphText("step").lines().toList();
      String read = name(line(lines, " = ReadVariableOp("));
      String kernel = line(lines, " = ResourceApplyGradientDescent(");
      int users = 0;
      for (String line : lines) {
        if (!line.matches(".*[( ]" + read + "[,)].*")) continue;
        boolean other = line.contains(" = Exp(");
        assertThat(
                kernel.contains("^" + name(line) + ",") || kernel.contains("^" + name(line) + ")"))
            .as(line)
            .isEqualTo(!other);
        users++;
      }
      assertThat(users).isGreaterThanOrEqualTo(4);
    }
  }

  private static String line(List<String> lines, String part) {
    return lines.stream().filter(l -> l.contains(part)).findFirst().orElseThrow();
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  @Test
  void theFormulaRunsWhereTheValueGoesToAnotherVariable() {
    Traced t = new Traced(new Step(new SgdStep(), "ResourceApplyGradientDescent", 1, 1));
    Expr other = Leaf.variable("other", t.variables.get(0).type());
    Map<Expr, Expr> updates = Map.of(other, t.updates.get(t.variables.get(0)));
    t.variables.add(other);
    t.given.put(other, Nd.of(0, 0, 0));
    try (TfSession session = t.open(new Phase("step", List.of(), Map.of(), updates))) {
      assertThat(session.graphText("step")).contains("AssignVar").doesNotContain("ResourceApply");
      session.runner("step").run();
      close(session.read().get("other").toNd(), Evaluation.of(updates.get(other), t.given));
    }
  }

  private static void close(Tensor actual, List<Nd> expected, int i) {
    close(actual.toNd(), expected.get(i));
  }

  private static void close(Nd actual, Nd expected) {
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.data()[k]).isCloseTo(expected.data()[k], within(1e-12));
    }
  }

  /** A step on float64 variables v0, v1, …, its gradient a function of v0. */
  private static final class Traced {
    final List<Expr> variables = new ArrayList<>();
    final Map<Expr, Nd> given = new LinkedHashMap<>();
    final Map<Expr, Expr> updates = new LinkedHashMap<>();

    Traced(Step step) {
      for (int i = 0; i < step.variables(); i++) {
        Expr v = Leaf.variable("v" + i, Type.of(DType.FLOAT64, 3));
        variables.add(v);
        given.put(v, Nd.of(0.3 + i, 1.1 + i, 0.7 * (i + 1)));
      }
      List<Expr> inputs = new ArrayList<>(variables);
      inputs.add(variables.get(0).sin());
      for (int i = 0; i < step.scalars(); i++) {
        inputs.add(Ops.constant(DType.FLOAT64, 0.1 + 0.2 * i));
      }
      Node node = Node.of(step.op(), inputs);
      for (int i = 0; i < step.variables(); i++) updates.put(variables.get(i), node.output(i));
    }

    TfSession open(Phase phase) {
      TfSession session =
          TfSession.open(new Program(variables, List.of(phase)), TfOptions.standard());
      Map<String, Tensor> values = new LinkedHashMap<>();
      for (Expr v : variables) {
        values.put(Leaf.of(v).name(), Tensor.of(DType.FLOAT64, given.get(v)));
      }
      session.write(values);
      return session;
    }
  }
}
