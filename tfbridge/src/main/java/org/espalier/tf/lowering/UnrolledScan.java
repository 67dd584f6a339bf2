package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Scan;
import org.espalier.dsl.tensor.DType;
import org.tensorflow.Output;

/** A loop of known length as its rounds one after the other. */
final class UnrolledScan {
  private final LiveScan live;
  private final Scan scan;
  private final Node node;
  private final Emitter e;
  private final int length;
  private final Map<Integer, Output<?>> carry = new LinkedHashMap<>();
  private final Map<Integer, List<Output<?>>> slices = new LinkedHashMap<>();
  private final Map<Integer, Output<?>[]> stacks = new LinkedHashMap<>();

  UnrolledScan(LiveScan live, Emitter e) {
    this.live = live;
    this.scan = live.scan;
    this.node = live.node;
    this.e = e;
    this.length = Math.toIntExact(scan.length().size());
  }

  List<Output<?>> emit() {
    for (int i : live.carries) carry.put(i, e.input(node, i));
    if (length > 0) for (int i : live.xs) slices.put(i, e.unstack(e.input(node, i), length));
    for (int i : live.stacks) stacks.put(i, new Output<?>[length]);
    for (int round = 0; round < length; round++) {
      round(scan.reverse() ? length - 1 - round : round, round == length - 1);
    }
    Output<?>[] outputs = new Output<?>[node.outputs().size()];
    carry.forEach((i, value) -> outputs[i] = value);
    stacks.forEach((i, rows) -> outputs[i] = stack(node.output(i), rows));
    return Arrays.asList(outputs);
  }

  private void round(int t, boolean last) {
    Emitter body = e.nested();
    for (int i : live.carries) body.put(scan.param(i), carry.get(i));
    for (int i : live.xs) body.put(scan.param(i), slices.get(i).get(t));
    if (scan.indexed()) body.put(scan.index(), e.constant(DType.INT64, t));
    for (int i : live.captures) body.put(scan.param(i), e.input(node, i));
    List<Expr> outputs = scan.body().outputs();
    List<Expr> roots = new ArrayList<>();
    for (int i : live.stacks) if (!live.isHistory(i)) roots.add(outputs.get(i));
    for (int i : live.carries) if (!last || e.used(node.output(i))) roots.add(outputs.get(i));
    body.lower(roots);
    stacks.forEach(
        (i, rows) ->
            rows[t] = live.isHistory(i) ? carry.get(live.carryOf(i)) : body.of(outputs.get(i)));
    carry.replaceAll((i, old) -> body.has(outputs.get(i)) ? body.of(outputs.get(i)) : null);
  }

  private Output<?> stack(Expr output, Output<?>[] rows) {
    if (rows.length == 0) {
      return e.op("Fill", e.shape(output.shape()), e.constant(output.dtype(), 0));
    }
    return e.op("Pack").list(List.of(rows)).attr("axis", 0L).out();
  }
}
