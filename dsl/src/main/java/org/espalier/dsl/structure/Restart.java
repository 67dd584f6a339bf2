package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Start;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.random.Streams;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Starts the training again from what it has learned: every weight of two axes or more is drawn
 * anew by an initializer that knows its trained values, all other weights (biases, scales) and the
 * layers' running statistics start as they were described, and whatever the optimizer keeps is
 * forgotten. Masks stay, and what they hide counts as 0. Progress goes on: epochs, steps and random
 * streams count further.
 *
 * @param init draws the weights; sees the trained ones
 * @param outputLayer false to let the weights of the last layer before each output be
 */
public record Restart(Initializer init, boolean outputLayer) implements StructurePass {
  /** With the output layers. */
  public Restart(Initializer init) {
    this(init, true);
  }

  /**
   * What is drawn depends on the training's seed and on how often this pass ran before.
   *
   * @throws EspalierException when the snapshot does not say how it is trained
   */
  @Override
  public Plan plan(Snapshot stored, Evidence evidence) {
    Snapshot snapshot = new MaskedStorage().plan(stored).apply(stored);
    List<Variable> all = StepGraph.of(snapshot.network(), training(stored).program()).variables();
    Set<String> kept = outputLayer ? Set.of() : outputs(snapshot.network(), all);
    List<Variable> again = new ArrayList<>();
    Map<String, Nd> trained = new HashMap<>();
    for (Variable v : all) {
      if (v.role() == Variable.Role.SLOT || kept.contains(v.path()) || isMask(v, all)) continue;
      if (!isMatrix(v)) {
        again.add(v);
        continue;
      }
      trained.put(v.path(), effective(snapshot, v.path()));
      again.add(new Variable(v.path(), v.role(), init, v.constraints(), v.leaf()));
    }
    long seed = Streams.derive(evidence.seed(), "restart", "pass/" + evidence.round());
    SortedMap<String, Tensor> values = Start.of(snapshot.network(), again, seed, trained);
    List<Edit> edits = new ArrayList<>();
    values.forEach(
        (path, value) ->
            edits.add(
                new Renew(path, StoredLinks.at(stored, path, visible(snapshot, path, value)))));
    edits.add(ForgetSlots.of(stored));
    return new Plan("restart by " + init, edits);
  }

  private static Training training(Snapshot snapshot) {
    return snapshot
        .training()
        .orElseThrow(
            () ->
                new EspalierException(
                    "the snapshot of '"
                        + snapshot.network().name()
                        + "' does not say how it is trained, so nothing can start again;"
                        + " use snapshot.withTraining(Training.classification())"));
  }

  private static boolean isMatrix(Variable v) {
    return v.role() == Variable.Role.WEIGHT && v.type().shape().rank() >= 2;
  }

  /** State that lies below a weight belongs to what stands between it and its layer. */
  private static boolean isMask(Variable state, List<Variable> all) {
    return state.role() == Variable.Role.STATE
        && all.stream()
            .filter(v -> v.role() == Variable.Role.WEIGHT)
            .anyMatch(v -> state.path().startsWith(v.path() + "/"));
  }

  private static Nd effective(Snapshot snapshot, String path) {
    return visible(snapshot, path, snapshot.array(path)).toNd();
  }

  /** With zeros where a mask hides it. */
  private static Tensor visible(Snapshot snapshot, String path, Tensor value) {
    Tensor mask = snapshot.arrays().get(Masked.path(path));
    if (mask == null) return value;
    Nd seen = value.toNd();
    double[] links = mask.toNd().data();
    for (int i = 0; i < links.length; i++) if (links[i] == 0) seen.data()[i] = 0;
    return Tensor.of(value.dtype(), seen);
  }

  /** The weights of the last step with a matrix on the way to each output. */
  private static Set<String> outputs(Network network, List<Variable> all) {
    List<String> matrices = all.stream().filter(Restart::isMatrix).map(Variable::path).toList();
    Set<String> last = Connections.outputs(network, matrices);
    return all.stream()
        .filter(v -> v.role() == Variable.Role.WEIGHT)
        .map(Variable::path)
        .filter(path -> last.stream().anyMatch(path::startsWith))
        .collect(Collectors.toSet());
  }
}
