package org.espalier.runtime.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.init.Normal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Edit;
import org.espalier.dsl.structure.GradientGrowth;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.structure.Links;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.Relink;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.fit.Callback;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.ScheduledPass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Passes inside {@code fit} on weights of which only the links are stored, and on masked ones. */
class LinkedEvolutionTest {
  private static final int EPOCHS = 5;
  private static final List<String> KERNELS = List.of("net/dense1/kernel", "net/dense2/kernel");

  static Stream<StructurePass> passes() {
    return Stream.of(
        new SparseEvolution(0.3),
        new SparseEvolution(0.3, new Normal(0, 0.1), false),
        new GradientGrowth(0.4, 8));
  }

  private static Snapshot masked() {
    Network dense =
        Network.named("net").vector(2).dense(24, new Tanh()).dense(40, new Relu()).dense(3).build();
    Training training = Training.classification().seed(3).optimizer(new Momentum(0.05));
    return Snapshot.initial(Sparsity.uniform(0.4).on(dense), training);
  }

  private static Snapshot linked() {
    Snapshot masked = masked();
    return new LinkedStorage(1).plan(masked).apply(masked);
  }

  /** What stood before and after each pass, and what it planned. */
  private static final class Seen implements Callback {
    private final Model model;
    private final List<Plan> plans = new ArrayList<>();
    private final List<Snapshot> before = new ArrayList<>();
    private final List<Snapshot> after = new ArrayList<>();

    Seen(Model model) {
      this.model = model;
    }

    @Override
    public void plan(long epoch, Plan plan) {
      plans.add(plan);
      before.add(model.snapshot());
    }

    @Override
    public Next epoch(Epoch epoch, Model trained) {
      after.add(trained.snapshot());
      return Next.CONTINUE;
    }
  }

  private static Seen trained(Snapshot start, StructurePass pass) {
    try (Model model = Espalier.open(start)) {
      Seen seen = new Seen(model);
      ScheduledPass often = new ScheduledPass(1, pass).until(EPOCHS - 1);
      model.fit(Clouds.data(), Fit.epochs(EPOCHS).batch(50).callback(seen).pass(often));
      assertThat(seen.plans).hasSize(EPOCHS - 1);
      return seen;
    }
  }

  private static Map<Integer, Double> byPlace(Links links, double[] values) {
    Map<Integer, Double> found = new HashMap<>();
    int[] places = links.places();
    for (int i = 0; i < places.length; i++) found.put(places[i], values[i]);
    return found;
  }

  @ParameterizedTest
  @MethodSource("passes")
  void weightsAndMomentumFollowTheirLinks(StructurePass pass) {
    Snapshot start = linked();
    Seen seen = trained(start, pass);
    for (Snapshot s : seen.after) {
      for (String path : KERNELS) {
        assertThat(s.arrays()).containsKey(Linked.path(path));
        assertThat(Links.of(s, path).places()).isSorted().doesNotHaveDuplicates();
        assertThat(Links.of(s, path).count()).isEqualTo(Links.of(start, path).count());
      }
    }
    for (int i = 0; i < seen.plans.size(); i++) {
      assertThat(seen.plans.get(i).edits()).hasSize(2);
      for (Edit edit : seen.plans.get(i).edits()) {
        follows((Relink) edit, seen.before.get(i), seen.after.get(i));
      }
    }
  }

  private static void follows(Relink change, Snapshot before, Snapshot after) {
    String path = change.path();
    String slot = "@optimizer/" + path + "/velocity";
    Links had = Links.of(before, path);
    Links has = Links.of(after, path);
    Map<Integer, Double> weights = byPlace(had, had.weights());
    Map<Integer, Double> momentum = byPlace(had, before.array(slot).toNd().data());
    assertThat(momentum.values()).as("momentum to be kept").anyMatch(m -> m != 0);
    for (double place : change.dropped().toNd().data()) weights.remove((int) place);
    momentum.keySet().retainAll(weights.keySet());
    double[] grown = change.grown().toNd().data();
    assertThat(grown).isNotEmpty();
    for (int i = 0; i < grown.length; i++) {
      weights.put((int) grown[i], (double) (float) change.values().toNd().data()[i]);
      momentum.put((int) grown[i], 0.0);
    }
    assertThat(byPlace(has, has.weights())).isEqualTo(weights);
    assertThat(byPlace(has, after.array(slot).toNd().data())).isEqualTo(momentum);
  }

  @ParameterizedTest
  @MethodSource("passes")
  void behindMasksTheSameLinksLive(StructurePass pass) {
    List<Snapshot> linked = trained(linked(), pass).after;
    List<Snapshot> masked = trained(masked(), pass).after;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (String path : KERNELS) {
        Links expected = Links.of(masked.get(epoch), path);
        Links found = Links.of(linked.get(epoch), path);
        assertThat(found.places()).as("%s, epoch %s", path, epoch).isEqualTo(expected.places());
        assertThat(found.weights()).containsExactly(expected.weights(), within(1e-5));
      }
    }
    int[] first = Links.of(masked(), KERNELS.get(1)).places();
    assertThat(Arrays.equals(first, Links.of(linked.get(EPOCHS - 1), KERNELS.get(1)).places()))
        .as("links stayed where they were")
        .isFalse();
  }
}
