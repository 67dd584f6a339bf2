package org.espalier.runtime.data;

import java.nio.file.Path;

/** {@code cifar10:DIR}, see {@link Cifar10}. */
public final class Cifar10Source extends FolderSource {
  /** For the service loader. */
  public Cifar10Source() {
    super("cifar10", "the CIFAR-10 binary files");
  }

  @Override
  protected TrainTest read(Path folder) {
    return Cifar10.load(folder);
  }
}
