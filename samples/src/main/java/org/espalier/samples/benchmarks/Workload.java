package org.espalier.samples.benchmarks;

import java.util.Locale;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy;
import org.espalier.dsl.metric.Accuracy;
import org.espalier.dsl.metric.Metric;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;

/** The networks that are timed, on 28×28 digits of ten classes. */
enum Workload {
  /** 784-512-512-10. */
  MLP {
    @Override
    Network network() {
      return Network.named("mlp")
          .image(28, 28, 1)
          .flatten()
          .dense(512, new Relu())
          .dense(512, new Relu())
          .dense(10)
          .build();
    }
  },
  /** 32 5×5, pool, 64 5×5, pool, 512, 10; convolutions keep height and width. */
  CNN {
    @Override
    Network network() {
      return Network.named("cnn")
          .image(28, 28, 1)
          .conv2d(new Conv2d(32, 5, new Relu()).same())
          .maxPool(new MaxPool2d(2))
          .conv2d(new Conv2d(64, 5, new Relu()).same())
          .maxPool(new MaxPool2d(2))
          .flatten()
          .dense(512, new Relu())
          .dense(10)
          .build();
    }
  };

  /** Adam's rate; the other settings are those of {@link Adam}. */
  static final double RATE = 1e-3;

  /** Classes of digits. */
  static final int CLASSES = 10;

  /** The description. */
  abstract Network network();

  /** Cross-entropy on class ids under Adam, from the default seed. */
  static Training training(boolean accuracy) {
    Metric[] metrics = accuracy ? new Metric[] {new Accuracy()} : new Metric[0];
    return Training.of(new Supervised(new SparseSoftmaxCrossEntropy(), new Adam(RATE), metrics));
  }

  /** The workload of a name in lower case. */
  static Workload named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Its name in lower case. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
