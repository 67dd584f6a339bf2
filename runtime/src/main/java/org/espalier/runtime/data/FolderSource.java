package org.espalier.runtime.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A source whose argument is the folder that holds its files: {@code scheme:DIR}. One of your own
 * says its scheme and reads the folder.
 */
public abstract class FolderSource implements DataSource {
  private final String scheme;
  private final String files;

  /**
   * A source.
   *
   * @param scheme what stands before the colon
   * @param files what the folder holds, in a few words
   */
  protected FolderSource(String scheme, String files) {
    this.scheme = scheme;
    this.files = files;
  }

  /**
   * Reads the folder.
   *
   * @throws DataException if it is none, or a file in it is missing or cannot be used
   */
  protected abstract TrainTest read(Path folder);

  @Override
  public final String scheme() {
    return scheme;
  }

  @Override
  public final String usage() {
    return scheme + ":DIR (" + files + " in DIR, plain or gzip)";
  }

  @Override
  public final TrainTest load(DataSpec spec) {
    if (spec.argument().isEmpty()) {
      throw fault(spec, "no folder", "nothing after " + scheme, null);
    }
    Path folder;
    try {
      folder = Path.of(spec.argument());
    } catch (InvalidPathException e) {
      throw fault(spec, "not a path", spec.argument(), e);
    }
    return read(folder);
  }

  private DataException fault(
      DataSpec spec, String what, String received, InvalidPathException cause) {
    return new DataException(
        "data '" + spec + "'",
        what,
        scheme + ":DIR",
        received,
        scheme + ":/path/to/the/folder with " + files,
        cause);
  }
}
