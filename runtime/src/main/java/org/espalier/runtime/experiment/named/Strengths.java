package org.espalier.runtime.experiment.named;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.espalier.dsl.init.StrengthVariance;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.Moment;

/**
 * How much the strengths of units vary, as {@link StrengthVariance} has it, on average over the
 * kernels: {@code strengths/outputs} of sums over inputs, {@code strengths/inputs} of sums over
 * outputs.
 */
public record Strengths() implements Measure {
  @Override
  public Map<String, Double> of(Moment moment) {
    List<StrengthVariance> all =
        moment.now().arrays().entrySet().stream()
            .filter(array -> array.getKey().endsWith("/kernel"))
            .map(array -> StrengthVariance.ofKernel(array.getValue().toNd()))
            .toList();
    return Map.of(
        "strengths/outputs", mean(all, StrengthVariance::rows),
        "strengths/inputs", mean(all, StrengthVariance::columns));
  }

  private static double mean(
      List<StrengthVariance> all, ToDoubleFunction<StrengthVariance> variance) {
    return all.stream().mapToDouble(variance).average().orElse(Double.NaN);
  }
}
