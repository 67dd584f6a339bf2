package org.espalier.runtime.coding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.Moment;

/**
 * What was reported of the structure that a network was made of, as its provenance has it: {@code
 * structure/1/entropy}, {@code structure/1/locality}; figures that were not measured are left out.
 */
public record StructureFigures() implements Measure {
  @Override
  public Map<String, Double> of(Moment moment) {
    Map<String, Double> figures = new LinkedHashMap<>();
    moment
        .now()
        .provenance()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(LearnedStructure.FIGURES)) return;
              double figure = Double.parseDouble(value);
              if (!Double.isNaN(figure)) figures.put(name, figure);
            });
    return figures;
  }
}
