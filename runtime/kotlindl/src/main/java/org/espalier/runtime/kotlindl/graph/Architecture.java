package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.form.LayerForms;

/** Reads an architecture from Keras's or KotlinDL's JSON. */
public final class Architecture {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Architecture() {}

  /**
   * The network of a document.
   *
   * @param text JSON
   * @param file where it comes from, for messages
   * @param forms the layers that are known
   * @throws KerasException naming every layer and option that has no counterpart, or the place at
   *     which the document is not as it should be
   * @throws org.espalier.dsl.error.ShapeMismatch when the layers do not fit together
   */
  public static Imported read(String text, String file, LayerForms forms) {
    try {
      return read(parse(text), forms);
    } catch (KerasException e) {
      throw e.problems().size() == 1 && e.problems().get(0).equals(e.getMessage())
          ? new KerasException(file + ": " + e.getMessage(), e)
          : new KerasException(file + " cannot be imported", e.problems(), WAY_OUT);
    }
  }

  private static final String WAY_OUT =
      "Replace these layers in Keras, or say what one becomes:"
          + " KerasImport.standard().with(\"MyLayer\", config -> new MyLayer(…)).network(file)";

  /**
   * A network as JSON that Keras 2, Keras 3 and KotlinDL read: Sequential where it is a chain.
   *
   * @throws KerasException naming every layer that Keras cannot say
   */
  public static String write(Network network) {
    List<String> problems = new ArrayList<>();
    ObjectNode model = new NetworkWriter(network, problems).write();
    if (!problems.isEmpty()) {
      throw new KerasException(
          "network '" + network.name() + "' cannot be said in Keras",
          problems,
          "Replace these layers by ones that Keras has (network.withLayer(name, layer -> …)), or"
              + " save the snapshot as it is: snapshot.saveTo(file)");
    }
    model.put("module", "keras").putNull("registered_name");
    model.put("keras_version", "2.15.0").put("backend", "tensorflow");
    return model.toPrettyString() + "\n";
  }

  private static Imported read(JsonNode model, LayerForms forms) {
    boolean countsFromOne = model.path("keras_version").asText("").startsWith("2");
    KerasGraph graph = GraphReader.read(model, "$", countsFromOne);
    List<String> problems = new ArrayList<>();
    String name = Names.network(graph.name());
    NetworkReader reader =
        new NetworkReader(graph, name, forms, new Dtypes(), problems, countsFromOne);
    Network network = reader.read();
    if (!problems.isEmpty()) throw new KerasException("network '" + name + "'", problems, WAY_OUT);
    return Imported.of(Policy.of(network), reader.places(name));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new KerasException(where + ": broken JSON: " + e.getOriginalMessage(), e);
    }
  }
}
