package org.espalier.runtime.data;

import java.nio.file.Path;

/** {@code mnist:DIR}, see {@link Mnist}. */
public final class MnistSource extends FolderSource {
  /** For the service loader. */
  public MnistSource() {
    super("mnist", "the four MNIST files");
  }

  @Override
  protected TrainTest read(Path folder) {
    return Mnist.load(folder);
  }
}
