package org.espalier.runtime.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.random.Streams;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/**
 * One description on TensorFlow: the traced step, the session, and runners to reuse. Whoever makes
 * calls on an engine that somebody else may close does so between {@link #enter} and {@link
 * #leave}.
 */
public final class Engine implements AutoCloseable {
  private final Training training;
  private final StepGraph graph;
  private final TfSession session;
  private final TfOptions options;
  private final Map<String, Queue<PhaseRunner>> idle = new ConcurrentHashMap<>();
  private final Uses uses;

  /** Builds and fills a session. */
  public Engine(Snapshot snapshot, Compute compute) {
    training =
        snapshot
            .training()
            .orElseThrow(
                () ->
                    new EspalierException(
                        "the snapshot of '"
                            + snapshot.network().name()
                            + "' does not say how it is"
                            + " trained; give it with snapshot.withTraining(…)"));
    graph = StepGraph.of(snapshot.network(), training.program());
    Snapshot fitted = snapshot.fitted(graph, training.seed());
    options =
        TfOptions.standard()
            .withDevice(compute.device())
            .withIntraThreads(compute.threads())
            .withStreams(name -> Streams.derive(training.seed(), name));
    session = TfSession.open(graph.program(), options);
    uses = new Uses(session::close);
    try {
      session.write(fitted.arrays());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** How it is trained. */
  public Training training() {
    return training;
  }

  /** The network. */
  public Network network() {
    return graph.network();
  }

  /** The traced step. */
  public StepGraph graph() {
    return graph;
  }

  /** How its session runs. */
  public TfOptions options() {
    return options;
  }

  /** The session. */
  public TfSession session() {
    return session;
  }

  /** Begins a call; false when the engine was closed, and then nothing may be called. */
  public boolean enter() {
    return uses.begin();
  }

  /** Ends a call. */
  public void leave() {
    uses.end();
  }

  /** Makes a further phase known, once. */
  public synchronized void add(String name, Function<String, Phase> describe) {
    if (!session.phases().contains(name)) session.add(describe.apply(name));
  }

  /** The value as it stands. */
  public Snapshot snapshot(Progress progress, Map<String, String> provenance) {
    return new Snapshot(
        network(), Optional.of(training), new TreeMap<>(session.read()), progress, provenance);
  }

  /** Lends a runner of a phase to {@code body}; runners are kept and used again. */
  public <T> T with(String phase, Function<PhaseRunner, T> body) {
    Queue<PhaseRunner> queue = idle.computeIfAbsent(phase, p -> new ConcurrentLinkedQueue<>());
    PhaseRunner runner = queue.poll();
    if (runner == null) runner = session.runner(phase);
    try {
      return body.apply(runner);
    } finally {
      queue.add(runner);
    }
  }

  /** Current values of some variables. */
  public Map<String, Tensor> read(List<String> paths) {
    return session.read(paths);
  }

  /** Paths of all variables. */
  public List<String> paths() {
    return new ArrayList<>(session.variables());
  }

  /** Refuses new calls; the last call that is running frees everything. */
  @Override
  public void close() {
    uses.disown();
  }

  /** After {@link #close}: waits until everything is freed. */
  public void awaitFreed() {
    uses.awaitFreed();
  }
}
