package org.espalier.runtime.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.io.AtomicFile;

/**
 * Results in files, one a trial, each written whole or not at all; where networks are kept, another
 * one a trial beside it.
 */
final class ResultFolder {
  private final Path folder;

  ResultFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The result of a trial, if it is there.
   *
   * @param network whether it counts only with its network; a trial that failed has none
   */
  Optional<TrialResult> find(String id, boolean network) {
    Path file = file(id);
    if (Files.notExists(file)) return Optional.empty();
    try {
      TrialResult result = Json.standard().read(Files.readString(file), TrialResult.class);
      if (!result.trial().equals(id)) {
        throw unusable(file, "the result", "it holds trial " + result.trial(), null);
      }
      boolean whole = !network || result.failure().isPresent() || Files.exists(networkFile(id));
      return whole ? Optional.of(result) : Optional.empty();
    } catch (JsonError e) {
      throw unusable(file, "the result", e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("cannot read " + file + ": " + e, e));
    }
  }

  /** The network that a trial ended with. */
  Snapshot network(TrialResult result, Json json) {
    Path file = networkFile(result.trial());
    Snapshot network;
    try {
      network = Snapshot.load(file, json);
    } catch (EspalierException e) {
      throw unusable(file, "the network", e.getMessage(), e);
    }
    if (result.weightsSha256().equals(Optional.of(network.weightsSha256()))) return network;
    throw unusable(file, "the network", "its weights are not those that the result tells of", null);
  }

  private static EspalierException unusable(Path file, String what, String why, Exception cause) {
    return new EspalierException(
        file + " is not " + what + " of its trial: " + why + "; delete it to run the trial again",
        cause);
  }

  /** The network first: where there is a result, its network is there. */
  void write(FinishedTrial trial) {
    String id = trial.result().trial();
    trial.network().ifPresent(network -> network.saveTo(networkFile(id)));
    AtomicFile.write(file(id), Json.standard().text(trial.result()) + "\n");
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }

  private Path networkFile(String id) {
    return folder.resolve(id + ".espalier");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
