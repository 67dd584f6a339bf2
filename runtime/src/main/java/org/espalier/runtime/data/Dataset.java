package org.espalier.runtime.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * Examples: named input and target columns with equally many rows. Usually there is one input,
 * {@code x}, and one target, {@code y}; several of either and no target at all are as good. A data
 * set is a value: nothing in it changes, and its parts are views that copy no rows.
 *
 * <pre>{@code
 * Dataset iris = Dataset.of(measurements, species).named("iris");
 * TrainTest parts = iris.split(0.8, 7);
 *
 * Dataset pairs = Dataset.builder("pairs")
 *     .input("left", Columns.floats(left)).input("right", Columns.floats(right))
 *     .target("same", Columns.labels(same, 2)).build();
 * }</pre>
 */
public final class Dataset {
  /** What the only input of the short factories is called. */
  public static final String INPUT = "x";

  /** What the only target of the short factories is called. */
  public static final String TARGET = "y";

  private static final String INPUT_PLACE = "input 'x'";
  private static final String TARGET_PLACE = "target 'y'";

  private final String name;
  private final int size;
  private final Map<String, Column> inputs;
  private final Map<String, Column> targets;
  private volatile String checksum;

  Dataset(String name, Map<String, Column> inputs, Map<String, Column> targets) {
    this.name = name;
    this.inputs = inputs;
    this.targets = targets;
    this.size = DatasetBuilder.commonSize(name, inputs, targets);
  }

  /** Starts a data set of any columns. */
  public static DatasetBuilder builder(String name) {
    return new DatasetBuilder(name);
  }

  /** Vectors with one class id each; the number of classes is the largest id plus 1. */
  public static Dataset of(float[][] x, int[] labels) {
    return of(Columns.floats(INPUT_PLACE, x), labels(labels));
  }

  /**
   * Sequences or grey pictures with one class id each; the largest id plus 1 is the class count.
   */
  public static Dataset of(float[][][] x, int[] labels) {
    return of(Columns.floats(INPUT_PLACE, x), labels(labels));
  }

  /** Pictures [height, width, channels] with one class id each; classes as for vectors. */
  public static Dataset of(float[][][][] x, int[] labels) {
    return of(Columns.floats(INPUT_PLACE, x), labels(labels));
  }

  /** Rows of {@code rowShape} side by side (kept, not copied) with one class id each. */
  public static Dataset of(float[] x, long[] rowShape, int[] labels) {
    RowShape shape = new RowShape(INPUT_PLACE, rowShape);
    return of(new FloatArrayColumn(INPUT_PLACE, x, shape), labels(labels));
  }

  /** Vectors with a vector of targets each. */
  public static Dataset of(float[][] x, float[][] targets) {
    return of(Columns.floats(INPUT_PLACE, x), Columns.floats(TARGET_PLACE, targets));
  }

  /** Vectors with one number to predict each: targets of row shape [1]. */
  public static Dataset of(float[][] x, float[] targets) {
    RowShape one = new RowShape(TARGET_PLACE, 1);
    return of(Columns.floats(INPUT_PLACE, x), new FloatArrayColumn(TARGET_PLACE, targets, one));
  }

  /** Rows of {@code rowShape} with targets of {@code targetShape}, side by side and kept. */
  public static Dataset of(float[] x, long[] rowShape, float[] targets, long[] targetShape) {
    return of(
        new FloatArrayColumn(INPUT_PLACE, x, new RowShape(INPUT_PLACE, rowShape)),
        new FloatArrayColumn(TARGET_PLACE, targets, new RowShape(TARGET_PLACE, targetShape)));
  }

  /** One input {@code x} and one target {@code y}. */
  public static Dataset of(Column x, Column y) {
    return builder("data").input(INPUT, x).target(TARGET, y).build();
  }

  /** One input {@code x} and no target. */
  public static Dataset unlabelled(Column x) {
    return builder("data").input(INPUT, x).build();
  }

  private static Column labels(int[] labels) {
    return Columns.labels(TARGET_PLACE, labels, Columns.classesIn(labels));
  }

  /** What messages and provenance call it. */
  public String name() {
    return name;
  }

  /** Number of examples, at least 1. */
  public int size() {
    return size;
  }

  /** The inputs in order of declaration; unmodifiable. */
  public Map<String, Column> inputs() {
    return inputs;
  }

  /** The targets in order of declaration; unmodifiable, perhaps empty. */
  public Map<String, Column> targets() {
    return targets;
  }

  /** The only input; throws {@link DataException} where there are none or several. */
  public Column input() {
    return only("input", inputs);
  }

  /** The only target; throws {@link DataException} where there are none or several. */
  public Column target() {
    return only("target", targets);
  }

  /** Row shape of the only input, without the batch axis. */
  public long[] inputShape() {
    return input().rowShape();
  }

  /** Number of classes where there is one target and it is class ids; empty otherwise. */
  public OptionalInt classes() {
    return targets.size() == 1 && target() instanceof IntColumn ids
        ? ids.classes()
        : OptionalInt.empty();
  }

  /** All class ids of the only target, one a row. */
  public int[] labels() {
    int[] labels = new int[size];
    gatherLabels(Permutation.identity(size), 0, size, labels, 0);
    return labels;
  }

  /** Copies rows of the only input, which is float; see {@link FloatColumn#gather}. */
  public void gatherInputs(int[] order, int from, int count, float[] into, int offset) {
    floats("input", input()).gather(order, from, count, into, offset);
  }

  /** Copies rows of the only input, which is float; see {@link FloatColumn#gather}. */
  public void gatherInputs(int[] order, int from, int count, FloatBuffer into) {
    floats("input", input()).gather(order, from, count, into);
  }

  /** Copies rows of the only target, which is float; see {@link FloatColumn#gather}. */
  public void gatherTargets(int[] order, int from, int count, float[] into, int offset) {
    floats("target", target()).gather(order, from, count, into, offset);
  }

  /** Copies class ids of the only target, one a row; see {@link IntColumn#gather}. */
  public void gatherLabels(int[] order, int from, int count, int[] into, int offset) {
    if (target() instanceof IntColumn ids && ids.rowLength() == 1) {
      ids.gather(order, from, count, into, offset);
      return;
    }
    throw wrongKind("target", "one class id a row", target());
  }

  /** The same examples under another name. */
  public Dataset named(String newName) {
    return new Dataset(newName, inputs, targets);
  }

  /** The same examples, each row of the only input under another shape of as many elements. */
  public Dataset withInputShape(long... rowShape) {
    String input = inputs.keySet().stream().findFirst().orElse(INPUT);
    Map<String, Column> shaped = Map.of(input, Columns.reshaped(input(), rowShape));
    return new Dataset(name, shaped, targets);
  }

  /** Examples {@code from} (included) to {@code to} (excluded). */
  public Dataset slice(int from, int to) {
    if (from < 0 || from >= to || to > size) {
      throw new DataException(
          "data set '" + name + "'",
          "a slice that is empty or outside",
          "0 <= from < to <= " + size,
          "from " + from + " to " + to,
          "check the bounds");
    }
    return from == 0 && to == size ? this : rows(to - from, i -> from + i);
  }

  /** The first {@code n} examples. */
  public Dataset take(int n) {
    return slice(0, n);
  }

  /** The examples {@code rows[0], rows[1], …}, each of which may be named more than once. */
  public Dataset rows(int... rows) {
    int[] chosen = rows.clone();
    for (int row : chosen) {
      if (row < 0 || row >= size) {
        throw new DataException(
            "data set '" + name + "'",
            "a row that does not exist",
            "0 … " + (size - 1),
            Integer.toString(row),
            "check the row numbers");
      }
    }
    return rows(chosen.length, i -> chosen[i]);
  }

  /**
   * Two disjoint parts that together are everything, drawn by {@code seed}: {@code train} has
   * {@code fraction} of the examples, rounded, {@code test} the others.
   *
   * @param fraction more than 0, less than 1, and leaving a row to each part
   */
  public TrainTest split(double fraction, long seed) {
    int first = fraction > 0 && fraction < 1 ? (int) Math.round(size * fraction) : 0;
    if (first < 1 || first >= size) {
      throw new DataException(
          "data set '" + name + "'",
          "a split with an empty part",
          "a fraction in 0 … 1 that leaves each part at least one of " + size + " rows",
          Double.toString(fraction),
          "choose another fraction");
    }
    int[] order = Permutation.of(size, seed, 0);
    return new TrainTest(
        rows(Arrays.copyOfRange(order, 0, first)), rows(Arrays.copyOfRange(order, first, size)));
  }

  /**
   * SHA-256 over names, shapes, kinds and values of all columns, in lower-case hexadecimal. The
   * name of the data set and the way values are stored do not count. Reads everything once.
   */
  public String checksum() {
    String known = checksum;
    if (known == null) {
      known = Checksum.of(this);
      checksum = known;
    }
    return known;
  }

  /**
   * Reads everything and throws {@link DataException} at the first value that is not finite or
   * label that is out of range. Columns made by {@link Columns} were checked as they were made.
   */
  public Dataset validated() {
    DatasetBuilder.validate(name, inputs, targets);
    return this;
  }

  @Override
  public String toString() {
    return name
        + ": "
        + size
        + " rows, inputs "
        + describe(inputs)
        + ", targets "
        + describe(targets);
  }

  private Dataset rows(int count, IntUnaryOperator row) {
    Map<String, Column> in = new LinkedHashMap<>();
    Map<String, Column> out = new LinkedHashMap<>();
    inputs.forEach((key, column) -> in.put(key, ViewColumns.rows(column, count, row)));
    targets.forEach((key, column) -> out.put(key, ViewColumns.rows(column, count, row)));
    return builder(name).inputs(in).targets(out).build();
  }

  private Column only(String role, Map<String, Column> columns) {
    if (columns.size() != 1) {
      throw new DataException(
          "data set '" + name + "'",
          "no single " + role,
          "one " + role,
          columns.size() + " " + columns.keySet(),
          "name the column: dataset." + role + "s().get(\"…\")");
    }
    return columns.values().iterator().next();
  }

  private FloatColumn floats(String role, Column column) {
    if (column instanceof FloatColumn floats) {
      return floats;
    }
    throw wrongKind(role, "floats", column);
  }

  private DataException wrongKind(String role, String expected, Column column) {
    return new DataException(
        "data set '" + name + "', the " + role,
        "elements of another kind",
        expected,
        column.kind() + " rows of shape " + Arrays.toString(column.rowShape()),
        "gather from the column itself");
  }

  private static String describe(Map<String, Column> columns) {
    Map<String, String> text = new LinkedHashMap<>();
    columns.forEach((key, column) -> text.put(key, Arrays.toString(column.rowShape())));
    return text.toString();
  }
}
