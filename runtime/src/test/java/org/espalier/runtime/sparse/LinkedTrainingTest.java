package org.espalier.runtime.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.structure.MaskedStorage;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.ProgressStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer behind its mask and the same layer by its links are one layer. */
class LinkedTrainingTest {
  private static final Dataset DATA = Clouds.data();

  /** More links in the middle than are sampled at a time, and fewer than one in 40. */
  private static final Network WIDE =
      Network.named("net")
          .vector(2)
          .dense("in", 1000, new Tanh())
          .dense("middle", 1000, new Tanh())
          .dense("out", 3)
          .build()
          .parametrize("middle/kernel", new Masked(0.009))
          .parametrize("out/kernel", new Masked(0.2));

  private static Snapshot start() {
    return Snapshot.initial(WIDE, Training.classification());
  }

  private static Snapshot linked(Snapshot snapshot) {
    return new LinkedStorage(1).plan(snapshot).apply(snapshot);
  }

  private static Fit fit(int epochs) {
    return Fit.untilEpoch(epochs).batch(50).progress(ProgressStyle.SILENT);
  }

  private static Snapshot trained(Snapshot snapshot, int epochs) {
    try (Model model = Espalier.open(snapshot)) {
      model.fit(DATA, fit(epochs));
      return model.snapshot();
    }
  }

  private static float[][] predicted(Snapshot snapshot) {
    try (Model model = Espalier.open(snapshot)) {
      return model.predict(Clouds.points());
    }
  }

  @Test
  void bothFormsTrainAlike() {
    Snapshot masked = trained(start(), 1);
    Snapshot byLinks = trained(linked(start()), 1);
    assertThat(byLinks.array("net/middle/kernel").dims()).containsExactly(9000);
    float[][] expected = predicted(masked);
    float[][] actual = predicted(byLinks);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-5f));
    }
    Snapshot back = new MaskedStorage().plan(byLinks).apply(byLinks);
    assertThat(back.network()).isEqualTo(masked.network());
    for (String path : new String[] {"net/middle/kernel", "@optimizer/net/middle/kernel/m"}) {
      assertThat(difference(back.array(path).toFloats(), visible(masked, path))).isLessThan(1e-5);
    }
  }

  private static double difference(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
    return largest;
  }

  private static float[] visible(Snapshot snapshot, String path) {
    float[] values = snapshot.array(path).toFloats();
    float[] mask = snapshot.array("net/middle/kernel/mask").toFloats();
    for (int i = 0; i < values.length; i++) values[i] *= mask[i];
    return values;
  }

  @Test
  void theSameSeedGivesTheSameBitsAlsoWhenResumed(@TempDir Path folder) {
    Snapshot whole = trained(linked(start()), 2);
    assertThat(trained(linked(start()), 2).arrays()).isEqualTo(whole.arrays());
    Path file = folder.resolve("half.espalier");
    trained(linked(start()), 1).saveTo(file);
    assertThat(trained(Snapshot.load(file), 2).arrays()).isEqualTo(whole.arrays());
  }

  @Test
  void theFormIsChosenAtTheStartAndKept() {
    Compute compute = Compute.standard().sparse(SparseExecution.LINKED);
    Snapshot start;
    try (Model model = Espalier.compile(WIDE, Training.classification(), compute)) {
      start = model.snapshot();
    }
    assertThat(start.array("net/middle/kernel").dims()).containsExactly(9000);
    assertThat(start.provenance()).containsEntry("sparse", "by links");
    assertThat(trained(start, 1).provenance()).containsEntry("sparse", "by links");
    assertThat(SparseExecution.MASKED.of(start(), compute)).isEqualTo(start());
    Map<String, String> facts = SparseExecution.AUTO.of(start(), compute).provenance();
    assertThat(facts.get("sparse")).startsWith("by links below density ");
  }
}
