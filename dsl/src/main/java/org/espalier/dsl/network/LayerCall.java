package org.espalier.dsl.network;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Connected;
import org.espalier.dsl.layer.Layer;

/**
 * One call of a layer, as it was traced.
 *
 * @param path of the call: {@code lenet/conv1/activation}
 * @param layer what was called
 * @param inputs on what
 * @param output what it gave
 */
public record LayerCall(String path, Layer layer, List<Expr> inputs, Expr output) {
  /** Paths of the parameters that the layer declares as connections; see {@link Connected}. */
  public List<String> connections() {
    if (!(layer instanceof Connected connected)) return List.of();
    return connected.connections().stream().map(name -> path + "/" + name).toList();
  }
}
