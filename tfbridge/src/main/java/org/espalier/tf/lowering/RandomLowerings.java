package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.RandomInt;
import org.espalier.dsl.op.RandomNormal;
import org.espalier.dsl.op.RandomUniform;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;

/** Random numbers by the stateless kernels, whose numbers are functions of a key and a counter. */
final class RandomLowerings implements LoweringProvider {
  private static final int PHILOX = 1;
  private static final Tensor PLACES = Tensor.of(new long[] {1, 1, 1L << 32}, 3);

  @Override
  public void contribute(LoweringTable table) {
    table.one(
        RandomUniform.class,
        (op, node, e) ->
            draw("StatelessRandomUniformV2", op.shape(), node, e).attr("dtype", op.dtype()).out());
    table.one(
        RandomNormal.class,
        (op, node, e) ->
            draw("StatelessRandomNormalV2", op.shape(), node, e).attr("dtype", op.dtype()).out());
    table.one(
        RandomInt.class,
        (op, node, e) -> {
          Output<?> low = e.constant(op.dtype(), op.low());
          Output<?> high = e.constant(op.dtype(), op.high());
          return draw("StatelessRandomUniformIntV2", op.shape(), node, e).in(low, high).out();
        });
  }

  /** Key (stream, step, index): the stream is Philox's key, (index·2^32, step) its counter. */
  private static Raw draw(String type, Shape shape, Node node, Emitter e) {
    Output<?> placed = e.op("Mul", e.input(node, 0), e.constant(PLACES));
    Output<?> key = unsigned(part(placed, 0, e), e);
    Raw joined = e.op("ConcatV2").list(List.of(part(placed, 2, e), part(placed, 1, e)));
    Output<?> counter = unsigned(joined.in(e.constant(DType.INT32, 0)).out(), e);
    return e.op(type).in(e.shape(shape), key, counter, e.constant(DType.INT32, PHILOX));
  }

  private static Output<?> part(Output<?> vector, int at, Emitter e) {
    return e.op("Slice", vector, e.ints(at), e.ints(1));
  }

  private static Output<?> unsigned(Output<?> x, Emitter e) {
    return e.op("Bitcast").in(x).attr("type", DataType.DT_UINT64).out();
  }
}
