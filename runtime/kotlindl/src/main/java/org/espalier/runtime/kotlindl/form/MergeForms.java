package org.espalier.runtime.kotlindl.form;

import java.util.List;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.Multiply;

/** Layers of several inputs. */
final class MergeForms {
  static final List<LayerForm> ALL =
      List.of(
          LayerForm.of("Add", Add.class, c -> new Add(), (add, to) -> {}),
          LayerForm.of("Multiply", Multiply.class, c -> new Multiply(), (multiply, to) -> {}),
          LayerForm.of(
              "Concatenate",
              Concat.class,
              c -> new Concat(c.integer("axis", -1)),
              (concat, to) -> to.put("axis", concat.axis())));

  private MergeForms() {}
}
