package org.espalier.runtime.fit;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.espalier.dsl.structure.Plan;

/** A bar an epoch, then its line. */
final class BarReport extends LineReport {
  /** Milliseconds between two redraws. */
  private static final int REDRAW = 200;

  /** Steps between two looks at the loss. */
  private static final int SELDOM = 20;

  private ProgressBar bar;

  BarReport(PrintStream out) {
    super(out);
  }

  /** Leaves the end of the line to the report, which knows when the last redraw is done. */
  private static final class OpenEnded extends ConsoleProgressBarConsumer {
    OpenEnded(PrintStream out) {
      super(out);
    }

    @Override
    public void close() {}
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
