package org.espalier.runtime.experiment.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.layer.Rescaling;
import org.espalier.dsl.network.ImageHandle;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.NetworkBuilder;

/**
 * Pictures of ten classes to train on. Real ones are taken from where ESPALIER_DATA says that data
 * lie; without them it is the built-in digits.
 *
 * @param spec what {@link org.espalier.runtime.data.DataSpec} reads
 * @param examples to train on
 * @param side of a picture, in pixels
 * @param channels of a pixel
 * @param mean of a channel over the training pictures
 * @param deviation of a channel over the training pictures
 */
record AtHand(String spec, int examples, int side, int channels, double mean, double deviation) {
  static final int CLASSES = 10;

  private static final AtHand DRAWN = new AtHand("digits", 10_000, 28, 1, 0.1215, 0.2870);

  /** MNIST, or the built-in digits. */
  static AtHand digits() {
    return folder("mnist")
        .map(dir -> new AtHand("mnist:" + dir, 60_000, 28, 1, 0.1307, 0.3081))
        .orElse(DRAWN);
  }

  /** The CIFAR-10 subset, or the built-in digits. */
  static AtHand pictures() {
    return folder("cifar10-small")
        .map(dir -> new AtHand("cifar10:" + dir, 10_000, 32, 3, 0.4745, 0.2515))
        .orElse(DRAWN);
  }

  private static Optional<Path> folder(String name) {
    return Optional.ofNullable(System.getenv("ESPALIER_DATA"))
        .map(told -> Path.of(told).resolve(name))
        .filter(Files::isDirectory);
  }

  /** Epochs that make at least so many steps of so many examples. */
  int epochs(int steps, int batch) {
    int each = (examples + batch - 1) / batch;
    return Math.max(1, (steps + each - 1) / each);
  }

  /** Begins a network whose first step makes pixels have mean 0 and variance 1. */
  ImageHandle standardised(NetworkBuilder network) {
    return network
        .image(side, side, channels)
        .layer("standardised", Rescaling.standardising(mean, deviation));
  }

  /** Begins a network of a name. */
  ImageHandle standardised(String name) {
    return standardised(Network.named(name));
  }
}
