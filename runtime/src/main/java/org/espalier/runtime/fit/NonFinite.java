package org.espalier.runtime.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.LiveDriver;

/** Looks for where numbers stop being numbers. */
final class NonFinite {
  private static final String LOSS = "loss";

  private NonFinite() {}

  /** A reported loss that is not finite: {@code loss is NaN}, or nothing. */
  static Optional<String> loss(Map<String, Double> metrics) {
    for (Map.Entry<String, Double> m : metrics.entrySet()) {
      if (!Double.isFinite(m.getValue()) && isLoss(m.getKey())) {
        return Optional.of(m.getKey() + " is " + m.getValue());
      }
    }
    return Optional.empty();
  }

  private static boolean isLoss(String name) {
    return name.equals(LOSS) || name.endsWith("/" + LOSS) || name.endsWith("Loss");
  }

  /** Path of the first weight with an element that is no number. */
  static Optional<String> weight(Engine engine) {
    List<String> paths =
        engine.graph().weights("").stream()
            .filter(v -> v.type().dtype().isFloat())
            .map(Variable::path)
            .toList();
    Map<String, Tensor> values = engine.read(paths);
    return paths.stream().filter(p -> !values.get(p).isFinite()).findFirst();
  }

  /** The layer a weight belongs to. */
  static String owner(String weight) {
    return weight.substring(0, weight.lastIndexOf('/'));
  }

  /** Path of the first layer with a value that is no number, or nothing. */
  static String layer(Engine engine, LiveDriver driver) {
    for (Phase phase : engine.graph().program().phases()) {
      if (phase.updates().isEmpty()) continue;
      String probe = "probe/" + phase.name();
      engine.add(probe, name -> engine.graph().probe(name, phase.name()));
      for (Map.Entry<String, Double> tap : driver.run(probe).entrySet()) {
        if (tap.getValue() < 1) return engine.network().name() + "/" + tap.getKey();
      }
    }
    return "";
  }
}
