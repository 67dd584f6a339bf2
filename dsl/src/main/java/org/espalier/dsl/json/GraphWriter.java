package org.espalier.dsl.json;

import static org.espalier.dsl.json.JsonWriter.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;

/** The nodes of one function, or of what lies outside functions, each once and after its inputs. */
final class GraphWriter {
  private record Place(int node, int output) {}

  private final JsonWriter writer;
  private final GraphWriter outer;
  private final Map<Expr, Place> places = new HashMap<>();
  private final ArrayNode nodes = JSON.arrayNode();

  GraphWriter(JsonWriter writer, GraphWriter outer) {
    this.writer = writer;
    this.outer = outer;
  }

  ArrayNode nodes() {
    return nodes;
  }

  /** {@code [node, output]} of an expression, whose nodes are added where they are new. */
  ArrayNode ref(Expr e, String path) {
    add(List.of(e), path);
    Place place = places.get(e);
    return JSON.arrayNode().add(place.node).add(place.output);
  }

  private void add(List<Expr> roots, String path) {
    for (Node node : Walk.of(roots, places.keySet())) {
      JsonNode op = writer.value(node.op(), path + "/" + node.op().opName());
      ArrayNode in = JSON.arrayNode();
      for (Expr e : node.inputs()) in.add(ref(e, path));
      ObjectNode entry = JSON.objectNode();
      entry.set("op", op);
      entry.set("in", in);
      for (Expr out : node.outputs()) places.putIfAbsent(out, new Place(nodes.size(), out.index()));
      nodes.add(entry);
    }
  }

  /** A whole function; this is its fresh inner writer. */
  JsonNode function(Fn fn, String path) {
    for (Expr param : fn.params()) {
      Leaf leaf = Leaf.of(param);
      Leaf written =
          leaf != null ? leaf : new Leaf(Leaf.Role.ARGUMENT, "arg" + nodes.size(), param.type());
      ObjectNode entry = JSON.objectNode().put("argument", nodes.size());
      entry.set("op", writer.value(written, path));
      mark(param, entry, path);
    }
    for (Expr captured : fn.captures()) {
      ObjectNode entry = JSON.objectNode();
      mark(captured, entry.set("capture", outer.ref(captured, path)), path);
    }
    List<JsonNode> outputs = new ArrayList<>();
    for (Expr out : fn.outputs()) outputs.add(ref(out, path));
    ObjectNode object = JSON.objectNode();
    object.set("nodes", nodes);
    object.set("outputs", JSON.arrayNode().addAll(outputs));
    return object;
  }

  private void mark(Expr e, ObjectNode entry, String path) {
    if (places.put(e, new Place(nodes.size(), 0)) != null) {
      throw new JsonError(path, "a function with one parameter given twice: " + e);
    }
    nodes.add(entry);
  }
}
