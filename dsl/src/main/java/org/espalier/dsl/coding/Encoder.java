package org.espalier.dsl.coding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.layer.ContrastNorm;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.FixedAffine;
import org.espalier.dsl.layer.GroupPool;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.NetworkBuilder;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.tensor.Tensor;

/**
 * Learned layers as steps of a network: {@code contrast}, then for each layer {@code prepare1},
 * {@code code1} (dense, ReLU, masked) and {@code pool1} where units are pooled. What learns a layer
 * and what classifies see the same steps.
 *
 * @param settings how it was learned
 * @param input shape of a sample
 * @param layers learned so far
 * @param next affine map of the layer to be learned on top, if there is one
 */
public record Encoder(
    EfficientCoding settings, List<Long> input, List<LearnedLayer> layers, Optional<Affine> next) {
  private static final String PREPARE = "prepare";
  private static final String CODE = "code";

  /** Layers of a structure. */
  public static Encoder of(LearnedStructure structure) {
    return new Encoder(
        structure.settings(), structure.input(), structure.layers(), Optional.empty());
  }

  /** A network of these steps, and of nothing else. */
  public Network network(String name) {
    NetworkBuilder builder = Network.named(name);
    return describe(builder, true).build();
  }

  /**
   * Adds the steps.
   *
   * @param masked whether kernels are masked
   */
  VectorHandle describe(NetworkBuilder builder, boolean masked) {
    VectorHandle at = prepared(builder);
    for (int i = 1; i <= layers.size(); i++) {
      LearnedLayer layer = layers.get(i - 1);
      if (i > 1) at = at.layer(PREPARE + i, new FixedAffine(layer.affine().diagonal()));
      at = at.dense(CODE + i, new Dense(layer.units(), new Relu()));
      if (masked) {
        builder.parametrize(CODE + i + "/kernel", new Masked(layer.density()));
      }
      if (settings.pooling() != Pooling.NONE) {
        boolean largest = settings.pooling() == Pooling.LARGEST;
        at = at.layer("pool" + i, new GroupPool(layer.groupSize(), largest));
      }
    }
    if (next.isEmpty() || layers.isEmpty()) return at;
    return at.layer(PREPARE + (layers.size() + 1), new FixedAffine(next.get().diagonal()));
  }

  /** The raw input made ready for the first layer. */
  VectorHandle prepared(NetworkBuilder builder) {
    VectorHandle at = flat(builder);
    OptionalDouble contrast = settings.preparation().contrast();
    if (contrast.isPresent()) {
      at = at.layer("contrast", new ContrastNorm(contrast.getAsDouble()));
    }
    Optional<Affine> first = layers.isEmpty() ? next : Optional.of(layers.get(0).affine());
    return first.isEmpty() ? at : at.layer(PREPARE + 1, new FixedAffine(first.get().diagonal()));
  }

  private VectorHandle flat(NetworkBuilder builder) {
    return switch (input.size()) {
      case 1 -> builder.vector(input.get(0)).flatten();
      case 2 -> builder.sequence(input.get(0), input.get(1)).flatten();
      case 3 -> builder.image(input.get(0), input.get(1), input.get(2)).flatten();
      default ->
          throw new EspalierException(
              "efficient coding takes samples of shape [features], [height, width] or [height,"
                  + " width, channels], got "
                  + input);
    };
  }

  /**
   * The arrays that belong to the steps.
   *
   * @param name of the network
   */
  public Map<String, Tensor> arrays(String name) {
    Map<String, Tensor> arrays = masks(name);
    for (int i = 1; i <= layers.size(); i++) {
      LearnedLayer layer = layers.get(i - 1);
      put(arrays, name, i, layer.affine());
      arrays.put(name + "/" + CODE + i + "/kernel", layer.dictionary());
      arrays.put(name + "/" + CODE + i + "/bias", layer.bias());
    }
    next.ifPresent(affine -> put(arrays, name, layers.size() + 1, affine));
    return arrays;
  }

  /** The masks alone. */
  Map<String, Tensor> masks(String name) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (int i = 1; i <= layers.size(); i++) {
      arrays.put(name + "/" + CODE + i + "/kernel/mask", layers.get(i - 1).mask());
    }
    return arrays;
  }

  /** What prepares the raw input; later maps are fitted to learned weights and to nothing else. */
  Map<String, Tensor> preparation(String name) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    put(arrays, name, 1, layers.get(0).affine());
    return arrays;
  }

  private static void put(Map<String, Tensor> arrays, String name, int layer, Affine affine) {
    String path = name + "/" + PREPARE + layer;
    arrays.put(path + "/mean", affine.mean());
    arrays.put(path + (affine.diagonal() ? "/scale" : "/matrix"), affine.matrix());
  }
}
