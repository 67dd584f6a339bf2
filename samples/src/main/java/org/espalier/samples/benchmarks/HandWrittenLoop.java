package org.espalier.samples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.ndarray.buffer.IntDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What an expert writes by hand with TensorFlow Java: one graph, one session, one runner used
 * again, input tensors refilled in place, the loss fetched at every step. Full batches only.
 */
final class HandWrittenLoop implements StepLoop {
  private final Variant variant;
  private final Dataset data;
  private final int batch;
  private final HandWrittenGraph graph;
  private final Session session;
  private final Session.Runner runner;
  private final TFloat32 images;
  private final TInt32 labels;
  private final FloatDataBuffer imageMemory;
  private final IntDataBuffer labelMemory;
  private final float[] rows;
  private final int[] ids;
  private float accuracy;

  /** A loop that starts from the weights of a snapshot. */
  HandWrittenLoop(
      Workload workload,
      Variant variant,
      Snapshot snapshot,
      Dataset data,
      int batch,
      Compute compute) {
    this.variant = variant;
    this.data = data;
    this.batch = batch;
    graph = new HandWrittenGraph(workload, variant, batch);
    session = new Session(graph.graph, config(variant.grappler(), compute.threads()));
    start(snapshot);
    images = TFloat32.tensorOf(Shape.of(batch, 28, 28, 1));
    labels = TInt32.tensorOf(Shape.of(batch));
    imageMemory = images.asRawTensor().data().asFloats();
    labelMemory = labels.asRawTensor().data().asInts();
    rows = new float[batch * 784];
    ids = new int[batch];
    runner = session.runner().feed(graph.images, images).feed(graph.labels, labels);
    runner.fetch(graph.loss);
    if (variant.accuracy()) runner.fetch(graph.accuracy);
    for (Operation update : graph.updates) runner.addTarget(update);
  }

  private static ConfigProto config(boolean grappler, int threads) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(Math.min(2, threads))
            .putDeviceCount("GPU", 0);
    if (!grappler) {
      config.setGraphOptions(
          GraphOptions.newBuilder()
              .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true))
              .setOptimizerOptions(
                  OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0)));
    }
    return config.build();
  }

  private void start(Snapshot snapshot) {
    List<Tensor> weights = weights(snapshot);
    for (int i = 0; i < weights.size(); i++) {
      Tensor weight = weights.get(i);
      assign(graph.weights.get(i), weight.dims(), weight.toFloats());
    }
    graph.slots.forEach(
        (slot, value) -> {
          long[] dims = slot.value().asOutput().shape().asArray();
          int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
          float[] values = new float[size];
          Arrays.fill(values, value);
          assign(slot, dims, values);
        });
    for (Op counter : graph.counters) session.runner().addTarget(counter).run().close();
  }

  /** The snapshot's weights in the order the network declares them. */
  private static List<Tensor> weights(Snapshot snapshot) {
    List<Tensor> weights = new ArrayList<>();
    StepGraph step = StepGraph.of(snapshot.network(), snapshot.training().orElseThrow().program());
    for (Variable variable : step.weights("")) weights.add(snapshot.array(variable.path()));
    return weights;
  }

  private void assign(HandWrittenGraph.Start start, long[] dims, float[] values) {
    try (TFloat32 fed = TFloat32.tensorOf(Shape.of(dims))) {
      fed.asRawTensor().data().asFloats().write(values);
      session.runner().feed(start.value(), fed).addTarget(start.assign()).run().close();
    }
  }

  @Override
  public String name() {
    return variant.name();
  }

  @Override
  public double step(int[] order, int from, int count) {
    if (count != batch) {
      throw new IllegalArgumentException("batch of " + count + " in a loop for " + batch);
    }
    data.gatherInputs(order, from, count, rows, 0);
    imageMemory.write(rows);
    data.gatherLabels(order, from, count, ids, 0);
    labelMemory.write(ids);
    try (Result result = runner.run()) {
      if (variant.accuracy()) accuracy = ((TFloat32) result.get(1)).getFloat();
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** The share of right answers in the last batch; 0 where the variant does not compute it. */
  float accuracy() {
    return accuracy;
  }

  @Override
  public int nodes() {
    return graph.nodes();
  }

  @Override
  public void close() {
    images.close();
    labels.close();
    session.close();
    graph.close();
  }
}
