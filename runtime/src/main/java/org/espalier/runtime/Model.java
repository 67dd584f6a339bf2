package org.espalier.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.fit.Trainer;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.Evaluator;
import org.espalier.runtime.live.Provenance;

/**
 * A live network: it holds native memory, so close it. {@link #predict}, taps and {@link #evaluate}
 * may be called from many threads, also while another one trains; {@link #fit} from one at a time.
 */
public final class Model implements AutoCloseable {
  /** Examples a run when evaluating and predicting. */
  static final int BATCH = 256;

  private final Compute compute;
  private final AtomicReference<Thread> trainer = new AtomicReference<>();
  private volatile Engine engine;
  private volatile Progress progress;
  private volatile Map<String, String> provenance;
  private volatile boolean closed;

  Model(Snapshot snapshot, Compute compute) {
    this.compute = compute;
    this.progress = snapshot.progress();
    this.provenance = snapshot.provenance();
    this.engine = new Engine(snapshot, compute);
  }

  /** The description. */
  public Network network() {
    return open().network();
  }

  /** How far training has come. */
  public Progress progress() {
    return progress;
  }

  /**
   * Trains.
   *
   * @throws EspalierException when another thread is training this model, or data do not fit
   * @throws org.espalier.runtime.fit.NonFiniteException when the loss is no number
   */
  public History fit(Dataset data, Fit fit) {
    open();
    Thread other = trainer.compareAndExchange(null, Thread.currentThread());
    if (other != null) {
      throw new EspalierException(
          "model '"
              + network().name()
              + "' is being trained by thread '"
              + other.getName()
              + "'; fit one model from one thread at a time, or open its snapshot() twice");
    }
    try {
      Provenance watch = Provenance.start(compute, engine.training().seed(), data);
      History history = new Trainer(new Hosted(), data, fit).run();
      provenance = watch.end(provenance);
      return history;
    } finally {
      trainer.set(null);
    }
  }

  /** Means of loss and metrics over all examples. */
  public Map<String, Double> evaluate(Dataset data) {
    return Evaluator.evaluate(open(), data, BATCH);
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

  /** The same for images: [n][height][width] with one channel. */
  public float[][] predict(float[][][] examples) {
    return outputs().predict(examples);
  }

  /** The same for all inputs of a data set. */
  public float[][] predict(Dataset data) {
    return outputs().predict(data);
  }

  private Tap outputs() {
    return new Tap(this, "predict", network().outputs().get(0));
  }

  /**
   * The value of a step, or of what a layer tapped, for given inputs in inference mode.
   *
   * @param name a step's name, or a path below the network
   * @throws EspalierException listing the taps there are
   */
  public Tap tap(String name) {
    String phase = "tap/" + name;
    open().add(phase, p -> engine.graph().tap(p, List.of(name)));
    return new Tap(this, phase, name);
  }

  /** The value as it stands: network, arrays, progress, provenance. */
  public Snapshot snapshot() {
    return open().snapshot(progress, provenance);
  }

  /** SHA-256 of weights and layer state. */
  public String weightsSha256() {
    return snapshot().weightsSha256();
  }

  Engine open() {
    if (closed) throw new IllegalStateException("this model is closed; open its snapshot again");
    return engine;
  }

  /** Waits until running calls end, then frees everything; closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    engine.close();
  }

  private final class Hosted implements Trainer.Host {
    @Override
    public Engine engine() {
      return open();
    }

    @Override
    public Progress progress() {
      return progress;
    }

    @Override
    public void progress(Progress now) {
      progress = now;
    }

    @Override
    public Snapshot snapshot() {
      return Model.this.snapshot();
    }

    @Override
    public void become(Snapshot snapshot) {
      if (snapshot.network().equals(engine.network())) {
        engine.session().write(snapshot.arrays());
        return;
      }
      Engine before = engine;
      engine = new Engine(snapshot, compute);
      before.close();
    }

    @Override
    public Model model() {
      return Model.this;
    }
  }
}
