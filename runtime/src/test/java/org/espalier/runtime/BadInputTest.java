package org.espalier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Evidence;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Callback;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is refused with its name, what is needed, what came, and what to type. */
class BadInputTest {
  private final Model model = Clouds.model();
  private final Dataset data = Clouds.data();
  private final String untouched = model.weightsSha256();

  @TempDir Path folder;

  @AfterEach
  void nothingHappened() {
    assertThat(model.weightsSha256()).isEqualTo(untouched);
    assertThat(model.progress().steps()).isZero();
    model.close();
  }

  private void refused(Dataset bad, String... parts) {
    assertThatThrownBy(() -> model.fit(bad, Fit.epochs(1)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void vectorsOfAnotherLength() {
    assertThatThrownBy(() -> model.predict(new float[][] {{1, 2}, {1, 2, 3}}))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(
            "input 'features' needs 2 numbers an example, [2] but receives 3 numbers as example"
                + " 1.\n\n"
                + "  Try       float[n][2]   one row an example, row-major\n"
                + "            a data set: predict(Dataset)");
    assertThatThrownBy(() -> model.predict(new float[][] {null}))
        .hasMessageContaining("receives null as example 0");
  }

  @Test
  void imagesForVectorsAndTheOtherWayRound() {
    assertThatThrownBy(() -> model.predict(new float[1][1][2]))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContainingAll("[1, 2] as example 0", "float[n][2]");
    Network small = Network.named("small").image(2, 3, 1).flatten().dense(3).build();
    try (Model images = Espalier.compile(small, Training.classification())) {
      assertThat(images.predict(new float[4][6])).hasNumberOfRows(4);
      assertThat(images.predict(new float[4][2][3])).hasNumberOfRows(4);
      assertThatThrownBy(() -> images.predict(new float[1][3][2]))
          .hasMessageContaining("needs 6 numbers an example, [2, 3, 1] but receives [3, 2]");
      assertThatThrownBy(() -> images.predict(new float[][][] {{{1, 2, 3}, {1, 2}}}))
          .hasMessageContaining("row 1 of 2 numbers after rows of 3");
    }
  }

  @Test
  void dataOfAnotherShape() {
    refused(
        Dataset.of(new float[9][3], new int[9]),
        "input 'features' needs rows of float32[2] but receives float32[3] from data set 'data'",
        "Try");
    refused(Dataset.of(new float[9][1][2], new int[9]), "data.withInputShape(2)", "[1, 2]");
    assertThatThrownBy(() -> model.evaluate(Dataset.of(new float[9][3], new int[9])))
        .hasMessageContaining("input 'features'");
    assertThatThrownBy(() -> model.predict(Dataset.of(new float[9][3], new int[9])))
        .hasMessageContaining("input 'features'");
  }

  @Test
  void targetsOfAnotherKindThanTheLoss() {
    refused(
        Dataset.of(new float[9][2], new float[9][3]),
        "input 'target' needs rows of int32[] but receives float32[3]",
        "class ids as targets: Dataset.of(x, int[] ids)");
    Training regression = Training.regression();
    try (Model other = Espalier.compile(Clouds.network(), regression)) {
      assertThatThrownBy(() -> other.fit(data, Fit.epochs(1)))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContainingAll(
              "input 'target' needs rows of float32[3] but receives int32[]",
              "SparseSoftmaxCrossEntropy");
    }
    refused(Dataset.unlabelled(Columns.floats(new float[6], 2)), "nothing for input 'target'");
  }

  @Test
  void labelsBeyondTheClasses() {
    int[] labels = new int[9];
    labels[5] = 7;
    refused(Dataset.of(new float[9][2], labels), "7");
  }

  @Test
  void severalInputsWhereOneIsNeeded() {
    Dataset two =
        Dataset.builder("pairs")
            .input("left", Columns.floats(new float[4], 2))
            .input("right", Columns.floats(new float[4], 2))
            .target("y", Columns.labels(new int[2], 3))
            .build();
    refused(
        two,
        "data set 'pairs' has nothing for input 'features'; it has inputs [left, right] and"
            + " targets [y]",
        "Dataset.builder(\"…\").input(\"features\", column)");
  }

  @Test
  void arraysForANetworkOfTwoInputs() {
    var builder = Network.named("two");
    var left = builder.vector("left", 2);
    Network two = left.add(builder.vector("right", 2)).dense(3).build();
    try (Model other = Espalier.compile(two, Training.classification())) {
      assertThatThrownBy(() -> other.predict(Clouds.points()))
          .isInstanceOf(EspalierException.class)
          .hasMessageContainingAll("[left, right]", "data set");
    }
  }

  @Test
  void unknownTaps() {
    assertThatThrownBy(() -> model.tap("dense9"))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll("no tap 'dense9'", "dense1", "dense2");
  }

  @Test
  void validationDataAreLookedAtBeforeTraining() {
    boolean[] stepped = new boolean[1];
    Callback tell =
        new Callback() {
          @Override
          public void step(long step, Map<String, Double> metrics) {
            stepped[0] = true;
          }
        };
    Dataset bad = Dataset.of(new float[9][3], new int[9]).named("validation");
    assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).validation(bad).callback(tell)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("'validation'");
    assertThat(stepped[0]).isFalse();
  }

  @Test
  void numbersOutOfRange() {
    assertThatThrownBy(() -> Fit.epochs(-1)).hasMessage("epochs must be >= 0, got -1");
    assertThatThrownBy(() -> Fit.untilEpoch(-2)).hasMessage("epochs must be >= 0, got -2");
    assertThatThrownBy(() -> Fit.epochs(1).batch(0)).hasMessage("batch must be > 0, got 0");
    assertThatThrownBy(() -> Fit.epochs(1).pass(0, new Failing()))
        .hasMessage("every must be > 0, got 0");
    assertThatThrownBy(() -> Compute.standard().threads(0))
        .hasMessage("threads must be > 0, got 0");
  }

  @Test
  void noEpochsDoNothing() {
    Path file = folder.resolve("none.espalier");
    var history = model.fit(data, Fit.epochs(0).checkpoint(file));
    assertThat(history.epochs()).isEmpty();
    assertThat(history.stopped()).isEmpty();
    assertThatThrownBy(history::last).hasMessageContaining("no epoch");
    assertThat(file).doesNotExist();
  }

  @Test
  void aBatchBeyondTheDataIsOneStep() {
    try (Model other = Clouds.model()) {
      other.fit(data, Fit.epochs(2).batch(10_000));
      assertThat(other.progress().steps()).isEqualTo(2);
    }
  }

  @Test
  void aCallbackThatFailsUndoesItsEpoch() {
    Callback fail =
        new Callback() {
          @Override
          public void step(long step, Map<String, Double> metrics) {
            if (step == 5) throw new IllegalArgumentException("mine");
          }
        };
    assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).batch(32).callback(fail)))
        .hasMessage("mine");
  }

  /** Plans something impossible. */
  record Failing() implements StructurePass {
    @Override
    public Plan plan(Snapshot snapshot, Evidence evidence) {
      throw new EspalierException("no plan");
    }
  }

  @Test
  void aPassThatFailsUndoesItsEpoch() {
    assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).batch(32).pass(1, new Failing())))
        .hasMessage("no plan");
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsFoundBeforeTraining() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path bad : List.of(folder, file.resolve("below.espalier"))) {
      assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).checkpoint(bad)))
          .isInstanceOf(EspalierException.class)
          .hasMessageContainingAll("cannot write the checkpoint", bad.toString());
    }
  }

  @Test
  void aSnapshotOfAnotherArchitecture() {
    Snapshot snapshot = model.snapshot();
    Network wider = Network.named("net").vector(2).dense(17).dense(3).build();
    assertThatThrownBy(() -> Espalier.open(snapshot.withNetwork(wider)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll(
            "array 'net/dense1/kernel' is float32[2, 16] but the network needs float32[2, 17]",
            "another architecture");
    assertThatThrownBy(() -> Espalier.open(snapshot.withNetwork(wider.withName("other"))))
        .hasMessageContainingAll("network 'other' needs [other/dense1/", "the snapshot has [net/");
  }

  @Test
  void aBatchTensorOfAnotherType() {
    Tap tap = model.tap("dense1");
    assertThatThrownBy(() -> tap.predict(Tensor.of(new int[4], 2, 2)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContainingAll("input 'features'", "float32[batch, 2]");
    assertThatThrownBy(() -> tap.predict(Tensor.of(new float[6], 2, 3)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("input 'features'");
    assertThat(tap.predict(Tensor.of(new float[4], 2, 2)).dims()).containsExactly(2, 16);
  }

  @Test
  void inputsOfUnknownSizeWantATensor() {
    var spec =
        new InputSpec(
            "words",
            new org.espalier.dsl.tensor.Type(
                org.espalier.dsl.tensor.DType.FLOAT32,
                org.espalier.dsl.tensor.Shape.of(
                    InputSpec.BATCH,
                    org.espalier.dsl.tensor.Dim.named("time"),
                    org.espalier.dsl.tensor.Dim.of(2))));
    Network any =
        Network.named("any").tensor(spec).lambda("mean", x -> x.mean(1)).then(new Dense(3)).build();
    try (Model other = Espalier.compile(any, Training.regression())) {
      assertThatThrownBy(() -> other.predict(new float[3][4][2]))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining("predict(Tensor)");
      assertThat(other.tap("mean").predict(Tensor.of(new float[24], 3, 4, 2)).dims())
          .containsExactly(3, 2);
    }
  }
}
