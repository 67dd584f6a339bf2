package org.espalier.runtime.fit;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.structure.StructurePass;

/**
 * A structure pass and when it runs: after whole epochs, counted from the training's beginning, so
 * that a resumed training runs it when an uninterrupted one does.
 *
 * @param first the epoch after which it runs first, ≥ 1
 * @param every epochs from one run to the next; 0 for a single run
 * @param pass what runs
 */
public record ScheduledPass(int first, int every, StructurePass pass) {
  public ScheduledPass {
    Check.positive("first", first);
    Check.notNegative("every", every);
  }

  /** After epochs every, 2·every, … */
  public ScheduledPass(int every, StructurePass pass) {
    this(every, Check.positive("every", every), pass);
  }

  /** After one epoch and never again. */
  public static ScheduledPass once(int epoch, StructurePass pass) {
    return new ScheduledPass(epoch, 0, pass);
  }

  /** Whether it runs after the given number of whole epochs. */
  public boolean due(long epochs) {
    return every == 0 ? epochs == first : epochs >= first && (epochs - first) % every == 0;
  }

  /** How many times it ran before the run that is due after the given number of epochs. */
  public long round(long epochs) {
    return every == 0 ? 0 : (epochs - first) / every;
  }
}
