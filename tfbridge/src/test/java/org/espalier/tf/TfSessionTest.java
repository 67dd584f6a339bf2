package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** Sessions: variables, runners, sizes, errors, threads, leaks. */
class TfSessionTest {
  private static final TfOptions CPU = TfOptions.standard().withDevice(Device.CPU);
  private static final Dim BATCH = Dim.named("batch");

  /** y = tanh(x·w) + b, trained by plain descent on the mean square; w 3×2, any batch. */
  private static Program linear() {
    Expr x = Leaf.input("x", new Type(DType.FLOAT32, Shape.of(BATCH, Dim.of(3))));
    Expr t = Leaf.input("t", new Type(DType.FLOAT32, Shape.of(BATCH, Dim.of(2))));
    Expr w = Leaf.variable("net/w", Type.float32(3, 2));
    Expr b = Leaf.variable("net/b", Type.float32(2));
    Expr y = x.matmul(w).tanh().plus(b);
    Expr loss = y.minus(t).square().mean();
    List<Expr> g = Gradient.of(loss, List.of(w, b));
    Map<String, Expr> out = new LinkedHashMap<>();
    out.put("loss", loss);
    out.put("y", y);
    Map<Expr, Expr> updates = new LinkedHashMap<>();
    updates.put(w, w.minus(g.get(0).times(0.1)));
    updates.put(b, b.minus(g.get(1).times(0.1)));
    return new Program(
        List.of(w, b),
        List.of(
            new Phase("train", List.of(x, t), out, updates),
            new Phase("evaluate", List.of(x, t), out, Map.of())));
  }

  private static Map<String, Tensor> start() {
    return Map.of(
        "net/w", Tensor.of(new float[] {.1f, -.2f, .3f, .4f, -.5f, .6f}, 3, 2),
        "net/b", Tensor.of(new float[] {0, .5f}, 2));
  }

  private static TfSession opened() {
    TfSession session = TfSession.open(linear(), CPU);
    session.write(start());
    return session;
  }

  private static float[] ramp(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (float) Math.sin(i);
    return values;
  }

  private static void fill(PhaseRunner run, int batch) {
    run.input("x").set(ramp(batch * 3), batch, 3);
    run.input("t").set(ramp(batch * 2), batch, 2);
  }

  @Test
  void trainingLowersTheLossWhateverTheBatchSize() {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      fill(run, 8);
      run.run();
      float first = run.scalar("loss");
      for (int i = 0; i < 50; i++) {
        fill(run, i % 2 == 0 ? 8 : 5);
        run.run();
        assertThat(run.output("y").dims()).containsExactly(i % 2 == 0 ? 8 : 5, 2);
      }
      assertThat(run.scalar("loss")).isLessThan(first * 0.8f);
    }
  }

  @Test
  void outputsAreComputedFromTheVariablesBeforeTheRun() {
    Expr v = Leaf.variable("v", Type.float32(2));
    Expr u = Leaf.variable("u", Type.float32(2));
    Map<Expr, Expr> swap = new LinkedHashMap<>();
    swap.put(v, u.plus(v));
    swap.put(u, v);
    Phase phase = new Phase("swap", List.of(), Map.of("sum", v.plus(u.times(10))), swap);
    try (TfSession session = TfSession.open(new Program(List.of(v, u), List.of(phase)), CPU);
        PhaseRunner run = session.runner("swap")) {
      session.write(
          Map.of(
              "v", Tensor.of(new float[] {1, 2}, 2),
              "u", Tensor.of(new float[] {3, 5}, 2)));
      run.run();
      assertThat(run.output("sum").toFloats()).containsExactly(31, 52);
      assertThat(session.read().get("v").toFloats()).containsExactly(4, 7);
      assertThat(session.read().get("u").toFloats()).containsExactly(1, 2);
    }
  }

  @Test
  void aVariableSetFromAnInputDoesNotShareItsMemory() {
    Expr x = Leaf.input("x", Type.float32(2));
    Expr v = Leaf.variable("v", Type.float32(2, 1));
    Phase phase = new Phase("keep", List.of(x), Map.of("same", x), Map.of(v, x.reshape(2, 1)));
    try (TfSession session = TfSession.open(new Program(List.of(v), List.of(phase)), CPU);
        PhaseRunner run = session.runner("keep")) {
      FloatBuffer memory = run.input("x").floats();
      memory.put(0, 1).put(1, 2);
      run.run();
      memory.put(0, 7).put(1, 8);
      assertThat(run.output("same").toFloats()).containsExactly(1, 2);
      assertThat(session.read().get("v").toFloats()).containsExactly(1, 2);
    }
  }

  @Test
  void everyElementTypeIsFedAndFetchedExactly() {
    for (DType dtype : DType.values()) {
      Expr x = Leaf.input("x", new Type(dtype, Shape.of(BATCH)));
      Phase phase = new Phase("pass", List.of(x), Map.of("y", x), Map.of());
      try (TfSession session = TfSession.open(new Program(List.of(), List.of(phase)), CPU);
          PhaseRunner run = session.runner("pass")) {
        Tensor value = Tensor.of(dtype, org.espalier.dsl.tensor.Nd.of(0, 1, 1));
        run.input("x").set(value);
        run.run();
        assertThat(run.output("y")).isEqualTo(value);
        Tensor none = Tensor.of(dtype, org.espalier.dsl.tensor.Nd.of());
        run.input("x").set(none);
        run.run();
        assertThat(run.output("y")).isEqualTo(none);
      }
    }
  }

  @Test
  void variablesAreReadBackBitForBit() {
    try (TfSession session = opened()) {
      assertThat(session.read()).isEqualTo(start());
      assertThat(session.read(Set.of("net/b"))).containsOnlyKeys("net/b");
    }
  }

  @Test
  void twoSessionsGiveTheSameBits() {
    assertThat(trained()).isEqualTo(trained());
  }

  private static Map<String, Tensor> trained() {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      for (int i = 0; i < 20; i++) {
        fill(run, 7);
        run.run();
      }
      return session.read();
    }
  }

  @Test
  void onlyWhatIsFetchedIsComputedAndFed() {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("evaluate", "y")) {
      assertThat(run.inputs()).containsExactly("x");
      run.input("x").set(ramp(3), 1, 3);
      run.run();
      float[] into = new float[4];
      assertThat(run.copyOutput("y", into)).isEqualTo(2);
      assertThat(run.output("y").toFloats()).containsExactly(into[0], into[1]);
      assertThatThrownBy(() -> run.output("loss"))
          .hasMessage("phase 'evaluate' has no output 'loss' here; there are [y]");
    }
  }

  @Test
  void phasesShareTheirEqualOps() {
    try (TfSession session = opened()) {
      session.runner("train").close();
      int before = session.nodeCount();
      session.runner("evaluate").close();
      assertThat(session.nodeCount()).isEqualTo(before);
    }
  }

  @Test
  void theTextOfAPhaseDoesNotDependOnOtherPhases() {
    String alone;
    try (TfSession session = TfSession.open(linear(), CPU)) {
      alone = session.graphText("evaluate");
    }
    try (TfSession session = TfSession.open(linear(), CPU)) {
      session.runner("train").close();
      assertThat(session.graphText("evaluate")).isEqualTo(alone);
    }
    assertThat(alone).contains("MatMul(").contains("loss = %").doesNotContain("Assign");
  }

  @Test
  void wrongShapesAreNamed() {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      assertThatThrownBy(() -> run.input("x").set(ramp(8), 2, 4))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining(
              "input 'x' of phase 'train' needs float32[batch, 3] but receives [2, 4]");
      assertThatThrownBy(() -> run.input("x").set(ramp(5), 2, 3))
          .hasMessageContaining("needs 6 values for [2, 3] but receives 5 values");
      assertThatThrownBy(() -> run.input("x").set(new int[6], 2, 3))
          .hasMessageContaining("needs float32[batch, 3] but receives INT32 values");
      run.input("x").set(ramp(6), 2, 3);
      run.input("t").set(ramp(6), 3, 2);
      assertThatThrownBy(run::run)
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining(
              "input 't' of phase 'train' needs float32[batch, 2] with {batch=2} but receives [3, 2]");
      fill(run, 2);
      run.run();
      assertThat(run.scalar("loss")).isFinite();
    }
  }

  @Test
  void anInputNeverFilledIsNamed() {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      run.input("x").set(ramp(3), 1, 3);
      assertThatThrownBy(run::run)
          .hasMessage(
              "input 't' of phase 'train' was never filled; it takes float32[batch, 2]: use"
                  + " PhaseRunner.input(\"t\")");
    }
  }

  @Test
  void unknownNamesListWhatThereIs() {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      assertThatThrownBy(() -> session.runner("fit"))
          .hasMessage("no phase 'fit'; there are [train, evaluate]");
      assertThatThrownBy(() -> session.runner("train", "los"))
          .hasMessage("phase 'train' has no output 'los' here; there are [loss, y]");
      assertThatThrownBy(() -> run.input("z"))
          .hasMessage("phase 'train' has no input 'z' here; there are [x, t]");
      assertThatThrownBy(() -> session.read(Set.of("w")))
          .hasMessage("no variable 'w'; there are [net/w, net/b]");
    }
  }

  @Test
  void nothingIsWrittenWhenOneValueDoesNotFit() {
    try (TfSession session = opened()) {
      Map<String, Tensor> values = new LinkedHashMap<>();
      values.put("net/b", Tensor.of(new float[] {9, 9}, 2));
      values.put("net/w", Tensor.of(new float[] {9, 9}, 2));
      assertThatThrownBy(() -> session.write(values))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining("variable 'net/w' needs float32[3, 2] but receives float32[2]");
      assertThat(session.read()).isEqualTo(start());
    }
  }

  @Test
  void variablesWithoutAValueAreNamed() {
    try (TfSession session = TfSession.open(linear(), CPU);
        PhaseRunner run = session.runner("train")) {
      fill(run, 2);
      assertThatThrownBy(run::run)
          .hasMessage(
              "phase 'train': 2 variables have no value yet: [net/w, net/b]; write them first with"
                  + " TfSession.write");
    }
  }

  @Test
  void afterCloseEverythingSaysClosed() {
    TfSession session = opened();
    PhaseRunner run = session.runner("train");
    fill(run, 2);
    run.run();
    FloatBuffer memory = run.input("x").floats();
    session.close();
    session.close();
    run.close();
    assertThatThrownBy(session::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this TensorFlow session is closed");
    assertThatThrownBy(run::run).hasMessage("this TensorFlow session is closed");
    assertThatThrownBy(() -> run.scalar("loss")).hasMessage("this TensorFlow session is closed");
    assertThatThrownBy(() -> session.runner("train"))
        .hasMessage("this TensorFlow session is closed");
    memory.put(0, 1);
    assertThat(memory.get(0)).isEqualTo(1);
  }

  @Test
  void aRunnerUsedByTwoThreadsAtOnceSaysSo() throws Exception {
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      Thread holder =
          new Thread(
              () -> {
                run.enter();
                inside.countDown();
                try {
                  done.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                run.leave();
              },
              "first");
      holder.start();
      inside.await();
      assertThatThrownBy(run::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "a runner of phase 'train' is in use by thread 'first'; make one per thread with"
                  + " TfSession.runner(\"train\")");
      done.countDown();
      holder.join();
    }
  }

  @Test
  void manyThreadsPredictWhileOneTrainsAndAnotherCloses() throws Exception {
    TfSession session = opened();
    ExecutorService pool = Executors.newFixedThreadPool(5);
    CountDownLatch started = new CountDownLatch(5);
    List<Future<?>> all = new java.util.ArrayList<>();
    for (int k = 0; k < 5; k++) {
      String phase = k == 0 ? "train" : "evaluate";
      all.add(
          pool.submit(
              () -> {
                PhaseRunner run = session.runner(phase);
                fill(run, 16);
                run.run();
                started.countDown();
                while (true) run.run();
              }));
    }
    started.await();
    session.close();
    for (Future<?> f : all) {
      assertThatThrownBy(f::get).hasRootCauseMessage("this TensorFlow session is closed");
    }
    pool.shutdown();
  }

  @Test
  void twentyThousandRunsHoldNoMoreThanOne() {
    long sessions = NativeCounter.sessions();
    long tensors = NativeCounter.tensors();
    long results = NativeCounter.results();
    try (TfSession session = opened();
        PhaseRunner run = session.runner("train")) {
      for (int i = 0; i < 20_000; i++) {
        fill(run, 1 + i % 3);
        run.run();
        run.scalar("loss");
      }
      assertThat(NativeCounter.sessions() - sessions).isEqualTo(1);
      assertThat(NativeCounter.tensors() - tensors).isEqualTo(6);
      assertThat(NativeCounter.results() - results).isEqualTo(1);
    }
    assertThat(NativeCounter.sessions()).isEqualTo(sessions);
    assertThat(NativeCounter.tensors()).isEqualTo(tensors);
    assertThat(NativeCounter.results()).isEqualTo(results);
  }
}
