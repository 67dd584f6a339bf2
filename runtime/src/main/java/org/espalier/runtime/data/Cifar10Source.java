package org.espalier.runtime.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code cifar10:DIR}, see {@link Cifar10}. */
public final class Cifar10Source implements DataSource {

  @Override
  public String scheme() {
    return "cifar10";
  }

  @Override
  public String usage() {
    return "cifar10:DIR (the CIFAR-10 binary files in DIR, plain or gzip)";
  }

  @Override
  public TrainTest load(DataSpec spec) {
    if (spec.argument().isEmpty()) {
      throw fault(spec, "no folder", "nothing after cifar10", null);
    }
    try {
      return Cifar10.load(Path.of(spec.argument()));
    } catch (InvalidPathException e) {
      throw fault(spec, "not a path", spec.argument(), e);
    }
  }

  private static DataException fault(
      DataSpec spec, String what, String received, InvalidPathException cause) {
    return new DataException(
        "data '" + spec + "'",
        what,
        "cifar10:DIR",
        received,
        "cifar10:/path/to/the/folder/with/the/files",
        cause);
  }
}
