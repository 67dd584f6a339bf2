package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;

/** All cases, one line per family; tfbridge's tests read it too (test-jar). */
public final class OpCatalog {
  private OpCatalog() {}

  /** Every case. */
  public static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    cases.addAll(ElementwiseCases.cases());
    cases.addAll(MatrixCases.cases());
    cases.addAll(LinkedCases.cases());
    cases.addAll(ArrayCases.cases());
    cases.addAll(LoopCases.cases());
    cases.addAll(ConvolutionCases.cases());
    cases.addAll(NnCases.cases());
    return cases;
  }
}
