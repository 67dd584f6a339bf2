package org.espalier.runtime.live;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.espalier.runtime.data.IntColumn;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.Slot;

/**
 * Which column of a data set feeds which input of a runner. Columns go by name; where the network
 * and the data have one input each, or one target each, these belong together whatever they are
 * called.
 */
public final class Feeds {
  private record Feed(Slot slot, Column column, long[] dims) {}

  private final List<Feed> feeds = new ArrayList<>();

  /**
   * Binds a runner's inputs.
   *
   * @param given names of inputs that somebody else fills
   * @throws ShapeMismatch when a column has not the shape or kind its input takes
   * @throws EspalierException when no column belongs to an input
   */
  public Feeds(Network network, PhaseRunner runner, Dataset data, java.util.Set<String> given) {
    for (String name : runner.inputs()) {
      if (name.equals(Trace.STEP) || given.contains(name)) continue;
      Column column = column(network, name, data);
      Slot slot = runner.input(name);
      check(name, slot.type(), column, data);
      long[] row = column.rowShape();
      long[] dims = new long[row.length + 1];
      System.arraycopy(row, 0, dims, 1, row.length);
      feeds.add(new Feed(slot, column, dims));
    }
  }

  /** Fills every bound input with rows {@code order[from…from+count-1]}. */
  public void fill(int[] order, int from, int count) {
    for (Feed feed : feeds) {
      feed.dims[0] = count;
      feed.slot.resize(feed.dims);
      if (feed.column instanceof FloatColumn floats) {
        FloatBuffer into = feed.slot.floats();
        into.clear();
        floats.gather(order, from, count, into);
      } else {
        IntBuffer into = feed.slot.ints();
        into.clear();
        ((IntColumn) feed.column).gather(order, from, count, into);
      }
    }
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
    String target = "target";
    if (name.equals(target) && targets.size() == 1) return targets.values().iterator().next();
    if (name.startsWith(target + "/")) {
      Column named = targets.get(name.substring(target.length() + 1));
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
            + ". Name a column '"
            + name
            + "'");
  }

  private static void check(String name, Type type, Column column, Dataset data) {
    Shape row = Shape.of(column.rowShape());
    Shape needed = type.shape().slice(1, type.shape().rank());
    boolean floats = column instanceof FloatColumn;
    boolean fits = floats == (type.dtype() == DType.FLOAT32) && row.rank() == needed.rank();
    for (int i = 0; fits && i < row.rank(); i++) {
      fits = !needed.get(i).known() || needed.get(i).equals(row.get(i));
    }
    if (fits) return;
    List<String> fixes = new ArrayList<>();
    if (needed.known() && floats && row.size().equals(needed.size())) {
      fixes.add(
          "data.withInputShape("
              + Arrays.toString(needed.toArray()).replaceAll("[\\[\\]]", "")
              + ")   the same numbers under that shape");
    } else if (!floats && type.dtype() == DType.FLOAT32 && needed.rank() == 1) {
      fixes.add("a loss on class ids, or targets as one-hot rows of " + needed.last());
    }
    throw new ShapeMismatch(
        "input '" + name + "'",
        "rows of " + new Type(type.dtype(), needed),
        (floats ? "float32" : "int32") + row + " from data set '" + data.name() + "'",
        "",
        fixes);
  }
}
