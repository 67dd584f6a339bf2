package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Scan;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.tensorflow.Output;

/** Loops: a few known rounds one after the other, many or unknown ones as a loop of TensorFlow's. */
public final class LoopLowerings implements LoweringProvider {
  /** Up to this many rounds, copies run faster than a loop and do not take long to make. */
  private static final int ROUNDS = 64;

  /** Above this many copied ops a graph takes too long to make. */
  private static final int COPIES = 6000;

  private final int rounds;

  LoopLowerings() {
    this(ROUNDS);
  }

  /**
   * Other limits than the usual.
   *
   * @param rounds loops of at most this many rounds become copies of their body; 0 keeps all loops
   */
  public LoopLowerings(int rounds) {
    this.rounds = Check.notNegative("rounds", rounds);
  }

  @Override
  public void contribute(LoweringTable table) {
    table.add(Scan.class, this::scan);
  }

  private List<Output<?>> scan(Scan op, Node node, Emitter e) {
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) if (e.used(node.output(i))) wanted.add(i);
    LoopPart part = LoopPart.of(op, wanted);
    Dim n = op.length();
    int size = Walk.of(part.results()).size();
    if (n.known() && n.size() > 0 && n.size() <= rounds && n.size() * size <= COPIES) {
      return unrolled(part, node, e);
    }
    return new WhileLoop(part, node, e).outputs();
  }

  private static List<Output<?>> unrolled(LoopPart part, Node node, Emitter e) {
    Scan op = part.scan();
    int n = (int) op.length().size();
    Output<?>[] values = new Output<?>[op.carries()];
    List<List<Output<?>>> rows = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      boolean stacked = i >= op.carries() && i < op.carries() + op.xs();
      if (i < op.carries()) values[i] = e.input(node, i);
      boolean sliced = stacked && part.inputs().contains(i);
      rows.add(
          sliced
              ? e.op("Unpack").in(e.input(node, i)).attr("num", n).attr("axis", 0L).outs(n)
              : List.of());
    }
    Output<?>[][] stacks = new Output<?>[node.outputs().size()][n];
    for (int round = 0; round < n; round++) {
      int t = op.reverse() ? n - 1 - round : round;
      Emitter inside = e.beside();
      for (int i : part.inputs()) {
        Output<?> value =
            i < op.carries()
                ? values[i]
                : rows.get(i).isEmpty() ? e.input(node, i) : rows.get(i).get(t);
        inside.put(op.param(i), value);
      }
      if (op.indexed()) inside.put(op.index(), e.constant(DType.INT64, t));
      inside.lower(part.results());
      for (int j : part.stacked()) {
        Expr slice = part.slice(j);
        stacks[j][t] = inside.of(slice);
      }
      for (int i : part.carries()) values[i] = inside.of(op.body().outputs().get(i));
    }
    List<Output<?>> outputs = new ArrayList<>(Collections.nCopies(stacks.length, null));
    for (int i : part.carries()) outputs.set(i, values[i]);
    for (int j : part.stacked()) {
      outputs.set(j, e.op("Pack").list(Arrays.asList(stacks[j])).attr("axis", 0L).out());
    }
    return outputs;
  }
}
