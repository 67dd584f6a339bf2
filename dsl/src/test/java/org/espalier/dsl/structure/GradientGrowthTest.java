package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** RigL: least magnitude goes, largest gradient grows, the share falls along half a cosine. */
class GradientGrowthTest {
  private static final String KERNEL = "net/dense1/kernel";
  private static final String GRADIENT = Evidence.effectiveGradient(KERNEL);

  private static Snapshot snapshot() {
    Network net =
        Network.named("net")
            .vector(2)
            .dense(4, new Relu())
            .structure(new Masked(0.5))
            .dense(2)
            .build();
    return Snapshot.initial(net, Training.classification())
        .with(
            Map.of(
                KERNEL,
                Tensor.of(new float[] {5, -1, 0, 0, 3, 2, 0, 0}, 2, 4),
                Masked.path(KERNEL),
                Tensor.of(new float[] {1, 1, 0, 0, 1, 1, 0, 0}, 2, 4)));
  }

  private static Evidence evidence(long round, float... gradient) {
    return new Evidence(Map.of(GRADIENT, Tensor.of(gradient, 2, 4)), 7, round);
  }

  @Test
  void theWeakestMoveToWhereTheGradientIsLargest() {
    GradientGrowth pass = new GradientGrowth(0.9, 100);
    Plan plan = pass.plan(snapshot(), evidence(0, 9, 9, 1, -4, 9, 9, 2, 3));
    Relink edit = (Relink) plan.edits().get(0);
    assertThat(edit.dropped().toNd().data()).containsExactly(1, 4, 5);
    assertThat(edit.grown().toNd().data()).containsExactly(1, 4, 5);
    plan = pass.plan(snapshot(), evidence(0, 9, 0, 1, -4, 0, 0, 2, 3));
    edit = (Relink) plan.edits().get(0);
    assertThat(edit.grown().toNd().data()).containsExactly(3, 7, 6);
    Snapshot after = plan.apply(snapshot());
    assertThat(after.array(KERNEL).toNd().data()).containsExactly(5, 0, 0, 0, 0, 0, 0, 0);
    assertThat(Links.of(after, KERNEL).count()).isEqualTo(4);
  }

  @Test
  void theShareFallsAlongHalfACosine() {
    GradientGrowth pass = new GradientGrowth(0.3, 10);
    assertThat(pass.share(4)).isCloseTo(0.15, within(1e-12));
    assertThat(pass.share(0)).isCloseTo(0.15 * (1 + Math.cos(Math.PI / 10)), within(1e-12));
    assertThat(pass.share(9)).isCloseTo(0, within(1e-12));
    assertThat(pass.share(1000)).isCloseTo(0, within(1e-12));
    assertThat(new GradientGrowth(0.9, 2).plan(snapshot(), evidence(7, new float[8])).isEmpty())
        .isTrue();
  }

  @Test
  void itWantsTheGradientOfTheDenseWeight() {
    GradientGrowth pass = new GradientGrowth(0.3, 10);
    assertThat(pass.wants(snapshot())).isEqualTo(Set.of(GRADIENT));
    assertThatThrownBy(() -> pass.plan(snapshot()))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll(GRADIENT, "let fit run the pass");
    Snapshot s = snapshot();
    StepGraph graph = StepGraph.of(s.network(), s.training().orElseThrow().program());
    Phase phase = graph.evidence("e", "train", pass.wants(s));
    assertThat(phase.outputs().get(GRADIENT).shape()).hasToString("[2, 4]");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new GradientGrowth(1, 3)).hasMessageContaining("share must be in (0");
    assertThatThrownBy(() -> new GradientGrowth(0.3, 0)).hasMessage("rounds must be > 0, got 0");
  }

  @Test
  void gradualPruningFollowsTheCubic() {
    GradualPruning pass = new GradualPruning(1, 0.2, 4, "dense1/*");
    assertThat(pass.density(0)).isEqualTo(1);
    assertThat(pass.density(2)).isCloseTo(0.2 + 0.8 / 8, within(1e-12));
    assertThat(pass.density(4)).isEqualTo(0.2);
    assertThat(pass.density(40)).isEqualTo(0.2);
    Snapshot s = snapshot();
    assertThat(pass.plan(s, Evidence.none(0, 0)).isEmpty()).isTrue();
    Snapshot after = pass.plan(s, Evidence.none(0, 4)).apply(s);
    assertThat(after.array(KERNEL).toNd().data()).containsExactly(5, 0, 0, 0, 3, 0, 0, 0);
  }
}
