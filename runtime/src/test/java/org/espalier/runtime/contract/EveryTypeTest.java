package org.espalier.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.OtherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every library type trains, twice the same, and opens from its file in another JVM. */
class EveryTypeTest {
  @TempDir Path folder;

  static Stream<Subject> subjects() {
    return new Subjects().all().stream();
  }

  @Test
  void everyTypeHasAnExample() {
    assertThat(new Subjects().missing())
        .as("types without an example: add a line for each to Subjects.java")
        .isEmpty();
    assertThat(subjects().map(Subject::name))
        .doesNotHaveDuplicates()
        .contains(
            "Activation/nish",
            "Layer/conv2d",
            "Initializer/orthogonal",
            "Loss/meanSquaredError",
            "Metric/accuracy",
            "Optimizer/adamW",
            "Schedule/cosineDecay",
            "Parametrization/masked",
            "StructurePass/magnitudePruning",
            "StepProgram/supervised");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void trainingLowersTheLossAndRepeatsItself(Subject s) {
    String name;
    try (Model model = Espalier.compile(s.network(), s.training())) {
      Map<String, Double> before = model.evaluate(s.data());
      model.fit(s.data(), s.fit());
      Map<String, Double> after = model.evaluate(s.data());
      assertThat(after.get("loss")).isLessThan(before.get("loss"));
      assertThat(after.values()).allMatch(Double::isFinite);
      name = all(model.snapshot());
    }
    try (Model model = Espalier.compile(s.network(), s.training())) {
      model.fit(s.data(), s.fit());
      assertThat(all(model.snapshot())).isEqualTo(name);
    }
  }

  private static String all(Snapshot snapshot) {
    StringBuilder text = new StringBuilder();
    snapshot.arrays().forEach((path, t) -> text.append(path).append(Arrays.toString(t.sha256())));
    return text.toString();
  }

  @Test
  void everyTypeOpensInAnotherJvm() {
    List<String> here = new ArrayList<>();
    List<Subject> all = subjects().toList();
    for (Subject s : all) {
      try (Model model = Espalier.compile(s.network(), s.training())) {
        model.fit(s.data(), s.fit());
        model.snapshot().saveTo(file(folder, s));
        here.add(predictions(s, model));
      }
    }
    assertThat(OtherJvm.run(Opens.class, folder)).isEqualTo(here);
  }

  private static Path file(Path folder, Subject s) {
    return folder.resolve(s.name().replace('/', '-') + ".espalier");
  }

  private static String predictions(Subject s, Model model) {
    float[][] p = model.predict(Clouds.points());
    return s.name() + " " + Arrays.deepHashCode(p) + " " + Arrays.toString(p[7]);
  }

  /** Opens every file and prints what it predicts. */
  static final class Opens {
    /** The other JVM. */
    public static void main(String[] args) {
      subjects()
          .forEach(
              s -> {
                try (Model model = Espalier.open(Snapshot.load(file(Path.of(args[0]), s)))) {
                  System.out.println("=" + predictions(s, model));
                }
              });
    }
  }
}
