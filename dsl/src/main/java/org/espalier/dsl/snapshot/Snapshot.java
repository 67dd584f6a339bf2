package org.espalier.dsl.snapshot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Start;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/**
 * A network with its arrays: weights, masks, running state, optimizer slots, counters, how it was
 * trained and where that stands. Immutable; passes, checkpoints and analyses read and return it.
 *
 * @param network the description
 * @param training how it is trained, if it is
 * @param arrays by path; those of the network start with its name, slots with {@code @}
 * @param progress how far training has come
 * @param provenance versions, machine, data: name → text
 */
public record Snapshot(
    Network network,
    Optional<Training> training,
    SortedMap<String, Tensor> arrays,
    Progress progress,
    Map<String, String> provenance) {

  public Snapshot {
    arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** A network as it starts: every array drawn from its own stream of the training's seed. */
  public static Snapshot initial(Network network, Training training) {
    Network applied = training.applied(network);
    StepGraph graph = StepGraph.of(applied, training.program());
    return new Snapshot(
        applied,
        Optional.of(training),
        Start.of(applied, graph.variables(), training.seed()),
        Progress.NONE,
        Map.of());
  }

  /**
   * One array.
   *
   * @throws EspalierException listing the paths there are
   */
  public Tensor array(String path) {
    Tensor tensor = arrays.get(path);
    if (tensor != null) return tensor;
    throw new EspalierException(
        "snapshot of '"
            + network.name()
            + "' has no array '"
            + path
            + "'; there are "
            + arrays.keySet());
  }

  /** A copy with some arrays set. */
  public Snapshot with(Map<String, Tensor> changed) {
    SortedMap<String, Tensor> copy = new TreeMap<>(arrays);
    copy.putAll(changed);
    return new Snapshot(network, training, copy, progress, provenance);
  }

  /** A copy with another network. */
  public Snapshot withNetwork(Network other) {
    return new Snapshot(other, training, arrays, progress, provenance);
  }

  /** A copy that stands elsewhere in its training. */
  public Snapshot withProgress(Progress other) {
    return new Snapshot(network, training, arrays, other, provenance);
  }

  /** A copy with other training. */
  public Snapshot withTraining(Training other) {
    return new Snapshot(network, Optional.of(other), arrays, progress, provenance);
  }

  /** A copy with other provenance. */
  public Snapshot withProvenance(Map<String, String> other) {
    return new Snapshot(network, training, arrays, progress, other);
  }

  /**
   * Completes and checks the arrays against what a program declares: missing ones start afresh,
   * ones that nothing uses are dropped.
   *
   * @throws EspalierException when an array has another type than its variable, or none of the
   *     weights is here: then the arrays are of another network
   */
  public Snapshot fitted(StepGraph graph, long seed) {
    Map<String, Variable> missing = new LinkedHashMap<>();
    SortedMap<String, Tensor> kept = new TreeMap<>();
    for (Variable v : graph.variables()) {
      Tensor have = arrays.get(v.path());
      if (have == null) missing.put(v.path(), v);
      else if (have.type().equals(v.type())) kept.put(v.path(), have);
      else throw misfit(v.path(), v.type(), have);
    }
    requireOwn(graph);
    kept.putAll(Start.of(network, missing.values(), seed));
    return new Snapshot(network, training, kept, progress, provenance);
  }

  private void requireOwn(StepGraph graph) {
    List<String> needed = graph.weights("").stream().map(Variable::path).toList();
    List<String> have = arrays.keySet().stream().filter(p -> !p.startsWith("@")).toList();
    if (needed.isEmpty() || have.isEmpty() || needed.stream().anyMatch(arrays::containsKey)) return;
    throw new EspalierException(
        "the snapshot's arrays are of another architecture: network '"
            + network.name()
            + "' needs "
            + needed
            + " but the snapshot has "
            + have
            + "; open it with the network it was made of, or start afresh with Snapshot.initial");
  }

  private static EspalierException misfit(String path, Type needed, Tensor have) {
    return new EspalierException(
        "array '"
            + path
            + "' is "
            + have.type()
            + " but the network needs "
            + needed
            + ": the snapshot belongs to another architecture; open it with the network it was made"
            + " of, or start afresh with Snapshot.initial");
  }

  /** SHA-256 of the network's own arrays (weights and layer state, not slots), lower-case hex. */
  public String weightsSha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      arrays.forEach(
          (path, tensor) -> {
            if (path.startsWith("@")) return;
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(tensor.sha256());
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Writes it as one file: beside, flushed, then moved into place, so that no half is ever seen.
   *
   * @throws EspalierException when that fails; the file that was there before is then untouched
   */
  public void saveTo(Path file) {
    SnapshotFile.save(this, file, Json.standard());
  }

  /**
   * Reads a file written by {@link #saveTo}; user-written types need {@link #load(Path, Json)}.
   *
   * @throws EspalierException when there is no such file, it is damaged, or it names a type that is
   *     not known
   */
  public static Snapshot load(Path file) {
    return load(file, Json.standard());
  }

  /** The same with a codec that knows user-written types. */
  public static Snapshot load(Path file, Json json) {
    return SnapshotFile.load(file, json);
  }
}
