package org.espalier.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Driver;
import org.espalier.dsl.step.StepBuilder;
import org.espalier.dsl.step.StepProgram;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Evidence;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.api.Test;

/** What a step program may ask of its driver, and what it is told when it asks for nonsense. */
class DriverTest {
  /** Adds a given number to a state of its own, as often as its batch says. */
  record Adding(String ask) implements StepProgram {
    @Override
    public void describe(StepBuilder step) {
      step.training(
          "add",
          p -> {
            Expr by = p.input("by", Type.float32());
            Expr sum = p.state("sum", Type.float32(), Constant.ZEROS);
            p.assignState("sum", sum.plus(by.times(p.input("features").sum().minus(sum).sign())));
            p.output("sum", sum);
          });
    }

    @Override
    public Map<String, Double> drive(Driver driver) {
      switch (ask) {
        case "phase" -> driver.run("nothing");
        case "input" -> driver.run("add", Map.of("bye", Tensor.of(new float[] {1})));
        case "missing" -> driver.run("add");
        case "path" -> driver.read("net/nothing");
        default -> driver.run("add", Map.of("by", Tensor.of(new float[] {1})));
      }
      return driver.run("add", Map.of("by", Tensor.of(new float[] {2})));
    }
  }

  private final Dataset data = Clouds.data();

  private void refused(String ask, String... parts) {
    try (Model model = Espalier.compile(Clouds.network(), Training.of(new Adding(ask)))) {
      assertThatThrownBy(() -> model.fit(data, Fit.epochs(1)))
          .isInstanceOf(EspalierException.class)
          .hasMessageContainingAll(parts);
      assertThat(model.progress().runs()).isZero();
    }
  }

  @Test
  void nonsenseIsRefusedInWords() {
    refused("phase", "describes no phase 'nothing', only [add, predict]", "step.inference(");
    refused("input", "phase 'add' has no input 'bye' to be given; there are [by, features");
    refused("missing", "data set 'clouds' has nothing for input 'by'");
    refused("path", "no variable 'net/nothing'");
  }

  @Test
  void aProgramWithoutEvaluationSaysSoBeforeTraining() {
    try (Model model = Espalier.compile(Clouds.network(), Training.of(new Adding("")))) {
      assertThatThrownBy(() -> model.evaluate(data))
          .isInstanceOf(EspalierException.class)
          .hasMessageContaining("describes no phase 'evaluate'");
      assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).validation(data)))
          .hasMessageContaining("describes no phase 'evaluate'");
      assertThat(model.progress().steps()).isZero();
    }
  }

  @Test
  void everyRunOfAPhaseThatTrainsCounts() {
    try (Model model = Espalier.compile(Clouds.network(), Training.of(new Adding("")))) {
      model.fit(data, Fit.epochs(2).batch(100).inOrder());
      assertThat(model.progress().steps()).isEqualTo(6);
      assertThat(model.progress().runs()).isEqualTo(12);
      double sum = model.snapshot().array("@program/sum").toNd().item();
      assertThat(Math.abs(sum)).isLessThanOrEqualTo(18);
    }
  }

  /** Notes what it is shown, and changes nothing. */
  record Curious(Set<String> asks, int over) implements StructurePass {
    private static final List<Evidence> SEEN = new ArrayList<>();

    @Override
    public Plan plan(Snapshot snapshot, Evidence evidence) {
      SEEN.add(evidence);
      return new Plan("look", List.of());
    }

    @Override
    public Set<String> wants(Snapshot snapshot) {
      return asks;
    }

    @Override
    public int batches() {
      return over;
    }
  }

  @Test
  void evidenceIsGatheredAndItsOrderIsTheSameEverywhere() {
    Curious.SEEN.clear();
    Set<String> asks = Set.of("gradient:net/dense1/kernel", "tap:dense1", "tap:dense2");
    Fit fit = Fit.epochs(2).batch(200).pass(1, new Curious(asks, 2));
    List<Evidence> first;
    try (Model model = Clouds.model()) {
      model.fit(data, fit);
      first = List.copyOf(Curious.SEEN);
      Curious.SEEN.clear();
    }
    assertThat(first).hasSize(2);
    Map<String, Tensor> values = first.get(0).values();
    assertThat(values.keySet())
        .containsExactly("gradient:net/dense1/kernel", "tap:dense1", "tap:dense2");
    assertThat(values.get("gradient:net/dense1/kernel").dims()).containsExactly(2, 16);
    assertThat(values.get("tap:dense1").dims()).containsExactly(300, 16);
    assertThat(first.get(1).round()).isEqualTo(1);
    try (Model model = Clouds.model()) {
      model.fit(data, fit);
    }
    assertThat(Curious.SEEN).isEqualTo(first);
  }

  @Test
  void evidenceThatIsNotThereIsListed() {
    Fit fit = Fit.epochs(1).pass(1, new Curious(Set.of("tap:nothing"), 1));
    try (Model model = Clouds.model()) {
      String before = model.weightsSha256();
      assertThatThrownBy(() -> model.fit(data, fit))
          .isInstanceOf(EspalierException.class)
          .hasMessageContainingAll("'tap:nothing'", "tap:dense1", "gradient:net/dense1/bias");
      assertThat(model.weightsSha256()).isEqualTo(before);
    }
  }
}
