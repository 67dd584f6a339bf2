package org.espalier.runtime.kotlindl.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.graph.Imported;

/**
 * KotlinDL's weights: one file a variable, {@code conv1_conv2d_kernel.txt}, its numbers row-major
 * and separated by spaces, and the variables' names in {@code variableNames.txt}.
 */
public final class TextWeights {
  private static final String NAMES = "variableNames.txt";

  /** No number takes more characters, with the space after it. */
  private static final int LONGEST = 40;

  private TextWeights() {}

  /**
   * The arrays of a network.
   *
   * @throws KerasException listing every missing, misshapen and superfluous variable
   */
  public static SortedMap<String, Tensor> read(Path folder, Imported model) {
    WeightFit fit = new WeightFit(folder.toString());
    Map<String, Variable> wanted = names(model.network(), model.variables());
    List<String> listed = lines(folder.resolve(NAMES));
    for (String name : listed) {
      boolean optimizer = name.startsWith("optimizer");
      if (!name.isBlank() && !optimizer && !wanted.containsKey(name)) {
        fit.extra(name + ".txt", "in " + NAMES);
      }
    }
    wanted.forEach(
        (name, variable) -> {
          Path file = folder.resolve(name + ".txt");
          if (!listed.contains(name) || !Files.isRegularFile(file)) {
            fit.missing(variable, name + ".txt");
          } else {
            numbers(file, variable, fit);
          }
        });
    return fit.arrays(model.network().name());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new KerasException(
          "cannot read "
              + file
              + " ("
              + e
              + "); give a folder that KotlinDL saved as JSON_CONFIG_CUSTOM_VARIABLES",
          e);
    }
  }

  private static void numbers(Path file, Variable variable, WeightFit fit) {
    int size = Math.toIntExact(variable.type().shape().size().size());
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > (long) LONGEST * (size + 1)) {
        fit.misshapen(variable, name, "more than " + size + " numbers");
        return;
      }
      StringTokenizer tokens =
          new StringTokenizer(Files.readString(file, StandardCharsets.US_ASCII));
      if (tokens.countTokens() != size) {
        fit.misshapen(variable, name, tokens.countTokens() + " numbers");
        return;
      }
      double[] values = new double[size];
      for (int i = 0; i < size; i++) values[i] = number(tokens.nextToken(), i, name);
      fit.put(variable, values);
    } catch (IOException | KerasException e) {
      fit.problem("unreadable " + name + ": " + e.getMessage());
    }
  }

  private static double number(String token, int index, String file) {
    try {
      return Float.parseFloat(token);
    } catch (NumberFormatException e) {
      throw new KerasException("number " + index + " is '" + token + "'", e);
    }
  }

  /**
   * The contents of all files, by name.
   *
   * @throws KerasException when a layer's name is no file name
   */
  public static Map<String, String> write(Imported model, Map<String, Tensor> arrays) {
    Map<String, String> files = new LinkedHashMap<>();
    StringJoiner names = new StringJoiner("\n", "", "\n");
    names(model.network(), model.variables())
        .forEach(
            (name, variable) -> {
              StringJoiner numbers = new StringJoiner(" ");
              for (float value : arrays.get(variable.path()).toFloats()) {
                numbers.add(Float.toString(value));
              }
              files.put(name + ".txt", numbers.toString());
              names.add(name);
            });
    files.put(NAMES, names.toString());
    return files;
  }

  /** KotlinDL's names of a network's variables. */
  private static Map<String, Variable> names(Network network, List<Variable> variables) {
    Map<String, Variable> names = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Variable variable : variables) {
      String below = variable.path().substring(network.name().length() + 1);
      Step step =
          network.steps().stream()
              .filter(s -> below.startsWith(s.weights() + "/"))
              .findFirst()
              .orElseThrow(() -> new EspalierException("no layer owns " + variable.path()));
      String rest = below.substring(step.weights().length() + 1);
      String name = step.weights() + "_" + kind(step.layer()) + "_" + snake(rest);
      if (!name.matches("[^/\\\\:]+") || names.put(name, variable) != null) {
        problems.add("variable '" + variable.path() + "' cannot lie in a file '" + name + ".txt'");
      }
    }
    if (problems.isEmpty()) return names;
    throw new KerasException(
        "network '" + network.name() + "' has no form in KotlinDL's text files",
        problems,
        "Name its layers without '/' and each differently, and use no blocks.");
  }

  private static String kind(Layer layer) {
    return snake(layer.getClass().getSimpleName()).replaceFirst("^_", "");
  }

  /** {@code movingMean} → {@code moving_mean}. */
  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
