package org.espalier.dsl.reading;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Node;

/** An op that knows the range of its outputs better than its kind tells. */
public interface Bounded {
  /**
   * One range per output, each containing every value the output can take.
   *
   * @param inputs ranges of the inputs
   * @param sizes sizes of the named axes
   */
  List<Range> ranges(Node node, List<Range> inputs, ToLongFunction<String> sizes);
}
