package org.espalier.samples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A workload's training step as one writes it with TensorFlow Java alone: resource variables,
 * {@code Graph.addGradients}, {@code ResourceApplyAdam}.
 */
final class HandWrittenGraph implements AutoCloseable {
  /** A variable that must be given a value before the first step. */
  record Start(Placeholder<TFloat32> value, Op assign) {}

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  final Graph graph = new Graph();
  final Placeholder<TFloat32> images;
  final Placeholder<TInt32> labels;
  final Output<TFloat32> loss;
  final Output<TFloat32> accuracy;
  final List<Operation> updates = new ArrayList<>();

  /** Weights in the order of the layers, kernel before bias. */
  final List<Start> weights = new ArrayList<>();

  /** Adam's slots and the powers of its decays, with where they start. */
  final Map<Start, Float> slots = new LinkedHashMap<>();

  /** Sets the step counter, where there is one. */
  final List<Op> counters = new ArrayList<>();

  private final Ops tf = Ops.create(graph);
  private final List<Operand<? extends TType>> handles = new ArrayList<>();
  private final List<Output<?>> reads = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private int variables;

  HandWrittenGraph(Workload workload, Variant variant, int batch) {
    long rows = variant.fixedBatch() ? batch : -1;
    images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, 28, 28, 1)));
    labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(rows)));
    Operand<TFloat32> logits =
        switch (workload) {
          case MLP -> mlp();
          case CNN -> cnn();
        };
    Operand<TFloat32> wanted =
        tf.oneHot(labels, tf.constant(Workload.CLASSES), tf.constant(1f), tf.constant(0f));
    loss =
        tf.math
            .mean(tf.nn.softmaxCrossEntropyWithLogits(logits, wanted).loss(), tf.constant(0))
            .asOutput();
    accuracy = variant.accuracy() ? accuracy(logits) : null;
    adam(graph.addGradients(loss, reads.toArray(new Output<?>[0])), variant.countedPowers());
  }

  private Operand<TFloat32> mlp() {
    Operand<TFloat32> x = tf.reshape(images, tf.constant(new int[] {-1, 784}));
    x = tf.nn.relu(dense(x, 784, 512));
    x = tf.nn.relu(dense(x, 512, 512));
    return dense(x, 512, Workload.CLASSES);
  }

  private Operand<TFloat32> cnn() {
    Operand<TFloat32> x = pool(tf.nn.relu(convolution(images, 1, 32)));
    x = pool(tf.nn.relu(convolution(x, 32, 64)));
    x = tf.reshape(x, tf.constant(new int[] {-1, 7 * 7 * 64}));
    x = tf.nn.relu(dense(x, 7 * 7 * 64, 512));
    return dense(x, 512, Workload.CLASSES);
  }

  private Operand<TFloat32> dense(Operand<TFloat32> x, int in, int out) {
    Operand<TFloat32> kernel = weight(Shape.of(in, out));
    return tf.nn.biasAdd(tf.linalg.matMul(x, kernel), weight(Shape.of(out)));
  }

  private Operand<TFloat32> convolution(Operand<TFloat32> x, int in, int out) {
    Operand<TFloat32> kernel = weight(Shape.of(5, 5, in, out));
    Operand<TFloat32> y = tf.nn.conv2d(x, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
    return tf.nn.biasAdd(y, weight(Shape.of(out)));
  }

  /**
   * The op MaxPool, raw: {@code tf.nn.maxPool} would make MaxPoolV2, for which oneDNN has no kernel
   * and which takes ten times as long backwards.
   */
  private Operand<TFloat32> pool(Operand<TFloat32> x) {
    long[] window = {1, 2, 2, 1};
    return tf.scope()
        .opBuilder("MaxPool", "pool")
        .addInput(x.asOutput())
        .setAttr("ksize", window)
        .setAttr("strides", window)
        .setAttr("padding", "VALID")
        .build()
        .output(0);
  }

  private Operand<TFloat32> weight(Shape shape) {
    Operand<? extends TType> handle = variable(TFloat32.class, shape);
    weights.add(start(handle, shape));
    handles.add(handle);
    shapes.add(shape);
    Operand<TFloat32> read = tf.readVariableOp(handle, TFloat32.class);
    reads.add(read.asOutput());
    return read;
  }

  /** A variable; without a name of its own it would share its value with all other unnamed ones. */
  private Operand<? extends TType> variable(Class<? extends TType> type, Shape shape) {
    return tf.varHandleOp(type, shape, VarHandleOp.sharedName("variable" + variables++));
  }

  private Start start(Operand<? extends TType> handle, Shape shape) {
    Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    return new Start(value, tf.assignVariableOp(handle, value));
  }

  private Operand<? extends TType> slot(Shape shape, float value) {
    Operand<? extends TType> handle = variable(TFloat32.class, shape);
    slots.put(start(handle, shape), value);
    return handle;
  }

  private Output<TFloat32> accuracy(Operand<TFloat32> logits) {
    Operand<TInt32> chosen = tf.math.argMax(logits, tf.constant(1), TInt32.class);
    Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(chosen, labels), TFloat32.class);
    return tf.math.mean(right, tf.constant(0)).asOutput();
  }

  private void adam(Output<?>[] gradients, boolean countedPowers) {
    List<Operand<TFloat32>> powers = countedPowers ? countedPowers() : keptPowers();
    Operand<TFloat32> rate = tf.constant((float) Workload.RATE);
    Operand<TFloat32> beta1 = tf.constant(BETA1);
    Operand<TFloat32> beta2 = tf.constant(BETA2);
    Operand<TFloat32> epsilon = tf.constant(EPSILON);
    for (int i = 0; i < gradients.length; i++) {
      @SuppressWarnings("unchecked")
      Output<TFloat32> gradient = (Output<TFloat32>) gradients[i];
      updates.add(
          tf.train
              .resourceApplyAdam(
                  handles.get(i),
                  slot(shapes.get(i), 0),
                  slot(shapes.get(i), 0),
                  powers.get(0),
                  powers.get(1),
                  rate,
                  beta1,
                  beta2,
                  epsilon,
                  gradient)
              .op());
    }
  }

  private List<Operand<TFloat32>> keptPowers() {
    List<Operand<TFloat32>> powers = new ArrayList<>();
    for (float beta : new float[] {BETA1, BETA2}) {
      Operand<? extends TType> handle = slot(Shape.scalar(), beta);
      Operand<TFloat32> power = tf.readVariableOp(handle, TFloat32.class);
      updates.add(tf.assignVariableOp(handle, tf.math.mul(power, tf.constant(beta))).op());
      powers.add(power);
    }
    return powers;
  }

  private List<Operand<TFloat32>> countedPowers() {
    Operand<? extends TType> handle = variable(TInt64.class, Shape.scalar());
    counters.add(tf.assignVariableOp(handle, tf.constant(0L)));
    Operand<TInt64> done = tf.readVariableOp(handle, TInt64.class);
    updates.add(tf.assignVariableOp(handle, tf.math.add(done, tf.constant(1L))).op());
    Operand<TFloat32> now = tf.math.add(tf.dtypes.cast(done, TFloat32.class), tf.constant(1f));
    return List.of(tf.math.pow(tf.constant(BETA1), now), tf.math.pow(tf.constant(BETA2), now));
  }

  /** Number of ops that one step depends on. */
  int nodes() {
    Set<Operation> found = new LinkedHashSet<>(updates);
    found.add(loss.op());
    if (accuracy != null) found.add(accuracy.op());
    Set<org.tensorflow.GraphOperation> roots = new LinkedHashSet<>();
    for (Operation op : found) roots.add((org.tensorflow.GraphOperation) op);
    found.addAll(graph.subgraphToOps(roots));
    return found.size();
  }

  @Override
  public void close() {
    graph.close();
  }
}
