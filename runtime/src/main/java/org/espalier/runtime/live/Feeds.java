package org.espalier.runtime.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.data.Column;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.FloatColumn;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.Slot;

/**
 * Which column of a data set feeds which input of a runner. Columns go by name; where the network
 * and the data have one input each, or one target each, these belong together whatever they are
 * called.
 */
public final class Feeds {
  private static final String TARGET = "target";

  private final List<Feed> feeds = new ArrayList<>();

  /**
   * Binds a runner's inputs.
   *
   * @param given names of inputs that somebody else fills
   * @throws ShapeMismatch when a column has not the shape or kind its input takes
   * @throws EspalierException when no column belongs to an input
   */
  public Feeds(Network network, PhaseRunner runner, Dataset data, Set<String> given) {
    for (String name : runner.inputs()) {
      if (name.equals(Trace.STEP) || given.contains(name)) continue;
      Column column = column(network, name, data);
      Slot slot = runner.input(name);
      check(name, slot.type(), column, data);
      feeds.add(new Feed(slot, column));
    }
  }

  /** Fills every bound input with rows {@code order[from…from+count-1]}. */
  public void fill(int[] order, int from, int count) {
    for (Feed feed : feeds) feed.fill(order, from, count);
  }

  private static Column column(Network network, String name, Dataset data) {
    Map<String, Column> inputs = data.inputs();
    Map<String, Column> targets = data.targets();
    if (inputs.containsKey(name)) return inputs.get(name);
    if (targets.containsKey(name)) return targets.get(name);
    boolean isInput = network.input(name).isPresent();
    if (isInput && network.inputs().size() == 1 && inputs.size() == 1) {
      return inputs.values().iterator().next();
    }
    if (name.equals(TARGET) && targets.size() == 1) return targets.values().iterator().next();
    if (name.startsWith(TARGET + "/")) {
      Column named = targets.get(name.substring(TARGET.length() + 1));
      if (named != null) return named;
    }
    throw new EspalierException(
        "data set '"
            + data.name()
            + "' has nothing for input '"
            + name
            + "'; it has inputs "
            + inputs.keySet()
            + " and targets "
            + targets.keySet()
            + ". Name a column so: Dataset.builder(\"…\")."
            + (isInput ? "input" : TARGET)
            + "(\""
            + name
            + "\", column)");
  }

  private static void check(String name, Type type, Column column, Dataset data) {
    Shape row = Shape.of(column.rowShape());
    Shape needed = type.shape().slice(1, type.shape().rank());
    boolean floats = column instanceof FloatColumn;
    boolean fits =
        (floats ? type.dtype().isFloat() : type.dtype().isInt()) && row.rank() == needed.rank();
    for (int i = 0; fits && i < row.rank(); i++) {
      fits = !needed.get(i).known() || needed.get(i).equals(row.get(i));
    }
    if (fits) return;
    throw new ShapeMismatch(
        "input '" + name + "'",
        "rows of " + new Type(type.dtype(), needed),
        (floats ? "float32" : "int32") + row + " from data set '" + data.name() + "'",
        "",
        fixes(name, type.dtype(), needed, floats, row));
  }

  private static List<String> fixes(
      String name, DType dtype, Shape needed, boolean floats, Shape row) {
    List<String> fixes = new ArrayList<>();
    boolean target = name.equals(TARGET) || name.startsWith(TARGET + "/");
    if (target && floats && dtype.isInt()) {
      fixes.add("class ids as targets: Dataset.of(x, int[] ids)");
      fixes.add("or a loss on rows of numbers: SoftmaxCrossEntropy, MeanSquaredError");
    } else if (target && !floats && dtype.isFloat()) {
      fixes.add("a loss on class ids: SparseSoftmaxCrossEntropy");
      fixes.add("or rows of numbers as targets: Dataset.of(x, float[][] rows)");
    } else if (target) {
      fixes.add("an output of as many values as a target has, " + row);
    } else if (needed.known() && floats && row.size().equals(needed.size())) {
      String axes = Arrays.toString(needed.toArray()).replaceAll("[\\[\\]]", "");
      fixes.add("data.withInputShape(" + axes + ")   the same numbers under that shape");
    } else if (floats && dtype.isFloat()) {
      fixes.add("a network whose input is " + row + ", or data whose rows are " + needed);
    }
    return fixes;
  }
}
