package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.Moment;
import org.espalier.runtime.signal.Gaussianity;

/**
 * How far from normal the values of steps are, as {@link Gaussianity} has it, in networks that
 * start as this one is described: {@code normality/STEP} from mean 0 and variance 1, {@code
 * shape/STEP} from the values' own. The nets' seeds follow from the trial's, so that no two trials
 * of one setting share a net.
 *
 * @param steps whose values are looked at
 * @param nets how many, at least 1
 * @param examples the first of the test examples, each for itself; at least 1
 */
public record Normality(List<String> steps, int nets, int examples) implements Measure {
  public Normality {
    steps = List.copyOf(steps);
    Check.positive("nets", nets);
    Check.positive("examples", examples);
  }

  @Override
  public Map<String, Double> of(Moment moment) {
    Snapshot snapshot = moment.now();
    long seed = snapshot.training().map(Training::seed).orElse(0L) * nets;
    Gaussianity found =
        Gaussianity.of(
            snapshot.network(),
            steps,
            seed,
            nets,
            moment.data().test().take(examples),
            moment.compute());
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Gaussianity.Row row : found.rows()) {
      numbers.put("normality/" + row.step(), row.distance());
      numbers.put("shape/" + row.step(), row.shape());
    }
    return numbers;
  }
}
