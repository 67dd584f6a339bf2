package org.espalier.runtime.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code mnist:DIR}, see {@link Mnist}. */
public final class MnistSource implements DataSource {

  @Override
  public String scheme() {
    return "mnist";
  }

  @Override
  public String usage() {
    return "mnist:DIR (the four MNIST files in DIR, plain or gzip)";
  }

  @Override
  public TrainTest load(DataSpec spec) {
    if (spec.argument().isEmpty()) {
      throw fault(spec, "no folder", "nothing after mnist", null);
    }
    try {
      return Mnist.load(Path.of(spec.argument()));
    } catch (InvalidPathException e) {
      throw fault(spec, "not a path", spec.argument(), e);
    }
  }

  private static DataException fault(
      DataSpec spec, String what, String received, InvalidPathException cause) {
    return new DataException(
        "data '" + spec + "'",
        what,
        "mnist:DIR",
        received,
        "mnist:/path/to/the/folder/with/the/four/files",
        cause);
  }
}
