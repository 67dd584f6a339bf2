package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Concat;
import org.espalier.dsl.op.Gather;
import org.espalier.dsl.op.Iota;
import org.espalier.dsl.op.Pad;
import org.espalier.dsl.op.Reverse;
import org.espalier.dsl.op.ScatterSum;
import org.espalier.dsl.op.Slice;
import org.espalier.dsl.op.TopK;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.tensorflow.Output;

/** Boxes, joins, picks and order. */
final class ArrayLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(Slice.class, ArrayLowerings::slice);
    table.one(Pad.class, ArrayLowerings::pad);
    table.one(
        Concat.class,
        (op, node, e) ->
            e.op("ConcatV2").list(List.of(e.inputs(node))).in(e.size(Dim.of(op.axis()))).out());
    table.one(
        Gather.class,
        (op, node, e) -> e.op("GatherV2").in(e.inputs(node)).in(e.size(Dim.of(op.axis()))).out());
    table.one(
        ScatterSum.class,
        (op, node, e) ->
            e.op("UnsortedSegmentSum").in(e.inputs(node)).in(e.size(op.size())).out());
    table.one(
        Reverse.class, (op, node, e) -> e.op("ReverseV2", e.input(node, 0), e.ints(op.axes())));
    table.one(Iota.class, ArrayLowerings::iota);
    table.add(
        TopK.class,
        (op, node, e) -> e.op("TopKV2").in(e.input(node, 0), e.size(op.k())).outs(2));
  }

  private static Output<?> slice(Slice op, Node node, Emitter e) {
    Output<?> x = e.input(node, 0);
    Output<?> begin = e.shape(new Shape(op.start()));
    if (dense(op.step())) return e.op("Slice", x, begin, e.shape(op.shape()));
    Output<?> end = e.shape(end(op.start(), op.step(), op.shape()));
    return e.op("StridedSlice", x, begin, end, strides(op.step(), e));
  }

  private static Output<?> pad(Pad op, Node node, Emitter e) {
    Output<?> x = e.input(node, 0);
    DType dtype = node.input(0).dtype();
    if (!dense(op.step())) {
      Output<?> spread = spread(op, node, x, e);
      if (op.value() == 0) return spread;
      Output<?> ones =
          e.op("Fill", e.shape(node.input(0).shape()), e.constant(DType.INT32, 1));
      Output<?> own = e.op("Equal", spread(op, node, ones, e), e.constant(DType.INT32, 1));
      return e.op("SelectV2", own, spread, e.constant(dtype, op.value()));
    }
    List<Dim> sides = new ArrayList<>();
    for (int i = 0; i < op.start().size(); i++) {
      Dim before = op.start().get(i);
      sides.add(before);
      sides.add(op.shape().get(i).minus(before).minus(node.input(0).shape().get(i)));
    }
    Output<?> paddings = e.op("Reshape", e.shape(new Shape(sides)), e.ints(-1, 2));
    if (op.value() == 0) return e.op("Pad", x, paddings);
    return e.op("PadV2", x, paddings, e.constant(dtype, op.value()));
  }

  private static Output<?> spread(Pad op, Node node, Output<?> x, Emitter e) {
    Output<?> begin = e.shape(new Shape(op.start()));
    Output<?> end = e.shape(end(op.start(), op.step(), node.input(0).shape()));
    Output<?> shape = e.shape(op.shape());
    return e.op("StridedSliceGrad", shape, begin, end, strides(op.step(), e), x);
  }

  private static Output<?> iota(Iota op, Node node, Emitter e) {
    Output<?> first = e.constant(DType.INT32, 0);
    Output<?> numbers = e.op("Range", first, e.size(op.size()), e.constant(DType.INT32, 1));
    return op.dtype() == DType.INT32 ? numbers : ElementwiseLowerings.cast(e, numbers, op.dtype());
  }

  private static boolean dense(List<Long> step) {
    return step.stream().allMatch(s -> s == 1);
  }

  private static Output<?> strides(List<Long> step, Emitter e) {
    return e.ints(step.stream().mapToLong(s -> s).toArray());
  }

  /** One past the last place, per axis. */
  private static Shape end(List<Dim> start, List<Long> step, Shape size) {
    List<Dim> end = new ArrayList<>();
    for (int i = 0; i < start.size(); i++) {
      Dim last = size.get(i).minus(Dim.of(1)).times(Dim.of(step.get(i)));
      end.add(start.get(i).plus(last).plus(1));
    }
    return new Shape(end);
  }
}
