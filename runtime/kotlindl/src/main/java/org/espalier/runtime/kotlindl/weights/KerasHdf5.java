package org.espalier.runtime.kotlindl.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.graph.Imported;

/** Keras's HDF5 files: the weights of Keras 3 and the whole models of Keras 2. */
public final class KerasHdf5 {
  private KerasHdf5() {}

  /** The architecture that a legacy file holds beside the weights, as JSON. */
  public static Optional<String> architecture(Path file) {
    return with(
        file.toString(),
        () -> new HdfFile(file),
        root -> Hdf5Nodes.texts(root, "model_config").stream().findFirst());
  }

  /**
   * The arrays of a network.
   *
   * @throws KerasException when the file is no HDF5 file, damaged, or does not fit, listing every
   *     missing, misshapen and superfluous dataset
   */
  public static SortedMap<String, Tensor> read(Path file, Imported model) {
    return with(file.toString(), () -> new HdfFile(file), root -> arrays(root, "" + file, model));
  }

  /** The same of a file that is an entry of an archive. */
  static SortedMap<String, Tensor> read(byte[] bytes, String name, Imported model) {
    return with(
        name,
        () -> HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes)),
        root -> arrays(root, name, model));
  }

  private interface Opening {
    HdfFile open();
  }

  /** The library meets damage with exceptions of many kinds. */
  private static <T> T with(String name, Opening opening, Function<Group, T> call) {
    try (HdfFile file = opening.open()) {
      return call.apply(file);
    } catch (KerasException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new KerasException(
          name
              + " is not a readable HDF5 file: it is damaged, was cut off while it was copied, or is"
              + " something else ("
              + e.getMessage()
              + "); save it again with model.save or model.save_weights",
          e);
    }
  }

  private static SortedMap<String, Tensor> arrays(Group root, String name, Imported model) {
    WeightFit fit = new WeightFit(name);
    Optional<Group> legacy = LegacyWeights.of(root);
    if (legacy.isPresent()) {
      new LegacyWeights(legacy.get(), model, fit).read();
    } else if (root.getChildren().get("layers") instanceof Group layers) {
      new LayerWeights(model, fit).read(layers);
    } else {
      throw new KerasException(
          name
              + " holds no Keras weights: expected a group 'layers' (Keras 3) or an attribute"
              + " 'layer_names' (Keras 2), found "
              + root.getChildren().keySet());
    }
    return fit.arrays(model.network().name());
  }
}
