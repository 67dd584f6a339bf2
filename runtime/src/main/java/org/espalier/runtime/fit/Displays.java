package org.espalier.runtime.fit;

import java.io.Console;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where progress is shown. {@link ProgressStyle#AUTO} is a bar on a terminal and plain lines
 * elsewhere, until a host with a place of its own, such as a notebook, installs a display.
 */
public final class Displays {
  private static volatile Function<Fit, ProgressReport> auto = fit -> ofTerminal();

  private Displays() {}

  /**
   * What {@link ProgressStyle#AUTO} means from now on, in the whole process.
   *
   * @param display gives a new report for each call of {@code fit}
   * @return what it meant before, to be installed again when the host leaves
   */
  public static synchronized Function<Fit, ProgressReport> install(
      Function<Fit, ProgressReport> display) {
    Function<Fit, ProgressReport> before = auto;
    auto = Objects.requireNonNull(display, "display");
    return before;
  }

  /** The report for work that is no {@code fit} but goes on in passes all the same. */
  public static ProgressReport of(ProgressStyle style) {
    return of(Fit.epochs(1).progress(style));
  }

  /** The report for one call of {@code fit}. */
  static ProgressReport of(Fit fit) {
    return switch (fit.display()) {
      case SILENT -> new ProgressReport() {};
      case LINES -> new LineReport(System.err);
      case AUTO -> auto.apply(fit);
    };
  }

  private static ProgressReport ofTerminal() {
    return onTerminal(System.console()) ? new BarReport(System.err) : new LineReport(System.err);
  }

  /** Before Java 22 there is a console only on a terminal; since then it can be asked. */
  private static boolean onTerminal(Console console) {
    if (console == null) return false;
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJava22) {
      return true;
    }
  }
}
