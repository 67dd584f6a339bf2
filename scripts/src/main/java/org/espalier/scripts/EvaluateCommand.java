package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code espalier evaluate}: how well a saved model does. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures loss and accuracy of a saved model.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private Answer answer;
  @Mixin private SavedModel saved;
  @Mixin private ComputeOptions compute;

  @Override
  public Integer call() {
    try (Model model = Espalier.open(saved.load(), compute.compute(answer))) {
      Dataset data = saved.data(model.network(), answer);
      Map<String, Double> result = model.evaluate(data);
      answer.say(
          String.format(
              Locale.ROOT,
              "%s: accuracy %.4f, loss %.4f on %d examples",
              data.name(),
              result.getOrDefault("accuracy", Double.NaN),
              result.getOrDefault("loss", Double.NaN),
              data.size()));
      ObjectNode node = Answer.node().put("network", model.network().name());
      Metrics.put(node, saved.part(), result);
      node.put("examples", data.size()).put("data", data.name());
      node.put("dataSha256", data.checksum()).put("epochsDone", model.progress().epochs());
      node.put("weightsSha256", model.weightsSha256());
      answer.end(node);
      return 0;
    }
  }
}
