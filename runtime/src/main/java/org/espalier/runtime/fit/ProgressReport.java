package org.espalier.runtime.fit;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.espalier.dsl.structure.Plan;

/** Shows how far {@code fit} is; everything goes to standard error. */
interface ProgressReport {
  /** An epoch begins. */
  default void start(long epoch, long last, int steps) {}

  /** So many of its steps are done; the loss is NaN where there is none. */
  default void step(int done, double loss) {}

  /** It is over. */
  default void epoch(Epoch epoch) {}

  /** A pass is about to change the network. */
  default void plan(Plan plan) {}

  /** The epoch ends in an error. */
  default void abandon() {}

  /** The report of a style. */
  static ProgressReport of(ProgressStyle style) {
    return switch (style) {
      case SILENT -> new ProgressReport() {};
      case LINES -> new Lines(System.err);
      case AUTO -> onTerminal(System.console()) ? new Bar(System.err) : new Lines(System.err);
    };
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

  /** One line an epoch. */
  class Lines implements ProgressReport {
    private final PrintStream out;

    Lines(PrintStream out) {
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
    public void plan(Plan plan) {
      out.println(plan);
    }
  }

  /** Leaves the end of the line to the report, which knows when the last redraw is done. */
  final class OpenEnded extends ConsoleProgressBarConsumer {
    OpenEnded(PrintStream out) {
      super(out);
    }

    @Override
    public void close() {}
  }

  /** A bar an epoch, then its line. */
  final class Bar extends Lines {
    /** Milliseconds between two redraws. */
    private static final int REDRAW = 200;

    /** Steps between two looks at the loss. */
    private static final int SELDOM = 20;

    private ProgressBar bar;

    Bar(PrintStream out) {
      super(out);
    }

    @Override
    public void start(long epoch, long last, int steps) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + epoch + "/" + last)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(REDRAW)
              .setConsumer(new OpenEnded(out()))
              .build();
    }

    @Override
    public void step(int done, double loss) {
      bar.stepTo(done);
      if (done % SELDOM == 0 && Double.isFinite(loss)) {
        bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", loss));
      }
    }

    @Override
    public void plan(Plan plan) {
      abandon();
      super.plan(plan);
    }

    @Override
    public void abandon() {
      if (bar == null) return;
      bar.close();
      bar = null;
      out().println();
    }

    @Override
    public void epoch(Epoch epoch) {
      abandon();
      super.epoch(epoch);
    }
  }
}
