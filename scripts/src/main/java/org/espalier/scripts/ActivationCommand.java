package org.espalier.scripts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.ActivationCurve;
import org.espalier.dsl.activation.Activations;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espalier activation}: an activation's values and slopes. */
@Command(
    name = "activation",
    mixinStandardHelpOptions = true,
    description = "Evaluates an activation and its derivative in double precision.")
final class ActivationCommand implements Callable<Integer> {
  @Mixin private Answer answer;

  @Parameters(
      paramLabel = "NAME",
      description =
          "For example nish, or a JSON object: '{\"type\": \"leakyRelu\", \"slope\": 0.2}'.")
  private String name;

  @Option(
      names = "--at",
      split = ",",
      required = true,
      paramLabel = "X",
      description = "Where: --at=-2,-1,0,1")
  private List<Double> at;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A setting: slope=0.2; may be repeated. The others are as usual.")
  private Map<String, String> settings = Map.of();

  @Override
  public Integer call() {
    Activation activation = answer.named(this::find);
    double[] x = at.stream().mapToDouble(v -> v).toArray();
    ActivationCurve curve = ActivationCurve.of(activation, x);
    answer.say(String.format(Locale.ROOT, "%-12s %-24s %s", "x", "y", "dy/dx"));
    for (int i = 0; i < x.length; i++) {
      answer.say(String.format(Locale.ROOT, "%-12s %-24s %s", x[i], curve.y()[i], curve.dydx()[i]));
    }
    ObjectNode node = Answer.node().put("activation", activation.label());
    put(node, "x", x);
    put(node, "y", curve.y());
    put(node, "dydx", curve.dydx());
    answer.end(node);
    return 0;
  }

  private Activation find() {
    if (settings.isEmpty()) return Activations.named(name);
    ObjectNode node = (ObjectNode) Json.standard().write(Activations.named(name));
    List<String> known = new ArrayList<>();
    node.fieldNames().forEachRemaining(known::add);
    known.remove("type");
    settings.forEach((setting, value) -> set(node, known, setting, value));
    try {
      return Json.standard().read(node, Activation.class);
    } catch (EspalierException e) {
      throw new EspalierException(e.getMessage() + "; " + name + " takes " + known, e);
    }
  }

  private void set(ObjectNode node, List<String> known, String setting, String value) {
    String found =
        Near.same(setting, known)
            .orElseThrow(
                () ->
                    new EspalierException(
                        name
                            + " has no '"
                            + setting
                            + "'"
                            + Near.hint(setting, known)
                            + "; it takes "
                            + known));
    try {
      node.set(found, new ObjectMapper().readTree(value));
    } catch (JsonProcessingException noJson) {
      node.put(found, value);
    }
  }

  private static void put(ObjectNode node, String name, double[] values) {
    ArrayNode array = node.putArray(name);
    for (double v : values) array.add(v);
  }
}
