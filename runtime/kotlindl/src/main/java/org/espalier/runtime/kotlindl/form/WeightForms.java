package org.espalier.runtime.kotlindl.form;

import java.util.List;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;

/** Layers with weights. */
final class WeightForms {

  static final List<LayerForm> ALL =
      List.of(
          LayerForm.of("Dense", Dense.class, WeightForms::dense, WeightForms::write),
          LayerForm.of("Conv2D", Conv2d.class, WeightForms::conv2d, WeightForms::write),
          LayerForm.of(
              "BatchNormalization", BatchNorm.class, WeightForms::batchNorm, WeightForms::write));

  private WeightForms() {}

  /** Keras's takes any rank; Espalier's says so where that is meant. */
  private static Dense dense(LayerConfig c) {
    boolean everyPosition = !c.inputs().isEmpty() && c.inputs().get(0).rank() > 2;
    return new Dense(
        c.integer("units"),
        c.activation("activation"),
        c.kernel("kernel_initializer"),
        c.bias(),
        everyPosition);
  }

  private static void write(Dense dense, LayerText to) {
    to.put("units", dense.units())
        .activation(dense.activation())
        .weights(dense.kernel(), dense.bias());
  }

  private static Conv2d conv2d(LayerConfig c) {
    c.only("data_format", "channels_last");
    c.only("groups", 1);
    int[] size = c.pair("kernel_size");
    return new Conv2d(
        c.integer("filters"),
        size[0],
        size[1],
        c.windows(1, 1),
        c.activation("activation"),
        c.kernel("kernel_initializer"),
        c.bias());
  }

  private static void write(Conv2d conv, LayerText to) {
    to.put("filters", conv.filters())
        .put("kernel_size", List.of(conv.kernelHeight(), conv.kernelWidth()))
        .put(
            "dilation_rate",
            List.of(conv.windows().dilationHeight(), conv.windows().dilationWidth()))
        .windows(conv.windows())
        .activation(conv.activation())
        .weights(conv.kernel(), conv.bias());
  }

  /** Starting values of its arrays are the usual ones on both sides. */
  private static BatchNorm batchNorm(LayerConfig c) {
    c.onlyLastAxis("axis");
    c.only("center", true);
    c.only("scale", true);
    c.only("renorm", false);
    c.only("synchronized", false);
    c.ignore("fused", "renorm_momentum", "renorm_clipping");
    c.starts("beta_initializer", 0);
    c.starts("gamma_initializer", 1);
    c.starts("moving_mean_initializer", 0);
    c.starts("moving_variance_initializer", 1);
    return new BatchNorm(c.number("momentum", 0.99), c.number("epsilon", 1e-3));
  }

  private static void write(BatchNorm norm, LayerText to) {
    to.put("axis", List.of(to.rank() - 1))
        .put("momentum", norm.momentum())
        .put("epsilon", norm.epsilon())
        .put("center", true)
        .put("scale", true)
        .starts("beta_initializer", 0)
        .starts("gamma_initializer", 1)
        .starts("moving_mean_initializer", 0)
        .starts("moving_variance_initializer", 1);
  }
}
