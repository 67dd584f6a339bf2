package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espalier predict}: what a saved model makes of examples. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the classes a saved model finds, with their probabilities.")
final class PredictCommand implements Callable<Integer> {
  @Mixin private Answer answer;
  @Mixin private SavedModel saved;
  @Mixin private ComputeOptions compute;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pictures of the network's size, white on black, instead of --data.")
  private List<Path> images = List.of();

  @Option(names = "--count", paramLabel = "N", description = "The first N (default: 10; 0: all).")
  private int count = 10;

  @Override
  public Integer call() {
    answer.atLeast("--count", count, 0);
    if (images.isEmpty() == !saved.hasData()) {
      throw answer.usage("give either --data, for example --data digits, or --image FILE", null);
    }
    try (Model model = Espalier.open(saved.load(), compute.compute(answer))) {
      Dataset data =
          images.isEmpty()
              ? saved.data(model.network(), answer)
              : Pictures.read(images, model.network());
      int shown = count == 0 || !images.isEmpty() ? data.size() : Math.min(count, data.size());
      Dataset examples = data.take(shown);
      int[] labels = examples.classes().isPresent() ? examples.labels() : null;
      show(names(shown), labels, model.predict(examples));
      return 0;
    }
  }

  private List<String> names(int shown) {
    return images.isEmpty()
        ? IntStream.range(0, shown).mapToObj(Integer::toString).toList()
        : images.stream().map(Path::toString).toList();
  }

  private void show(List<String> names, int[] labels, float[][] probabilities) {
    int width = Math.max(7, names.stream().mapToInt(String::length).max().orElse(0));
    String form = "%-" + width + "s  %-5s  %-11s  %s";
    answer.say(
        String.format(Locale.ROOT, form, "example", "class", "probability", "truth")
            .stripTrailing());
    ObjectNode node = Answer.node();
    ArrayNode all = node.putArray("predictions");
    for (int i = 0; i < probabilities.length; i++) {
      int best = largest(probabilities[i]);
      String truth = labels == null ? "" : labels[i] + (labels[i] == best ? "" : "  wrong");
      String share = String.format(Locale.ROOT, "%.4f", probabilities[i][best]);
      answer.say(
          String.format(Locale.ROOT, form, names.get(i), best, share, truth).stripTrailing());
      ObjectNode one = all.addObject().put("example", names.get(i)).put("class", best);
      one.put("probability", probabilities[i][best]);
      if (labels != null) one.put("label", labels[i]);
      ArrayNode each = one.putArray("probabilities");
      for (float p : probabilities[i]) each.add(p);
    }
    answer.end(node);
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    return best;
  }
}
