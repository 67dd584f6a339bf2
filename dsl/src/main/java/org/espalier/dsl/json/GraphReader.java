package org.espalier.dsl.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.op.Leaf;

/** Rebuilds the nodes of one function, or of what lies outside functions. */
final class GraphReader {
  private final GraphReader outer;
  private final List<List<Expr>> nodes = new ArrayList<>();
  private final Map<Integer, Expr> arguments = new TreeMap<>();

  GraphReader(GraphReader outer) {
    this.outer = outer;
  }

  /** Reads a list of nodes with a reader whose expressions are these. */
  void read(JsonNode list, String path, JsonReader reader) {
    reader.list(list, path, "a list of nodes");
    for (JsonNode entry : list) {
      String at = path + "[" + nodes.size() + "]";
      if (entry.has("argument")) argument(entry, at, reader);
      else if (entry.has("capture")) capture(entry, at, reader);
      else nodes.add(node(entry, at, reader));
    }
  }

  private void argument(JsonNode entry, String path, JsonReader reader) {
    reader.fields(entry, path, "an argument", List.of("argument", "op"));
    int index = (int) reader.required(entry, "argument", int.class, path);
    Leaf leaf = (Leaf) reader.required(entry, "op", Leaf.class, path);
    Expr e = Node.of(leaf, List.of()).output(0);
    if (arguments.put(index, e) != null) {
      throw new JsonError(path + ".argument", "argument " + index + " occurs twice");
    }
    nodes.add(List.of(e));
  }

  private void capture(JsonNode entry, String path, JsonReader reader) {
    reader.fields(entry, path, "a capture", List.of("capture"));
    if (outer == null) {
      throw new JsonError(path, "a capture stands in a function's nodes, not in the document's");
    }
    nodes.add(List.of(outer.ref(entry.get("capture"), path + ".capture")));
  }

  private List<Expr> node(JsonNode entry, String path, JsonReader reader) {
    reader.fields(entry, path, "a node", List.of("op", "in"));
    Op op = (Op) reader.required(entry, "op", Op.class, path);
    JsonNode in = reader.list(reader.present(entry, "in", path), path + ".in", "a list of inputs");
    List<Expr> inputs = new ArrayList<>();
    for (JsonNode ref : in) inputs.add(ref(ref, path + ".in[" + inputs.size() + "]"));
    try {
      return Node.of(op, inputs).outputs();
    } catch (EspalierException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new JsonError(path, op.opName() + " refuses its inputs: " + e.getMessage(), e);
    }
  }

  /** The expression {@code [node, output]} names; only nodes already read can be named. */
  Expr ref(JsonNode ref, String path) {
    boolean pair = ref.isArray() && ref.size() == 2 && ref.get(0).isInt() && ref.get(1).isInt();
    int node = pair ? ref.get(0).intValue() : -1;
    if (node < 0 || node >= nodes.size()) {
      throw new JsonError(
          path,
          "expected [node, output] with a node among the %d before, received %s"
              .formatted(nodes.size(), TypeText.received(ref)));
    }
    List<Expr> outputs = nodes.get(node);
    int output = ref.get(1).intValue();
    if (output < 0 || output >= outputs.size()) {
      throw new JsonError(
          path, "node %d has %d outputs, no output %d".formatted(node, outputs.size(), output));
    }
    return outputs.get(output);
  }

  /** A whole function; this is its fresh inner reader. */
  Fn function(JsonNode object, String path, JsonReader reader) {
    reader.fields(object, path, "a traced function", List.of("nodes", "outputs"));
    read(reader.present(object, "nodes", path), path + ".nodes", reader);
    List<Expr> params = new ArrayList<>();
    arguments.forEach(
        (index, e) -> {
          if (index != params.size()) {
            throw new JsonError(path + ".nodes", "there is no argument " + params.size());
          }
          params.add(e);
        });
    JsonNode outs = reader.list(reader.present(object, "outputs", path), path, "a list of outputs");
    List<Expr> outputs = new ArrayList<>();
    for (JsonNode out : outs) outputs.add(ref(out, path + ".outputs[" + outputs.size() + "]"));
    return new Fn(params, outputs);
  }
}
