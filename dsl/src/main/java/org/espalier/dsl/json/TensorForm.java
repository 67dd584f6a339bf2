package org.espalier.dsl.json;

import static org.espalier.dsl.json.JsonWriter.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * {@code {"dtype": "FLOAT32", "shape": [2, 3], "values": […]}}, row-major; where there are many
 * elements, or a number would not come back bit for bit, {@code "base64"} of the little-endian
 * bytes.
 */
final class TensorForm {
  private static final int MOST_VALUES = 256;

  private TensorForm() {}

  static JsonNode write(Tensor tensor) {
    ObjectNode node = JSON.objectNode().put("dtype", tensor.dtype().name());
    ArrayNode shape = node.putArray("shape");
    for (long d : tensor.dims()) shape.add(d);
    double[] values = tensor.toNd().data();
    if (values.length <= MOST_VALUES && exact(tensor, values)) {
      ArrayNode array = node.putArray("values");
      for (double v : values) array.add(number(tensor.dtype(), v));
      return node;
    }
    byte[] bytes = new byte[tensor.bytes().remaining()];
    tensor.bytes().get(bytes);
    return node.put("base64", Base64.getEncoder().encodeToString(bytes));
  }

  /** False for integers beyond 2^53 and for NaNs that carry bits of their own. */
  private static boolean exact(Tensor tensor, double[] values) {
    double[] read = Arrays.stream(values).map(v -> Double.isNaN(v) ? Double.NaN : v).toArray();
    return of(tensor.dtype(), tensor.dims(), read).equals(tensor);
  }

  private static JsonNode number(DType dtype, double v) {
    if (!Double.isFinite(v)) return JSON.textNode(Double.toString(v));
    if (dtype == DType.FLOAT64) return JSON.numberNode(v);
    return dtype.isFloat() ? JSON.numberNode((float) v) : JSON.numberNode((long) v);
  }

  private static Tensor of(DType dtype, long[] dims, double[] values) {
    return Tensor.of(dtype, new Nd(dims, values));
  }

  static Tensor read(JsonNode node, String path, JsonReader reader) {
    reader.fields(node, path, "a tensor", List.of("dtype", "shape", "values", "base64"));
    DType dtype = (DType) reader.required(node, "dtype", DType.class, path);
    long[] dims = (long[]) reader.required(node, "shape", long[].class, path);
    if (node.has("values") == node.has("base64")) {
      throw new JsonError(path, "a tensor has either \"values\" or \"base64\"");
    }
    try {
      if (node.has("base64")) {
        String text = (String) reader.required(node, "base64", String.class, path);
        return Tensor.ofBytes(dtype, dims, Base64.getDecoder().decode(text));
      }
      return of(dtype, dims, (double[]) reader.required(node, "values", double[].class, path));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonError(path, e.getMessage(), e);
    }
  }
}
