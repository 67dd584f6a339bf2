package org.espalier.runtime.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Puts columns together to a {@link Dataset}; see {@link Dataset#builder}. */
public final class DatasetBuilder {
  private final String name;
  private final Map<String, Column> inputs = new LinkedHashMap<>();
  private final Map<String, Column> targets = new LinkedHashMap<>();

  DatasetBuilder(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Adds an input; throws {@link DataException} where the name is taken. */
  public DatasetBuilder input(String column, Column values) {
    add(inputs, column, values);
    return this;
  }

  /** Adds a target; throws {@link DataException} where the name is taken. */
  public DatasetBuilder target(String column, Column values) {
    add(targets, column, values);
    return this;
  }

  DatasetBuilder inputs(Map<String, Column> columns) {
    columns.forEach(this::input);
    return this;
  }

  DatasetBuilder targets(Map<String, Column> columns) {
    columns.forEach(this::target);
    return this;
  }

  /** The data set; throws {@link DataException} where there is no column or sizes differ. */
  public Dataset build() {
    return new Dataset(
        name,
        Collections.unmodifiableMap(new LinkedHashMap<>(inputs)),
        Collections.unmodifiableMap(new LinkedHashMap<>(targets)));
  }

  private void add(Map<String, Column> columns, String column, Column values) {
    Objects.requireNonNull(values, column);
    if (inputs.containsKey(column) || targets.containsKey(column)) {
      throw new DataException(
          "data set '" + name + "'",
          "a column name used twice",
          "a name other than " + inputs.keySet() + " and " + targets.keySet(),
          column,
          "rename one of them");
    }
    columns.put(column, values);
  }

  static int commonSize(String name, Map<String, Column> inputs, Map<String, Column> targets) {
    Map<String, Column> all = new LinkedHashMap<>(inputs);
    all.putAll(targets);
    String first = null;
    int size = 0;
    for (Map.Entry<String, Column> entry : all.entrySet()) {
      int rows = entry.getValue().size();
      if (first == null) {
        first = entry.getKey();
        size = rows;
      } else if (rows != size) {
        throw new DataException(
            "data set '" + name + "', column '" + entry.getKey() + "'",
            "columns of different lengths",
            size + " rows, as in column '" + first + "'",
            rows + " rows",
            "give every column one row for each example");
      }
    }
    if (size < 1) {
      throw new DataException(
          "data set '" + name + "'",
          first == null ? "no columns" : "no rows",
          "at least one column with at least one row",
          all.isEmpty() ? "none" : size + " rows",
          "check the source");
    }
    return size;
  }

  static void validate(String name, Map<String, Column> inputs, Map<String, Column> targets) {
    Map<String, Column> all = new LinkedHashMap<>(inputs);
    all.putAll(targets);
    all.forEach((key, column) -> validate("data set '" + name + "', column '" + key + "'", column));
  }

  private static void validate(String where, Column column) {
    RowShape shape = new RowShape(where, column.rowShape());
    if (column instanceof FloatColumn floats) {
      Blocks.floats(
          floats, (values, first, rows) -> Checks.finite(where, values, first, rows, shape));
    } else if (column instanceof IntColumn ints && ints.classes().isPresent()) {
      int classes = ints.classes().getAsInt();
      Blocks.ints(
          ints,
          (values, first, rows) -> Checks.classIds(where, values, first, rows, shape, classes));
    }
  }
}
