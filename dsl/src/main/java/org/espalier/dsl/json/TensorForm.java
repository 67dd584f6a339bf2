package org.espalier.dsl.json;

import static org.espalier.dsl.json.JsonWriter.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * {@code {"dtype": "FLOAT32", "shape": [2, 3], "values": […]}}, row-major; where there are many
 * elements, or a number would not come back bit for bit, {@code "base64"} of the little-endian
 * bytes. Of many truth values {@code "bits"}: base64 of eight to a byte, the first one lowest.
 */
final class TensorForm {
  private static final int MOST_VALUES = 256;
  private static final List<String> FORMS = List.of("values", "base64", "bits");
  private static final List<String> FIELDS = List.of("dtype", "shape", "values", "base64", "bits");

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
    if (tensor.dtype() == DType.BOOL) {
      return node.put("bits", Base64.getEncoder().encodeToString(bits(values)));
    }
    byte[] bytes = new byte[tensor.bytes().remaining()];
    tensor.bytes().get(bytes);
    return node.put("base64", Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] bits(double[] values) {
    byte[] bits = new byte[(values.length + 7) / 8];
    for (int i = 0; i < values.length; i++) if (values[i] != 0) bits[i / 8] |= (byte) (1 << i % 8);
    return bits;
  }

  private static double[] unpacked(byte[] bits, int count) {
    Check.that(bits.length == (count + 7) / 8, "%d bits in %d bytes", count, bits.length);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) values[i] = bits[i / 8] >> i % 8 & 1;
    return values;
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
    reader.fields(node, path, "a tensor", FIELDS);
    DType dtype = (DType) reader.required(node, "dtype", DType.class, path);
    long[] dims = (long[]) reader.required(node, "shape", long[].class, path);
    if (FORMS.stream().filter(node::has).count() != 1) {
      throw new JsonError(path, "a tensor has either \"values\" or \"base64\" or \"bits\"");
    }
    try {
      if (node.has("base64")) {
        String text = (String) reader.required(node, "base64", String.class, path);
        return Tensor.ofBytes(dtype, dims, Base64.getDecoder().decode(text));
      }
      if (node.has("bits")) {
        String text = (String) reader.required(node, "bits", String.class, path);
        return of(dtype, dims, unpacked(Base64.getDecoder().decode(text), Nd.count(dims)));
      }
      return of(dtype, dims, (double[]) reader.required(node, "values", double[].class, path));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JsonError(path, e.getMessage(), e);
    }
  }
}
