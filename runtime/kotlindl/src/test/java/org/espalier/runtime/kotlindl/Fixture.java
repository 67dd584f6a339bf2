package org.espalier.runtime.kotlindl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.DatasetBuilder;

/** Files that real Keras and real KotlinDL wrote; see the folder fixtures. */
final class Fixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixture() {}

  /** A copy of a file of the fixtures, unpacked if need be. */
  static Path file(Path into, String name) {
    Path to = into.resolve(name);
    try (InputStream plain = Fixture.class.getResourceAsStream("/" + name);
        InputStream packed = Fixture.class.getResourceAsStream("/" + name + ".gz")) {
      Files.createDirectories(to.getParent());
      Files.write(
          to, plain != null ? plain.readAllBytes() : new GZIPInputStream(packed).readAllBytes());
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that KotlinDL wrote, as a copy. */
  static Path folder(Path into, String name) {
    file(into, name + "/modelConfig.json");
    Path names = file(into, name + "/variableNames.txt");
    try {
      for (String variable : Files.readAllLines(names)) file(into, name + "/" + variable + ".txt");
      return names.getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was predicted for the inputs beside it: [output][example][values]. */
  private static float[][][] rows(JsonNode arrays) {
    return JSON.convertValue(arrays, float[][][].class);
  }

  /** The largest difference between what the file says and what the snapshot predicts. */
  static double difference(Path examples, Snapshot snapshot) {
    try (Model model = Espalier.open(snapshot)) {
      JsonNode said = JSON.readTree(examples.toFile());
      float[][][] inputs = rows(said.get("inputs"));
      float[][][] expected = rows(said.get("outputs"));
      Dataset data = data(snapshot.network().inputs(), inputs);
      double worst = 0;
      List<String> outputs = snapshot.network().outputs();
      for (int o = 0; o < outputs.size(); o++) {
        float[][] found = o == 0 ? model.predict(data) : model.tap(outputs.get(o)).predict(data);
        worst = Math.max(worst, difference(expected[o], found));
      }
      return worst;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset data(List<InputSpec> specs, float[][][] inputs) {
    DatasetBuilder data = Dataset.builder("examples");
    for (int i = 0; i < specs.size(); i++) {
      long[] shape =
          specs.get(i).type().shape().slice(1, specs.get(i).type().shape().rank()).toArray();
      int row = inputs[i][0].length;
      float[] flat = new float[inputs[i].length * row];
      for (int e = 0; e < inputs[i].length; e++) {
        System.arraycopy(inputs[i][e], 0, flat, e * row, row);
      }
      data.input(specs.get(i).name(), Columns.floats(flat, shape));
    }
    return data.build();
  }

  private static double difference(float[][] expected, float[][] found) {
    double worst = 0;
    for (int e = 0; e < expected.length; e++) {
      if (expected[e].length != found[e].length) return Double.POSITIVE_INFINITY;
      for (int i = 0; i < expected[e].length; i++) {
        worst = Math.max(worst, Math.abs(expected[e][i] - found[e][i]));
      }
    }
    return worst;
  }
}
