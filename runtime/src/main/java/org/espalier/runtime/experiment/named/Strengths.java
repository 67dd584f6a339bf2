package org.espalier.runtime.experiment.named;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.espalier.dsl.init.StrengthVariance;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.experiment.Measure;

/**
 * How much the strengths of units vary, as {@link StrengthVariance} has it, on average over the
 * kernels: {@code strengths/outputs} of sums over inputs, {@code strengths/inputs} of sums over
 * outputs.
 */
public record Strengths() implements Measure {
  @Override
  public Map<String, Double> of(Snapshot snapshot, TrainTest data, Compute compute) {
    List<StrengthVariance> all =
        snapshot.arrays().entrySet().stream()
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
