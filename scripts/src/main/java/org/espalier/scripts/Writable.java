package org.espalier.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.dsl.error.EspalierException;

/** Finds out before hours of work whether its result can be written. */
final class Writable {
  private Writable() {}

  /**
   * Demands that a file can be made there.
   *
   * @throws EspalierException when it is a folder, or its folder takes no files
   */
  static void require(Path file) {
    Path target = file.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new EspalierException("cannot write " + file + ": it is a folder; name a file in it");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new EspalierException(
          "cannot write " + file + ": it is a device or the like; name an ordinary file");
    }
    Path folder = target.getParent();
    while (folder != null && Files.notExists(folder)) folder = folder.getParent();
    if (folder == null) {
      throw new EspalierException("cannot write " + file + ": it is no file's name");
    }
    try {
      Files.delete(Files.createTempFile(folder, ".espalier", ".probe"));
    } catch (IOException e) {
      throw new EspalierException(
          "cannot write "
              + file
              + ": "
              + (Files.isDirectory(folder) ? folder + " takes no files" : folder + " is no folder")
              + " ("
              + e.getMessage()
              + "); choose another place",
          e);
    }
  }
}
