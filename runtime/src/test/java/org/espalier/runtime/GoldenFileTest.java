package org.espalier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Custom;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.layer.ReshapeTo;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.AdamW;
import org.espalier.dsl.schedule.CosineDecay;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that earlier versions wrote open, predict what they predicted then, and train on. At a
 * release {@code main} adds one; none is ever changed.
 */
class GoldenFileTest {
  private static final String FILE = ".espalier";
  private static final String NUMBERS = ".txt";
  private static final int ROWS = 12;

  static Stream<String> golden() throws IOException, URISyntaxException {
    Path folder = Path.of(GoldenFileTest.class.getResource("/golden").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(FILE)).toList();
      assertThat(names).isNotEmpty();
      return names.stream().map(n -> folder.resolve(n.replace(FILE, "")).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void opensPredictsAndTrainsOn(String file) throws IOException {
    Snapshot snapshot = Snapshot.load(Path.of(file + FILE));
    List<String> lines = Files.readAllLines(Path.of(file + NUMBERS));
    assertThat(snapshot.weightsSha256()).isEqualTo(lines.get(0));
    try (Model model = Espalier.open(snapshot)) {
      float[][] predicted = model.predict(points());
      for (int i = 0; i < ROWS; i++) {
        double[] expected =
            Stream.of(lines.get(i + 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] found = IntStream.range(0, 3).mapToDouble(row(predicted[i])).toArray();
        assertThat(found).as("row %d", i).containsExactly(expected, within(1e-5));
      }
      Map<String, Double> before = model.evaluate(Clouds.data());
      model.fit(Clouds.data(), Fit.epochs(3).batch(32));
      assertThat(model.evaluate(Clouds.data()).get("loss")).isLessThan(before.get("loss"));
      assertThat(model.progress().epochs()).isEqualTo(snapshot.progress().epochs() + 3);
    }
  }

  private static java.util.function.IntToDoubleFunction row(float[] values) {
    return i -> values[i];
  }

  private static float[][] points() {
    return java.util.Arrays.copyOf(Clouds.points(), ROWS);
  }

  /**
   * Writes one more.
   *
   * @param args the folder of golden files, and a name: {@code v1-2026-11}
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0], args[1] + FILE);
    Training training =
        Training.classification()
            .seed(5)
            .optimizer(new AdamW(new Adam(new CosineDecay(0.01, 200, 5, 0.1)), 0.01));
    Fit fit = Fit.epochs(3).batch(32).pass(2, new MagnitudePruning(0.7, "dense/kernel"));
    try (Model model = Espalier.compile(network(), training)) {
      model.fit(Clouds.data(), fit.validation(Clouds.data()));
      Snapshot s = model.snapshot();
      Map<String, String> provenance = Map.of("espalier", args[1]);
      new Snapshot(s.network(), s.training(), s.arrays(), s.progress(), provenance).saveTo(file);
      List<String> lines = new ArrayList<>(List.of(model.weightsSha256()));
      for (float[] row : model.predict(points())) {
        lines.add(
            IntStream.range(0, row.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.9f", row[i]))
                .collect(Collectors.joining(" ")));
      }
      Files.write(Path.of(args[0], args[1] + NUMBERS), lines);
    }
  }

  private static Network network() {
    InputSpec in = InputSpec.of("in", 2);
    List<Step> steps =
        List.of(
            new Step("dense", new Dense(16, new Nish()), List.of("in")),
            new Step("picture", new ReshapeTo(4, 4, 1), List.of("dense")),
            new Step("conv", new Conv2d(3, 3, new Relu()), List.of("picture")),
            new Step("norm", new BatchNorm(), List.of("conv")),
            new Step("pool", new MaxPool2d(2), List.of("norm")),
            new Step("flat", new Flatten(), List.of("pool")),
            new Step("drop", new Dropout(0.1), List.of("flat")),
            new Step("left", new Dense(4, Custom.of("own", x -> x.plus(x.sin()))), List.of("drop")),
            new Step("right", new Dense(4), List.of("dense")),
            new Step("sum", new Add(), List.of("left", "right")),
            new Step(
                "curve",
                Lambda.of("curve", InputSpec.of("x", 4).type(), x -> x.tanh().times(2)),
                List.of("sum")),
            new Step("out", new Dense(3), List.of("curve")));
    return new Network("golden", List.of(in), steps, List.of("out"));
  }
}
