package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss that is no number ends training with its place, and leaves the last good epoch. */
class NonFiniteTest {
  /** Passes its input on, but not while it trains its {@code bad}-th batch. */
  record Fragile(int bad) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Expr seen = context.state("seen", Shape.SCALAR, Constant.ZEROS);
      if (!context.training()) return x;
      context.update("seen", seen.plus(1));
      Expr poison = seen.eq(seen.constant(bad)).where(seen.constant(Double.NaN), seen.zerosLike());
      return x.plus(poison);
    }
  }

  private static final int BATCH = 32;
  private static final int STEPS = 10;

  private final Dataset data = Clouds.data();

  @TempDir Path folder;

  private static NonFiniteException failure(Model model, Dataset data, Fit fit) {
    return catchThrowableOfType(NonFiniteException.class, () -> model.fit(data, fit));
  }

  @Test
  void aLayerThatBreaksAtACertainStepIsNamedAndTheEpochUndone() throws IOException {
    Network network =
        Network.named("net")
            .vector(2)
            .dense(16, new Relu())
            .dropout(0.3)
            .layer("fragile", new Fragile(2 * STEPS + 3))
            .dense(3)
            .build();
    Path file = folder.resolve("last.espalier");
    Fit fit = Fit.epochs(5).batch(BATCH).checkpoint(file);
    try (Model model = Espalier.compile(network, Training.classification())) {
      NonFiniteException e = failure(model, data, fit);
      assertThat(e)
          .hasMessage(
              "loss is NaN at step 23 (epoch 3, batch 4); non-finite values first appear in"
                  + " 'net/fragile'. The model is back at the beginning of epoch 3, and the"
                  + " checkpoint "
                  + file
                  + " is untouched. Try a smaller learning rate, or look at the batch's data");
      assertThat(e.step()).isEqualTo(23);
      assertThat(e.layer()).isEqualTo("net/fragile");
      assertThat(e.checkpoint()).contains(file);
      assertThat(e.getSuppressed()).isEmpty();

      Snapshot kept = Snapshot.load(file, Json.standard().with(Fragile.class));
      assertThat(kept.progress().epochs()).isEqualTo(2);
      assertThat(model.snapshot().arrays()).isEqualTo(kept.arrays());
      assertThat(model.progress()).isEqualTo(kept.progress());
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aHugeLearningRateIsFoundAndNothingIsSaved() {
    Path file = folder.resolve("none.espalier");
    Training wild = Training.classification().optimizer(new Sgd(1e30));
    try (Model model = Espalier.compile(Clouds.network(), wild)) {
      String before = model.weightsSha256();
      NonFiniteException e = failure(model, data, Fit.epochs(2).batch(BATCH).checkpoint(file));
      assertThat(e).hasMessageContaining("(epoch 1, batch ").hasMessageContaining("'net/dense");
      assertThat(e.checkpoint()).isEmpty();
      assertThat(model.weightsSha256()).isEqualTo(before);
      assertThat(model.progress().steps()).isZero();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void weightsThatTheLastStepBreaksAreFoundBeforeTheCheckpoint() {
    Training wild = Training.classification().optimizer(new Sgd(1e39));
    try (Model model = Espalier.compile(Clouds.network(), wild)) {
      String before = model.weightsSha256();
      Path file = folder.resolve("broken.espalier");
      NonFiniteException e =
          failure(model, data, Fit.epochs(1).batch(Clouds.SIZE).checkpoint(file));
      assertThat(e)
          .hasMessageStartingWith("weight 'net/dense1/kernel' is no number after step 0 (epoch 1,")
          .hasMessageContaining("'net/dense1'");
      assertThat(file).doesNotExist();
      assertThat(model.weightsSha256()).isEqualTo(before);
    }
  }

  @Test
  void trainingGoesOnAfterwards() {
    Network network =
        Network.named("net").vector(2).layer("fragile", new Fragile(STEPS + 1)).dense(3).build();
    try (Model model = Espalier.compile(network, Training.classification())) {
      assertThat(failure(model, data, Fit.epochs(3).batch(BATCH))).isNotNull();
      assertThat(model.progress().epochs()).isEqualTo(1);
      assertThat(failure(model, data, Fit.epochs(1).batch(BATCH)).step()).isEqualTo(STEPS + 1);
      assertThat(model.fit(data, Fit.epochs(1).batch(Clouds.SIZE)).epochs()).hasSize(1);
    }
  }
}
