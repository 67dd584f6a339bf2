package org.espalier.runtime.fit;

import java.util.Locale;
import java.util.OptionalInt;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;
import org.espalier.dsl.structure.StructurePass;

/**
 * A structure pass and when it runs: after whole epochs or after steps, counted from the training's
 * beginning, so that a resumed training runs it when an uninterrupted one does.
 *
 * @param first the epoch or step after which it runs first, ≥ 1
 * @param every epochs or steps from one run to the next; 0 for a single run
 * @param until the last epoch or step after which it may run; empty for ever
 * @param unit what is counted
 * @param pass what runs
 */
public record ScheduledPass(
    int first, int every, OptionalInt until, Unit unit, StructurePass pass) {
  /** What a schedule counts. */
  public enum Unit {
    /** Whole epochs; the validation data are evaluated before and after the pass. */
    EPOCHS,
    /** Steps; nothing is evaluated. */
    STEPS
  }

  public ScheduledPass {
    Check.positive("first", first);
    Check.notNegative("every", every);
    until.ifPresent(last -> Check.positive("until", last));
  }

  /** After epochs first, first + every, … */
  public ScheduledPass(int first, int every, StructurePass pass) {
    this(first, every, OptionalInt.empty(), Unit.EPOCHS, pass);
  }

  /** After epochs every, 2·every, … */
  public ScheduledPass(int every, StructurePass pass) {
    this(every, Check.positive("every", every), pass);
  }

  /** After one epoch and never again. */
  public static ScheduledPass once(int epoch, StructurePass pass) {
    return new ScheduledPass(epoch, 0, pass);
  }

  /** After steps every, 2·every, … */
  public static ScheduledPass everySteps(int every, StructurePass pass) {
    int steps = Check.positive("every", every);
    return new ScheduledPass(steps, steps, OptionalInt.empty(), Unit.STEPS, pass);
  }

  /**
   * A copy that does not run after later epochs, or steps where it counts those: {@code
   * until(epochs - 1)} leaves the last epoch alone.
   */
  public ScheduledPass until(int last) {
    return new ScheduledPass(first, every, OptionalInt.of(last), unit, pass);
  }

  /** Whether it runs after the given number of whole epochs, or steps where it counts those. */
  public boolean due(long count) {
    if (until.isPresent() && count > until.getAsInt()) return false;
    return every == 0 ? count == first : count >= first && (count - first) % every == 0;
  }

  /** How many times it ran before the run that is due after the given number. */
  public long round(long count) {
    return every == 0 ? 0 : (count - first) / every;
  }

  /** When and what, in one line that two schedules share only if they are equal. */
  String text() {
    String when =
        "first %d, every %d, until %s, in %s: "
            .formatted(
                first,
                every,
                until.isPresent() ? until.getAsInt() : "the end",
                unit.name().toLowerCase(Locale.ROOT));
    try {
      return when + Json.standard().write(pass);
    } catch (JsonError notKnown) {
      return when + (pass instanceof Record ? pass : pass.getClass().getName());
    }
  }
}
