package org.espalier.runtime.kotlindl.form;

import java.util.List;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.GaussianDropout;
import org.espalier.dsl.layer.Rescaling;
import org.espalier.dsl.layer.ReshapeTo;
import org.espalier.dsl.layer.SpatialDropout2d;
import org.espalier.dsl.layer.ZeroPad2d;

/** Layers that lay out, border or drop what comes in. */
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
              (dropout, to) -> to.put("rate", dropout.rate())),
          LayerForm.of(
              "GaussianDropout",
              GaussianDropout.class,
              c -> new GaussianDropout(c.number("rate")),
              (dropout, to) -> to.put("rate", dropout.rate())),
          LayerForm.of(
              "SpatialDropout2D",
              SpatialDropout2d.class,
              c -> {
                c.only("data_format", "channels_last");
                c.ignore("noise_shape");
                return new SpatialDropout2d(c.number("rate"));
              },
              (dropout, to) -> to.put("rate", dropout.rate())),
          LayerForm.of(
              "Rescaling",
              Rescaling.class,
              c -> new Rescaling(c.number("scale"), c.number("offset")),
              (r, to) -> to.put("scale", r.scale()).put("offset", r.offset())),
          LayerForm.of("ZeroPadding2D", ZeroPad2d.class, ShapeForms::zeroPad, ShapeForms::write));

  private ShapeForms() {}

  /** One number, or rows and columns, or [[top, bottom], [left, right]]. */
  private static ZeroPad2d zeroPad(LayerConfig c) {
    c.only("data_format", "channels_last");
    int[][] sides = c.pairs("padding");
    return new ZeroPad2d(sides[0][0], sides[0][1], sides[1][0], sides[1][1]);
  }

  private static void write(ZeroPad2d pad, LayerText to) {
    to.put("padding", List.of(List.of(pad.top(), pad.bottom()), List.of(pad.left(), pad.right())));
    to.put("data_format", "channels_last");
  }
}
