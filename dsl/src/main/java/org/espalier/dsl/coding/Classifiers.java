package org.espalier.dsl.coding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.AutoInit;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.NetworkBuilder;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Tensor;

/**
 * Classifiers made of a learned structure, and those it has to be compared with. All of them take
 * raw samples, prepare them in the same way (the dense ones and the CNN too), end in logits, and
 * start weights that were not learned by AutoInit, which sees the masks; where weights start
 * afresh, later layers see their input as it is.
 *
 * @param structure with at least one layer
 * @param classes ≥ 2
 * @param training how they are going to be trained; its seed draws what is not learned
 * @param fresh false to start kernels and biases from dictionary and λ, true to take the masks
 *     alone
 * @param frozen true to let links that were not learned stay absent; false to start without them
 *     and let training grow them
 */
public record Classifiers(
    LearnedStructure structure, int classes, Training training, boolean fresh, boolean frozen) {
  private static final String NAME = "classifier";
  private static final int KERNEL = 5;

  public Classifiers {
    Check.that(classes >= 2, "classes must be >= 2, got %d", classes);
    if (structure.layers().isEmpty()) {
      throw new EspalierException(
          "no layer was learned, so there is nothing to classify with: "
              + structure.stopped()
              + "; see report(), or keep layers whatever they are worth: depth(new EveryLayer())");
    }
  }

  /** From the dictionary, with frozen masks, for classification by Adam. */
  public Classifiers(LearnedStructure structure, int classes) {
    this(structure, classes, Training.classification(), false, true);
  }

  /** The same for another training. */
  public Classifiers training(Training other) {
    return new Classifiers(structure, classes, other, fresh, frozen);
  }

  /** The same with weights drawn afresh under the learned masks. */
  public Classifiers freshWeights() {
    return new Classifiers(structure, classes, training, true, frozen);
  }

  /** The same with links that training may grow. */
  public Classifiers growingLinks() {
    return new Classifiers(structure, classes, training, fresh, false);
  }

  /** The learned layers and a linear one on top. */
  public Snapshot learned() {
    Encoder encoder = Encoder.of(structure);
    Snapshot start = start(stack(frozen));
    Map<String, Tensor> arrays = new LinkedHashMap<>(encoder.preparation(NAME));
    arrays.putAll(fresh ? encoder.masks(NAME) : encoder.arrays(NAME));
    return start.with(frozen ? arrays : grown(arrays, start));
  }

  /** Kernels that hold their mask as zeros. */
  private static Map<String, Tensor> grown(Map<String, Tensor> learned, Snapshot start) {
    Map<String, Tensor> arrays = new LinkedHashMap<>(learned);
    for (String mask : learned.keySet()) {
      if (!mask.endsWith("/mask")) continue;
      String kernel = mask.substring(0, mask.length() - "/mask".length());
      float[] weights = arrays.getOrDefault(kernel, start.arrays().get(kernel)).toFloats();
      float[] links = arrays.remove(mask).toFloats();
      for (int i = 0; i < weights.length; i++) weights[i] *= links[i];
      arrays.put(kernel, Tensor.of(weights, learned.get(mask).dims()));
    }
    return arrays;
  }

  /** The same layers with as many links each, at places drawn by the training's seed. */
  public Snapshot randomLinks() {
    return prepared(start(stack(true)));
  }

  /** Dense hidden layers, as many and of one width, with about as many parameters in all. */
  public Snapshot dense() {
    int width = widest(this::denseParameters);
    NetworkBuilder builder = builder();
    VectorHandle at = Encoder.of(structure).prepared(builder);
    for (int i = 1; i <= structure.layers().size(); i++) at = at.dense("fc" + i, width, new Relu());
    return prepared(start(at.dense("logits", classes).build()));
  }

  /**
   * Two convolutions of 5 × 5 with pooling, then a linear layer, with about as many parameters in
   * all; the second convolution has twice the filters of the first.
   *
   * @throws EspalierException when samples are no images, or too small
   */
  public Snapshot cnn() {
    List<Long> image = structure.input();
    if (image.size() != 3 || image.get(0) < 16 || image.get(1) < 16) {
      throw new EspalierException(
          "a CNN of two convolutions needs images of at least 16 × 16, got samples of " + image);
    }
    int filters = widest(this::cnnParameters);
    Network network =
        Encoder.of(structure)
            .prepared(builder())
            .asImage(image.get(0), image.get(1), image.get(2))
            .conv2d("conv1", filters, KERNEL, new Relu())
            .maxPool(2)
            .conv2d("conv2", new Conv2d(2 * filters, KERNEL, new Relu()))
            .maxPool(2)
            .flatten()
            .dense("logits", classes)
            .build();
    return prepared(start(network));
  }

  /** Trainable numbers of {@link #learned} that count: links kept, biases, the last layer. */
  public long parameters() {
    long sum = 0;
    long outputs = 0;
    for (LearnedLayer layer : structure.layers()) {
      sum += Math.round(layer.density() * layer.inputs() * layer.units()) + layer.units();
      outputs = layer.units();
    }
    if (structure.settings().pooling() != Pooling.NONE) {
      outputs /= structure.layers().get(structure.layers().size() - 1).groupSize();
    }
    return sum + (outputs + 1) * classes;
  }

  private long denseParameters(int width) {
    long inputs = structure.layers().get(0).inputs();
    long between = (structure.layers().size() - 1) * (width + 1L) * width;
    return (inputs + 1) * width + between + (width + 1L) * classes;
  }

  private long cnnParameters(int filters) {
    List<Long> image = structure.input();
    long rows = ((image.get(0) - KERNEL + 1) / 2 - KERNEL + 1) / 2;
    long columns = ((image.get(1) - KERNEL + 1) / 2 - KERNEL + 1) / 2;
    long first = (KERNEL * KERNEL * image.get(2) + 1) * filters;
    long second = (KERNEL * KERNEL * filters + 1L) * 2 * filters;
    return first + second + (rows * columns * 2 * filters + 1) * classes;
  }

  /** The largest size with no more parameters than {@link #parameters}; at least 1. */
  private int widest(IntToLongFunction count) {
    int size = 1;
    while (count.applyAsLong(size + 1) <= parameters()) size++;
    return size;
  }

  private Network stack(boolean masked) {
    NetworkBuilder builder = builder();
    return Encoder.of(structure).describe(builder, masked).dense("logits", classes).build();
  }

  private static NetworkBuilder builder() {
    return Network.named(NAME).init(new AutoInit());
  }

  private Snapshot start(Network network) {
    Map<String, String> provenance = new LinkedHashMap<>();
    structure.figures().forEach((name, value) -> provenance.put(name, value.toString()));
    return Snapshot.initial(network, training).withProvenance(provenance);
  }

  private Snapshot prepared(Snapshot start) {
    return start.with(Encoder.of(structure).preparation(NAME));
  }
}
