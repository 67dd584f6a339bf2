package org.espalier.runtime.kotlindl;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.jetbrains.kotlinx.dl.api.inference.InferenceModel;

/**
 * A live model behind KotlinDL's interface, for code that is written against that. Of one input;
 * closing it closes the model. Calls may come from many threads, as the model's may.
 */
public final class EspalierInferenceModel implements InferenceModel {
  private final Model model;
  private final InputSpec input;
  private volatile long[] dimensions;

  /**
   * Takes a model over.
   *
   * @throws EspalierException when it has several inputs, which KotlinDL's interface cannot feed
   */
  public EspalierInferenceModel(Model model) {
    this.model = model;
    List<InputSpec> inputs = model.network().inputs();
    if (inputs.size() != 1) {
      throw new EspalierException(
          "network '"
              + model.network().name()
              + "' has "
              + inputs.size()
              + " inputs, KotlinDL's InferenceModel feeds one; use Model.predict(Dataset)");
    }
    this.input = inputs.get(0);
    this.dimensions = example().dims().stream().mapToLong(d -> d.known() ? d.size() : -1).toArray();
  }

  private Shape example() {
    Shape shape = input.type().shape();
    return shape.slice(1, shape.rank());
  }

  /** Sizes of one example without the batch axis; −1 where the network leaves them open. */
  @Override
  public long[] getInputDimensions() {
    return dimensions.clone();
  }

  /**
   * The place of the largest value that {@link #predictSoftly} gives; of equal ones the first.
   *
   * @param inputData one example, row-major
   * @throws ShapeMismatch when it has not as many numbers as the input takes
   */
  @Override
  public int predict(float[] inputData) {
    float[] values = predictSoftly(inputData, "");
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    return best;
  }

  /**
   * The prediction for one example.
   *
   * @param inputData one example, row-major
   * @param predictionTensorName a step or tap of the network; empty for its first output, which for
   *     a classifier gives probabilities
   * @throws ShapeMismatch when the example has not as many numbers as the input takes
   * @throws EspalierException for an unknown name, with those there are
   */
  @Override
  public float[] predictSoftly(float[] inputData, String predictionTensorName) {
    long[] now = dimensions;
    if (Arrays.stream(now).anyMatch(d -> d < 0)) {
      throw new ShapeMismatch(
          "input '" + input.name() + "'",
          "sizes that are all said, " + example(),
          Arrays.toString(now),
          "",
          List.of("reshape(…) first, with the sizes of the examples to come"));
    }
    long size = Arrays.stream(now).reduce(1, Math::multiplyExact);
    if (inputData.length != size) {
      throw new ShapeMismatch(
          "input '" + input.name() + "'",
          size + " numbers, " + Arrays.toString(now),
          inputData.length + " numbers");
    }
    if (!example().known()) return open(inputData, now, predictionTensorName);
    float[][] one = {inputData};
    return predictionTensorName.isEmpty()
        ? model.predict(one)[0]
        : model.tap(predictionTensorName).predict(one)[0];
  }

  /** For a network that leaves sizes open, which nested arrays cannot say. */
  private float[] open(float[] data, long[] sizes, String name) {
    long[] batch = new long[sizes.length + 1];
    batch[0] = 1;
    System.arraycopy(sizes, 0, batch, 1, sizes.length);
    String place = name.isEmpty() ? model.network().outputs().get(0) : name;
    return model.tap(place).predict(Tensor.of(data, batch)).toFloats();
  }

  /**
   * Says the sizes of the examples to come; they must be those of the network where it says them.
   *
   * @param dims without the batch axis
   * @throws ShapeMismatch when the network's input is of other sizes
   */
  @Override
  public void reshape(long... dims) {
    List<Dim> sizes = example().dims();
    boolean fits = dims.length == sizes.size();
    for (int i = 0; fits && i < dims.length; i++) {
      fits = dims[i] > 0 && (!sizes.get(i).known() || sizes.get(i).size() == dims[i]);
    }
    if (!fits) {
      throw new ShapeMismatch(
          "input '" + input.name() + "'", example().toString(), Arrays.toString(dims));
    }
    dimensions = dims.clone();
  }

  /**
   * A second live model.
   *
   * @param copiedModelName its network's name; null for the same
   * @param saveOptimizerState whether its optimizer goes on where this one's stands
   * @param copyWeights false for one that starts afresh from the training's seed
   */
  @Override
  public EspalierInferenceModel copy(
      String copiedModelName, boolean saveOptimizerState, boolean copyWeights) {
    Snapshot snapshot = model.snapshot();
    if (!copyWeights) {
      snapshot = Snapshot.initial(snapshot.network(), snapshot.training().orElseThrow());
    }
    String name = copiedModelName == null ? snapshot.network().name() : copiedModelName;
    EspalierInferenceModel copy =
        new EspalierInferenceModel(
            Espalier.open(renamed(snapshot, name, saveOptimizerState && copyWeights)));
    copy.dimensions = getInputDimensions();
    return copy;
  }

  private static Snapshot renamed(Snapshot snapshot, String name, boolean slots) {
    Network network = snapshot.network();
    SortedMap<String, Tensor> arrays = new TreeMap<>();
    snapshot
        .arrays()
        .forEach(
            (path, array) -> {
              if (slots || !path.startsWith("@")) arrays.put(moved(path, network, name), array);
            });
    return new Snapshot(
        network.withName(name),
        snapshot.training(),
        arrays,
        snapshot.progress(),
        snapshot.provenance());
  }

  /** Weights lie under the network's name, slots name the weight they belong to. */
  private static String moved(String path, Network network, String name) {
    String own = network.name() + "/";
    if (path.startsWith(own)) return name + "/" + path.substring(own.length());
    int inside = path.indexOf("/" + own);
    return !path.startsWith("@") || inside < 0
        ? path
        : path.substring(0, inside + 1) + name + "/" + path.substring(inside + 1 + own.length());
  }

  /** Closes the model. */
  @Override
  public void close() {
    model.close();
  }
}
