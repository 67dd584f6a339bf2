package org.espalier.runtime.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;
import org.espalier.runtime.io.AtomicFile;

/** Results in files, one a trial, each written whole or not at all. */
final class ResultFolder {
  private final Path folder;

  ResultFolder(Path folder) {
    this.folder = folder;
  }

  /** The result of a trial, if it is there. */
  Optional<TrialResult> find(String id) {
    Path file = file(id);
    if (Files.notExists(file)) return Optional.empty();
    try {
      TrialResult result = Json.standard().read(Files.readString(file), TrialResult.class);
      if (result.trial().equals(id)) return Optional.of(result);
      throw unusable(file, "it holds trial " + result.trial(), null);
    } catch (JsonError e) {
      throw unusable(file, e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("cannot read " + file + ": " + e, e));
    }
  }

  private static EspalierException unusable(Path file, String why, Exception cause) {
    return new EspalierException(
        file + " is not the result of its trial: " + why + "; delete it to run the trial again",
        cause);
  }

  void write(TrialResult result) {
    AtomicFile.write(file(result.trial()), Json.standard().text(result) + "\n");
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
