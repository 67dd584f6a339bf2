package org.espalier.runtime.fit;

import java.io.PrintStream;
import org.espalier.dsl.structure.Plan;

/** One line an epoch. */
class LineReport implements ProgressReport {
  private final PrintStream out;

  LineReport(PrintStream out) {
    this.out = out;
  }

  final PrintStream out() {
    return out;
  }

  @Override
  public void epoch(Epoch epoch) {
    out.println(History.line(epoch));
  }

  @Override
  public void warning(String line) {
    out.println("warning: " + line);
  }

  @Override
  public void plan(Plan plan) {
    out.println(plan);
  }
}
