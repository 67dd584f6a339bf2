package org.espalier.tf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.tf.lowering.LoweringTable;
import org.espalier.tf.lowering.NativeMemory;
import org.espalier.tf.lowering.PhaseGraph;
import org.espalier.tf.lowering.ProgramGraph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * A program running on TensorFlow: its variables live here between runs. Phases are run by {@link
 * PhaseRunner}s, one per thread; phases without updates run side by side, a phase with updates, a
 * {@link #read} or a {@link #write} sees and leaves all variables at one step.
 */
public final class TfSession implements AutoCloseable {
  /** TensorFlow sizes the pool of all sessions by the first one. */
  private static final AtomicInteger POOL = new AtomicInteger();

  private final ProgramGraph graph;
  private final Session session;
  private final Map<String, Expr> variables = new LinkedHashMap<>();
  private final Set<Expr> initialised = ConcurrentHashMap.newKeySet();
  private final Set<PhaseRunner> runners = ConcurrentHashMap.newKeySet();
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private TfSession(Program program, TfOptions options) {
    for (Expr v : program.variables()) {
      if (variables.put(Leaf.of(v).name(), v) != null) {
        throw new TfException("the program has two variables '" + Leaf.of(v).name() + "'");
      }
    }
    graph =
        new ProgramGraph(
            program, LoweringTable.of(options.lowerings(), options.unroll()), options.streams());
    try {
      session = new Session(graph.graph(), Configs.of(options));
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
    NativeCounter.SESSIONS.incrementAndGet();
  }

  /**
   * Opens a session. Variables have no value until {@link #write} gives them one; a phase is
   * lowered when it is first asked for.
   *
   * @throws TfException when a GPU is asked for and TensorFlow sees none
   */
  public static TfSession open(Program program, TfOptions options) {
    Natives.prepare();
    if (options.device() == Device.GPU && !Devices.gpu()) throw Configs.noGpu();
    POOL.compareAndSet(0, options.intraThreads());
    return new TfSession(program, options);
  }

  /**
   * Threads that TensorFlow really computes an op with in this process: those that its first
   * session asked for; 0 before there was one.
   */
  public static int poolThreads() {
    return POOL.get();
  }

  /** Paths of the program's variables, in its order. */
  public Set<String> variables() {
    return java.util.Collections.unmodifiableSet(variables.keySet());
  }

  /** Names of the phases that can be run. */
  public Set<String> phases() {
    return graph.phases().keySet();
  }

  /**
   * The phase of a name.
   *
   * @throws IllegalArgumentException listing the names there are
   */
  public Phase phase(String name) {
    Phase phase = graph.phases().get(name);
    if (phase == null) {
      throw new IllegalArgumentException("no phase '" + name + "'; there are " + phases());
    }
    return phase;
  }

  /**
   * Makes one more phase over the same variables known: a tap, a diagnosis.
   *
   * @throws org.espalier.dsl.error.EspalierException when there is a phase of that name
   */
  public void add(Phase phase) {
    locked(
        gate.readLock(),
        () -> {
          graph.add(phase);
          return null;
        });
  }

  /** All variables, by path, exactly as they are stored. */
  public Map<String, Tensor> read() {
    return read(variables.keySet());
  }

  /**
   * Some variables, all of the same step.
   *
   * @throws TfException naming a path that is no variable, or a variable that has no value yet
   */
  public Map<String, Tensor> read(Collection<String> paths) {
    List<Expr> wanted = new ArrayList<>();
    for (String path : Set.copyOf(paths)) wanted.add(variable(path));
    return locked(gate.readLock(), () -> fetch(List.copyOf(paths), wanted));
  }

  private Map<String, Tensor> fetch(List<String> paths, List<Expr> wanted) {
    if (wanted.isEmpty()) return Map.of();
    needValues(wanted, "read");
    Session.Runner run = session.runner();
    for (Expr v : wanted) run.fetch(graph.read(v));
    Map<Expr, Tensor> values = new LinkedHashMap<>();
    try (Result result = run.run()) {
      for (int i = 0; i < wanted.size(); i++) {
        values.put(wanted.get(i), NativeMemory.copyOf(result.get(i)));
      }
    } catch (TensorFlowException e) {
      throw failed("reading variables", e);
    }
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (String path : paths) named.put(path, values.get(variable(path)));
    return named;
  }

  /**
   * Gives variables a value. All values are checked before the first is written.
   *
   * @throws TfException naming a path that is no variable
   * @throws ShapeMismatch naming a value of another element type or shape than its variable
   */
  public void write(Map<String, Tensor> values) {
    Map<Expr, Tensor> checked = new LinkedHashMap<>();
    values.forEach(
        (path, value) -> {
          Expr v = variable(path);
          if (!value.type().equals(v.type())) {
            throw new ShapeMismatch("variable '" + path + "'", v.type() + "", value.type() + "");
          }
          checked.put(v, value);
        });
    locked(
        gate.writeLock(),
        () -> {
          assign(checked);
          return null;
        });
  }

  /**
   * In one run: TensorFlow prepares each set of ops that it is asked to run by a walk of its graph.
   */
  private void assign(Map<Expr, Tensor> values) {
    if (values.isEmpty()) return;
    List<org.tensorflow.Tensor> fed = new ArrayList<>();
    try {
      Session.Runner run = session.runner();
      values.forEach(
          (variable, value) -> {
            fed.add(NativeMemory.copyOf(value));
            run.feed(graph.written(variable), fed.get(fed.size() - 1));
            run.addTarget(graph.write(variable));
          });
      run.run().close();
      initialised.addAll(values.keySet());
    } catch (TensorFlowException e) {
      throw failed("writing variables", e);
    } finally {
      fed.forEach(org.tensorflow.Tensor::close);
    }
  }

  /** A runner that fetches every output of a phase and makes its updates. */
  public PhaseRunner runner(String phase) {
    PhaseGraph lowered = locked(gate.readLock(), () -> graph.phase(phase));
    return runner(phase, lowered.outputs().keySet());
  }

  /** A runner that fetches some outputs of a phase and makes its updates. */
  public PhaseRunner runner(String phase, String... outputs) {
    return runner(phase, Arrays.asList(outputs));
  }

  /**
   * A runner that fetches some outputs of a phase, computing only what they need, and makes its
   * updates.
   *
   * @throws IllegalArgumentException when there is no such phase or output, listing what there is
   */
  public PhaseRunner runner(String phase, Collection<String> outputs) {
    return locked(
        gate.readLock(),
        () -> {
          PhaseRunner made = new PhaseRunner(this, graph, graph.phase(phase), outputs);
          runners.add(made);
          return made;
        });
  }

  /** A phase's graph as text that depends on nothing but the phase: for golden tests. */
  public String graphText(String phase) {
    return locked(gate.readLock(), () -> graph.text(phase));
  }

  /** Number of TensorFlow ops made so far. */
  public int nodeCount() {
    return graph.size();
  }

  /** Devices TensorFlow sees: {@code /job:localhost/replica:0/task:0/device:CPU:0}. */
  public static List<String> devices() {
    return Devices.list().stream().map(Devices.Found::name).toList();
  }

  /**
   * Waits until running calls end, then frees everything; further calls give {@link
   * IllegalStateException}. Closing again does nothing.
   */
  @Override
  public void close() {
    gate.writeLock().lock();
    try {
      if (closed) return;
      closed = true;
      runners.forEach(PhaseRunner::release);
      runners.clear();
      session.close();
      graph.close();
      NativeCounter.SESSIONS.decrementAndGet();
    } finally {
      gate.writeLock().unlock();
    }
  }

  private Expr variable(String path) {
    Expr v = variables.get(path);
    if (v == null) {
      throw new TfException("no variable '" + path + "'; there are " + variables.keySet());
    }
    return v;
  }

  <T> T locked(Lock lock, Supplier<T> body) {
    lock.lock();
    try {
      if (closed) throw new IllegalStateException("this TensorFlow session is closed");
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  void needValues(Collection<Expr> wanted, String what) {
    List<String> missing =
        wanted.stream().filter(v -> !initialised.contains(v)).map(v -> Leaf.of(v).name()).toList();
    if (!missing.isEmpty()) {
      throw new TfException(
          what
              + ": "
              + missing.size()
              + " variables have no value yet: "
              + missing.subList(0, Math.min(5, missing.size()))
              + "; write them first with TfSession.write");
    }
  }

  static TfException failed(String what, RuntimeException cause) {
    String message = String.valueOf(cause.getMessage()).strip();
    int end = message.indexOf('\n');
    return new TfException(what + ": " + (end < 0 ? message : message.substring(0, end)), cause);
  }

  Session session() {
    return session;
  }

  Lock gate(boolean exclusive) {
    return exclusive ? gate.writeLock() : gate.readLock();
  }

  boolean closed() {
    return closed;
  }

  void assigned(Collection<Expr> changed) {
    initialised.addAll(changed);
  }

  void forget(PhaseRunner runner) {
    runners.remove(runner);
  }
}
