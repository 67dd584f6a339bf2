package org.espalier.tf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.tf.lowering.NativeMemory;
import org.espalier.tf.lowering.PhaseGraph;
import org.espalier.tf.lowering.ProgramGraph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Runs one phase again and again: fill the inputs, {@link #run}, look at the outputs. Inputs keep
 * their memory as long as their sizes stay the same. For one thread at a time; make one per thread.
 */
public final class PhaseRunner implements AutoCloseable {
  private static final int BINDINGS = 8;

  /** TensorFlow's runner with certain input tensors. */
  private record Binding(List<SlotTensor> tensors, Session.Runner runner) {}

  private final TfSession session;
  private final PhaseGraph phase;
  private final PhaseGraph.Part part;
  private final Map<String, Integer> outputs = new LinkedHashMap<>();
  private final List<Output<?>> fetched = new ArrayList<>();
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Lock gate;
  private final AtomicReference<Thread> user = new AtomicReference<>();
  private final List<Binding> bindings = new ArrayList<>();
  private Binding bound;
  private Result result;
  private boolean ready;
  private boolean closed;

  PhaseRunner(TfSession session, ProgramGraph graph, PhaseGraph phase, Collection<String> wanted) {
    this.session = session;
    this.phase = phase;
    for (String name : wanted) {
      Output<?> out = phase.outputs().get(name);
      if (out == null) throw unknown("output", name, phase.outputs().keySet());
      if (!fetched.contains(out)) fetched.add(out);
      outputs.put(name, fetched.indexOf(out));
    }
    this.part = graph.part(phase, outputs.keySet(), true);
    if (part.roots().isEmpty()) {
      throw new IllegalArgumentException(
          "phase '"
              + name()
              + "' has no updates, so a runner of it must fetch some output of "
              + phase.outputs().keySet());
    }
    for (PhaseGraph.Input in : part.inputs()) {
      slots.put(in.leaf().name(), new Slot(this, in.leaf(), in.placeholder()));
    }
    this.gate = session.gate(phase.update() != null);
  }

  /** Name of the phase. */
  public String name() {
    return phase.phase().name();
  }

  /** Names of the inputs that must be filled: those that the fetched outputs and updates use. */
  public Set<String> inputs() {
    return java.util.Collections.unmodifiableSet(slots.keySet());
  }

  /** Names of the fetched outputs. */
  public Set<String> outputs() {
    return java.util.Collections.unmodifiableSet(outputs.keySet());
  }

  /**
   * An input to fill.
   *
   * @throws IllegalArgumentException when nothing fetched uses such an input, listing those used
   */
  public Slot input(String name) {
    Slot slot = slots.get(name);
    if (slot == null) throw unknown("input", name, slots.keySet());
    return slot;
  }

  /**
   * Runs the phase on what the inputs hold.
   *
   * @throws org.espalier.dsl.error.ShapeMismatch when inputs give one named axis two sizes
   * @throws TfException when an input was never filled, a variable has no value, or TensorFlow
   *     fails
   * @throws IllegalStateException when closed, or used from two threads at once
   */
  public void run() {
    enter();
    gate.lock();
    try {
      checkOpen();
      prepare();
      releaseResult();
      try {
        result = bound.runner().run();
      } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
        throw TfSession.failed("phase '" + name() + "'", e);
      }
      NativeCounter.RESULTS.incrementAndGet();
      if (phase.update() != null) session.assigned(phase.phase().updates().keySet());
    } finally {
      gate.unlock();
      leave();
    }
  }

  private void prepare() {
    if (!ready) {
      session.needValues(part.variables(), "phase '" + name() + "'");
      ready = true;
    }
    boolean same = bound != null;
    int i = 0;
    for (Slot slot : slots.values()) same = same && bound.tensors().get(i++) == slot.tensor();
    if (!same) bind();
  }

  private void bind() {
    List<SlotTensor> tensors = new ArrayList<>();
    for (Slot slot : slots.values()) tensors.add(slot.filled());
    SizeCheck.consistent(name(), slots.values());
    for (Binding b : bindings) {
      if (b.tensors().equals(tensors)) {
        bound = b;
        return;
      }
    }
    Session.Runner runner = session.session().runner();
    int i = 0;
    for (Slot slot : slots.values()) runner.feed(slot.placeholder(), tensors.get(i++).tensor());
    for (Output<?> out : fetched) runner.fetch(out);
    if (phase.update() != null) runner.addTarget(phase.update());
    bindings.removeIf(b -> b.tensors().stream().anyMatch(SlotTensor::dropped));
    if (bindings.size() == BINDINGS) bindings.remove(0);
    bindings.add(bound = new Binding(List.copyOf(tensors), runner));
  }

  /** An output of the last run that is one number. */
  public double number(String name) {
    return with(
        name,
        t -> {
          if (t.shape().size() != 1) {
            throw new IllegalArgumentException(
                "output '" + name + "' is no single number: " + t.shape());
          }
          return NativeMemory.number(t);
        });
  }

  /** An output of the last run that is one float32 number. */
  public float scalar(String name) {
    return (float) number(name);
  }

  /** An output of the last run. */
  public Tensor output(String name) {
    return with(name, NativeMemory::copyOf);
  }

  /**
   * Copies a float32 output of the last run.
   *
   * @return the number of elements, which may be fewer than {@code into} holds
   * @throws IllegalArgumentException when {@code into} is too short or the output is not float32
   */
  public int copyOutput(String name, float[] into) {
    return with(
        name,
        t -> {
          long size = t.shape().size();
          if (t.dataType() != org.tensorflow.proto.DataType.DT_FLOAT || size > into.length) {
            throw new IllegalArgumentException(
                "output '"
                    + name
                    + "' is "
                    + t.dataType()
                    + t.shape()
                    + ", which does not fit into "
                    + into.length
                    + " floats");
          }
          NativeMemory.view(t).asFloatBuffer().get(into, 0, (int) size);
          return (int) size;
        });
  }

  private <T> T with(String name, java.util.function.Function<org.tensorflow.Tensor, T> read) {
    Integer index = outputs.get(name);
    if (index == null) throw unknown("output", name, outputs.keySet());
    enter();
    Lock shared = session.gate(false);
    shared.lock();
    try {
      checkOpen();
      if (result == null) {
        throw new IllegalStateException("phase '" + name() + "' has not run yet");
      }
      return read.apply(result.get(index));
    } finally {
      shared.unlock();
      leave();
    }
  }

  /** Frees what this runner holds; closing again does nothing. */
  @Override
  public void close() {
    enter();
    Lock shared = session.gate(false);
    shared.lock();
    try {
      release();
      session.forget(this);
    } finally {
      shared.unlock();
      leave();
    }
  }

  /** Called by the session's close too, which has waited for every run to end. */
  void release() {
    closed = true;
    releaseResult();
    bindings.clear();
    bound = null;
    slots.values().forEach(Slot::release);
  }

  private void releaseResult() {
    if (result == null) return;
    result.close();
    result = null;
    NativeCounter.RESULTS.decrementAndGet();
  }

  void checkOpen() {
    if (session.closed()) throw new IllegalStateException("this TensorFlow session is closed");
    if (closed) throw new IllegalStateException("this runner of phase '" + name() + "' is closed");
  }

  void enter() {
    Thread other = user.compareAndExchange(null, Thread.currentThread());
    if (other != null) {
      throw new IllegalStateException(
          "a runner of phase '"
              + name()
              + "' is in use by thread '"
              + other.getName()
              + "'; make one per thread with TfSession.runner(\""
              + name()
              + "\")");
    }
  }

  void leave() {
    user.set(null);
  }

  Lock sharedGate() {
    return session.gate(false);
  }

  private IllegalArgumentException unknown(String kind, String name, Set<String> known) {
    return new IllegalArgumentException(
        "phase '" + name() + "' has no " + kind + " '" + name + "' here; there are " + known);
  }
}
