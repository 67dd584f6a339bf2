package org.espalier.runtime.data;

/**
 * A place that data comes from, asked for by name: {@code mnist:DIR}, {@code digits}. An own one is
 * a public class with a public constructor without arguments, named in the file {@code
 * META-INF/services/org.espalier.runtime.data.DataSource} of its jar.
 */
public interface DataSource {

  /** What stands before the colon: lower-case letters, digits and dashes. */
  String scheme();

  /** How it is written and what it gives, in one line: {@code mnist:DIR — …}. */
  String usage();

  /**
   * Reads or makes the data.
   *
   * @param spec what the user wrote
   * @throws DataException if the specification or the data cannot be used
   */
  TrainTest load(DataSpec spec);
}
