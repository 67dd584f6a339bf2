package org.espalier.dsl.reading;

import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Node;

/** An op that knows what it costs better than its kind tells: a factorisation, a sort. */
public interface Costed {
  /** Multiply-accumulates of one application. */
  long macs(Node node, ToLongFunction<String> sizes);

  /** Further scalar operations of one application. */
  long flops(Node node, ToLongFunction<String> sizes);
}
