package org.espalier.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.fit.Trainer;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.Evaluator;
import org.espalier.runtime.live.LiveDriver;
import org.espalier.runtime.live.Provenance;

/**
 * A live network: it holds native memory, so close it. {@link #predict}, taps, {@link #evaluate}
 * and {@link #snapshot} may be called from many threads, also while another one trains; {@link
 * #fit} from one at a time.
 */
public final class Model implements AutoCloseable {
  /** Examples a run when evaluating and predicting. */
  static final int BATCH = 256;

  private final Compute compute;
  private final AtomicReference<Thread> trainer = new AtomicReference<>();

  /** Held while a step is made or the engine is replaced; fair, so that nobody waits for long. */
  private final ReentrantLock stepping = new ReentrantLock(true);

  private volatile Engine engine;
  private Progress progress;
  private long steps;
  private long runs;
  private volatile Map<String, String> provenance;
  private volatile boolean closed;

  Model(Snapshot snapshot, Compute compute) {
    this.compute = compute;
    at(snapshot.progress());
    this.provenance = snapshot.provenance();
    this.engine = new Engine(snapshot, compute);
  }

  private void at(Progress now) {
    progress = now;
    steps = now.steps();
    runs = now.runs();
  }

  /** The description. */
  public Network network() {
    return using(Engine::network);
  }

  /** How far training has come. */
  public Progress progress() {
    return stepping(() -> progress.at(steps, runs));
  }

  /**
   * Trains. When it fails in the middle of an epoch, the model is as it was at that epoch's
   * beginning.
   *
   * @throws EspalierException when another thread is training this model, data do not fit, or the
   *     checkpoint cannot be written
   * @throws org.espalier.runtime.fit.NonFiniteException when the loss or a weight is no number
   * @throws org.espalier.runtime.fit.FitInterruptedException when the JVM is told to end
   */
  public History fit(Dataset data, Fit fit) {
    Thread other = trainer.compareAndExchange(null, Thread.currentThread());
    if (other != null) {
      throw new EspalierException(
          "model '"
              + network().name()
              + "' is being trained by thread '"
              + other.getName()
              + "'; fit one model from one thread at a time, or open its snapshot() twice");
    }
    try (Hosted host = new Hosted(data)) {
      History history = new Trainer(host, data, fit).run();
      if (!history.epochs().isEmpty()) provenance = host.provenance();
      return history;
    } finally {
      trainer.set(null);
    }
  }

  /**
   * Means of loss and metrics over all examples.
   *
   * @throws EspalierException when data do not fit, or the training's program does not evaluate
   */
  public Map<String, Double> evaluate(Dataset data) {
    return using(lent -> Evaluator.evaluate(lent, data, BATCH));
  }

  /**
   * What the network's first output predicts.
   *
   * @param examples [n][features] for a vector input
   * @return [n][outputs]; probabilities for a classifier
   */
  public float[][] predict(float[][] examples) {
    return outputs().predict(examples);
  }

  /** The same for images with one channel or sequences: [n][height][width], [n][time][features]. */
  public float[][] predict(float[][][] examples) {
    return outputs().predict(examples);
  }

  /** The same for all inputs of a data set. */
  public float[][] predict(Dataset data) {
    return outputs().predict(data);
  }

  private Tap outputs() {
    return new Tap(this, "predict", network().outputs().get(0), lent -> {});
  }

  /**
   * The value of a step, or of what a layer tapped, for given inputs in inference mode.
   *
   * @param name a step's name, or a path below the network
   * @throws EspalierException listing the taps there are
   */
  public Tap tap(String name) {
    Tap tap =
        new Tap(
            this,
            "tap/" + name,
            name,
            lent -> lent.add("tap/" + name, p -> lent.graph().tap(p, List.of(name))));
    using(
        lent -> {
          tap.prepare(lent);
          return null;
        });
    return tap;
  }

  /**
   * The value as it stands: network, arrays, progress, provenance. Taken while {@code fit} is in
   * the middle of an epoch, it holds the weights of the last whole step, and training that goes on
   * from it begins that epoch again with them.
   */
  public Snapshot snapshot() {
    return stepping(() -> using(lent -> lent.snapshot(progress(), provenance)));
  }

  /** SHA-256 of weights and layer state. */
  public String weightsSha256() {
    return snapshot().weightsSha256();
  }

  /** Makes a call on the engine as it is now, which stays open for as long as that takes. */
  <T> T using(Function<Engine, T> call) {
    Engine lent = enter();
    try {
      return call.apply(lent);
    } finally {
      lent.leave();
    }
  }

  /** The engine, entered; when it is being replaced, the one after it. */
  private Engine enter() {
    while (true) {
      requireOpen();
      Engine now = engine;
      if (now.enter()) return now;
      Thread.onSpinWait();
    }
  }

  private void requireOpen() {
    if (closed) throw new IllegalStateException("this model is closed; open its snapshot again");
  }

  private <T> T stepping(Supplier<T> body) {
    stepping.lock();
    try {
      return body.get();
    } finally {
      stepping.unlock();
    }
  }

  /**
   * Refuses further calls, waits until those that are running end, then frees everything; closing
   * again does nothing. A {@link #fit} on another thread ends with an error after its step; a
   * callback that closes the model it is called by does not wait.
   */
  @Override
  public void close() {
    Engine last =
        stepping(
            () -> {
              closed = true;
              return engine;
            });
    last.close();
    if (trainer.get() != Thread.currentThread()) last.awaitFreed();
  }

  /** This model in the hands of the loop that trains it. */
  private final class Hosted implements Trainer.Host, AutoCloseable {
    private final Map<String, String> before = provenance;
    private final Provenance watch;
    private Engine lent = enter();

    Hosted(Dataset data) {
      watch = Provenance.start(lent, data);
    }

    Map<String, String> provenance() {
      return watch.end(before);
    }

    @Override
    public Engine engine() {
      return lent;
    }

    @Override
    public Progress progress() {
      return Model.this.progress();
    }

    @Override
    public void progress(Progress now) {
      stepping(
          () -> {
            at(now);
            return null;
          });
    }

    @Override
    public Map<String, Double> step(LiveDriver driver, Batches batches, int b) {
      stepping.lock();
      try {
        requireOpen();
        Map<String, Double> metrics =
            driver.drive(batches.order(), batches.from(b), batches.size(b));
        steps = driver.step();
        runs = driver.runs();
        return metrics;
      } finally {
        stepping.unlock();
      }
    }

    @Override
    public Snapshot snapshot() {
      provenance = provenance();
      return Model.this.snapshot();
    }

    @Override
    public void become(Snapshot snapshot) {
      if (snapshot.network().equals(lent.network())
          && snapshot.training().equals(Optional.of(lent.training()))) {
        Snapshot fitted = snapshot.fitted(lent.graph(), lent.training().seed());
        stepping(
            () -> {
              lent.session().write(fitted.arrays());
              at(snapshot.progress());
              return null;
            });
      } else {
        replace(new Engine(snapshot, compute), snapshot.progress());
      }
    }

    private void replace(Engine next, Progress progress) {
      Engine last = lent;
      next.enter();
      stepping(
          () -> {
            engine = next;
            at(progress);
            return null;
          });
      lent = next;
      last.close();
      last.leave();
      if (closed) next.close();
    }

    @Override
    public Model model() {
      return Model.this;
    }

    @Override
    public void close() {
      lent.leave();
    }
  }
}
