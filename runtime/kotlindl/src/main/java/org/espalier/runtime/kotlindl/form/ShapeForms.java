package org.espalier.runtime.kotlindl.form;

import java.util.List;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.ReshapeTo;

/** Layers that reorder, or drop, what comes in. */
final class ShapeForms {
  static final List<LayerForm> ALL =
      List.of(
          LayerForm.of(
              "Flatten",
              Flatten.class,
              c -> {
                c.only("data_format", "channels_last");
                return new Flatten();
              },
              (flatten, to) -> to.put("data_format", "channels_last")),
          LayerForm.of(
              "Reshape",
              ReshapeTo.class,
              c -> new ReshapeTo(c.integers("target_shape")),
              (reshape, to) -> to.put("target_shape", reshape.dims())),
          LayerForm.of(
              "Dropout",
              Dropout.class,
              c -> new Dropout(c.number("rate")),
              (dropout, to) -> to.put("rate", dropout.rate())));

  private ShapeForms() {}
}
