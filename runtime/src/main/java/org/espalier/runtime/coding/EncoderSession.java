package org.espalier.runtime.coding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.coding.Encoder;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/** Opens programs that begin with the layers of an encoder. */
final class EncoderSession {
  /** What the encoder's network is called in them. */
  static final String NAME = "encoder";

  private EncoderSession() {}

  /** A session whose variables are the encoder's arrays, and zeros where it has none. */
  static TfSession open(Program program, Encoder encoder, Compute compute) {
    Map<String, Tensor> start = new LinkedHashMap<>();
    for (Expr v : program.variables()) {
      start.put(Leaf.of(v).name(), Tensor.of(v.dtype(), Nd.zeros(v.shape().toArray())));
    }
    encoder.arrays(NAME).forEach((path, value) -> start.computeIfPresent(path, (p, zero) -> value));
    TfOptions options =
        TfOptions.standard().withDevice(compute.device()).withIntraThreads(compute.threads());
    TfSession session = TfSession.open(program, options);
    session.write(start);
    return session;
  }
}
