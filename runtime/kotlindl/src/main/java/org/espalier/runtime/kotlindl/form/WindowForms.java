package org.espalier.runtime.kotlindl.form;

import java.util.List;
import java.util.Set;
import org.espalier.dsl.layer.AveragePool2d;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.layer.GlobalMaxPool;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.op.Windows;

/** Pools. */
final class WindowForms {
  /** Makes a pool of its sizes and strides. */
  private interface Pool {
    Layer of(int height, int width, Windows windows);
  }

  static final List<LayerForm> ALL =
      List.of(
          LayerForm.of(
              "MaxPooling2D",
              MaxPool2d.class,
              c -> read(c, MaxPool2d::new),
              (pool, to) -> write(pool.height(), pool.width(), pool.windows(), to)),
          LayerForm.of(
              "AveragePooling2D",
              AveragePool2d.class,
              c -> read(c, AveragePool2d::new),
              (pool, to) -> write(pool.height(), pool.width(), pool.windows(), to)),
          global("GlobalAveragePooling", GlobalAveragePool.class, new GlobalAveragePool()),
          global("GlobalMaxPooling", GlobalMaxPool.class, new GlobalMaxPool()));

  private WindowForms() {}

  private static Layer read(LayerConfig c, Pool pool) {
    c.only("data_format", "channels_last");
    int[] size = c.pair("pool_size", 2, 2);
    return pool.of(size[0], size[1], c.windows(size));
  }

  private static void write(int height, int width, Windows windows, LayerText to) {
    to.put("pool_size", List.of(height, width)).windows(windows);
  }

  /** Espalier's takes every number of positions, Keras has a class for each. */
  private static <L extends Layer> LayerForm global(String name, Class<L> type, L layer) {
    LayerConverter read =
        c -> {
          c.only("data_format", "channels_last");
          c.only("keepdims", false);
          return layer;
        };
    return LayerForm.of(
        Set.of(name + "1D", name + "2D", name + "3D"),
        type,
        read,
        (pool, to) -> {
          to.as(name + (to.rank() - 2) + "D");
          if (to.rank() > 5) to.problem("pools over more than three axes are not in Keras");
        });
  }
}
