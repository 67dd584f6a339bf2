package org.espalier.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Callback;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.Fit;
import org.espalier.tf.NativeCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model is used, trained and closed by several threads at once. */
class ModelLifecycleTest {
  private static final int THREADS = 8;

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final Dataset data = Clouds.data();
  private final float[][] points = Clouds.points();

  @AfterEach
  void end() throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  /** The same call on every thread, started together. */
  private <T> List<Future<T>> onEveryThread(Callable<T> call) {
    CountDownLatch ready = new CountDownLatch(THREADS);
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(
          pool.submit(
              () -> {
                ready.countDown();
                ready.await();
                return call.call();
              }));
    }
    return all;
  }

  @Test
  void everyUseAfterCloseSaysSo() {
    Model model = Clouds.model();
    Tap tap = model.tap("dense1");
    model.close();
    model.close();
    List<ThrowingCallable> uses =
        List.of(
            () -> model.predict(points),
            () -> model.predict(new float[0][]),
            () -> model.predict(data),
            () -> tap.predict(points),
            () -> model.tap("dense1"),
            () -> model.evaluate(data),
            () -> model.fit(data, Fit.epochs(1)),
            () -> model.fit(data, Fit.epochs(0)),
            model::snapshot,
            model::weightsSha256,
            model::network);
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this model is closed; open its snapshot again");
    }
  }

  @Test
  void closingFreesTheSessionOnce() {
    long before = NativeCounter.sessions();
    Model model = Clouds.model();
    assertThat(NativeCounter.sessions()).isEqualTo(before + 1);
    model.close();
    model.close();
    assertThat(NativeCounter.sessions()).isEqualTo(before);
  }

  @Test
  void closingWaitsForCallsOnOtherThreads() throws Exception {
    float[][] expected;
    try (Model model = Clouds.model()) {
      expected = model.predict(points);
    }
    long sessions = NativeCounter.sessions();
    for (int round = 0; round < 20; round++) {
      Model model = Clouds.model();
      CountDownLatch once = new CountDownLatch(THREADS);
      List<Future<Integer>> calls =
          onEveryThread(
              () -> {
                for (int n = 0; ; n++) {
                  try {
                    assertThat(model.predict(points)).isEqualTo(expected);
                  } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("this model is closed");
                    return n;
                  } finally {
                    once.countDown();
                  }
                }
              });
      once.await();
      model.close();
      assertThat(NativeCounter.sessions()).isEqualTo(sessions);
      for (Future<Integer> call : calls) assertThat(call.get()).isNotNegative();
    }
  }

  @Test
  void onlyOneThreadTrains() throws Exception {
    CountDownLatch training = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    Callback wait =
        new Callback() {
          @Override
          public void step(long step, Map<String, Double> metrics) {
            training.countDown();
            await(refused);
          }
        };
    try (Model model = Clouds.model()) {
      Future<?> first = pool.submit(() -> model.fit(data, Fit.epochs(1).callback(wait)));
      training.await();
      assertThatThrownBy(() -> model.fit(data, Fit.epochs(1)))
          .isInstanceOf(EspalierException.class)
          .hasMessageStartingWith("model 'net' is being trained by thread 'pool-")
          .hasMessageContaining("fit one model from one thread at a time");
      refused.countDown();
      first.get();
      assertThat(model.fit(data, Fit.epochs(1)).epochs()).hasSize(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    try (Model model = Clouds.model()) {
      model.fit(data, Fit.epochs(2).batch(32));
      float[][] predicted = model.predict(points);
      float[][] hidden = model.tap("dense1").predict(data);
      Map<String, Double> evaluated = model.evaluate(data);
      for (Future<Boolean> f :
          onEveryThread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  assertThat(model.predict(points)).isEqualTo(predicted);
                  assertThat(model.tap("dense1").predict(data)).isEqualTo(hidden);
                  assertThat(model.evaluate(data)).isEqualTo(evaluated);
                }
                return true;
              })) {
        assertThat(f.get()).isTrue();
      }
    }
  }

  @Test
  void predictionsGoOnWhileItTrainsAndChangesItsNetwork() throws Exception {
    long sessions = NativeCounter.sessions();
    Fit fit =
        Fit.epochs(12)
            .batch(32)
            .pass(2, new MagnitudePruning(0.5))
            .pass(3, new Regrown())
            .validation(data);
    String alone;
    try (Model model = Clouds.model()) {
      model.fit(data, fit);
      alone = model.weightsSha256();
    }
    AtomicBoolean done = new AtomicBoolean();
    try (Model model = Clouds.model()) {
      Tap tap = model.tap("dense1");
      List<Future<Integer>> calls =
          onEveryThread(
              () -> {
                int n = 0;
                for (; !done.get() || n == 0; n++) {
                  assertThat(model.predict(points)).hasNumberOfRows(points.length);
                  assertThat(tap.predict(points)[0]).hasSizeBetween(16, 16);
                  assertThat(model.evaluate(data)).containsKeys("loss", "accuracy");
                  Snapshot s = model.snapshot();
                  assertThat(s.progress().steps()).isEqualTo(count(s));
                }
                return n;
              });
      try {
        model.fit(data, fit);
      } finally {
        done.set(true);
      }
      for (Future<Integer> call : calls) assertThat(call.get()).isPositive();
      assertThat(model.weightsSha256()).isEqualTo(alone);
    }
    assertThat(NativeCounter.sessions()).isEqualTo(sessions);
  }

  /** Optimizer's own count of updates, which a snapshot must have from the same step. */
  private static long count(Snapshot s) {
    return (long) s.array("@optimizer/count").toNd().item();
  }

  /** Describes the network with other masks each time, so that it is built anew. */
  record Regrown() implements org.espalier.dsl.structure.StructurePass {
    @Override
    public org.espalier.dsl.structure.Plan plan(
        Snapshot snapshot, org.espalier.dsl.structure.Evidence evidence) {
      return new org.espalier.dsl.structure.Plan("describe anew", List.of(new Renewed()));
    }
  }

  /** Changes the description and nothing else. */
  record Renewed() implements org.espalier.dsl.structure.Edit {
    @Override
    public Snapshot apply(Snapshot snapshot) {
      Network n = snapshot.network();
      return snapshot.withNetwork(
          n.withInit(new org.espalier.dsl.init.Normal(0, snapshot.progress().epochs() + 1)));
    }

    @Override
    public List<String> row() {
      return List.of("all", "0", "0", "1", "0");
    }
  }

  @Test
  void closingEndsAFitOnAnotherThread() throws Exception {
    long sessions = NativeCounter.sessions();
    CountDownLatch training = new CountDownLatch(1);
    Model model = Clouds.model();
    Callback tell =
        new Callback() {
          @Override
          public void step(long step, Map<String, Double> metrics) {
            training.countDown();
          }
        };
    Future<?> fit =
        pool.submit(() -> model.fit(data, Fit.epochs(1_000_000).batch(8).callback(tell)));
    training.await();
    model.close();
    assertThat(NativeCounter.sessions()).isEqualTo(sessions);
    assertThatThrownBy(fit::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this model is closed");
  }

  @Test
  void aCallbackMayCloseTheModelItIsCalledBy() {
    long sessions = NativeCounter.sessions();
    AtomicReference<Epoch> seen = new AtomicReference<>();
    Model model = Clouds.model();
    Callback close =
        new Callback() {
          @Override
          public Next epoch(Epoch epoch, Model of) {
            seen.set(epoch);
            of.close();
            return Next.CONTINUE;
          }
        };
    assertThatThrownBy(() -> model.fit(data, Fit.epochs(3).callback(close)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this model is closed");
    assertThat(seen.get().number()).isEqualTo(1);
    assertThat(NativeCounter.sessions()).isEqualTo(sessions);
  }

  @Test
  void anInterruptEndsAfterTheEpoch() {
    try (Model model = Clouds.model()) {
      Callback interrupt =
          new Callback() {
            @Override
            public void step(long step, Map<String, Double> metrics) {
              Thread.currentThread().interrupt();
            }
          };
      var history = model.fit(data, Fit.epochs(3).callback(interrupt));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(history.epochs()).hasSize(1);
      assertThat(history.stopped()).isEqualTo("interrupted after epoch 1");
    }
  }
}
