package org.espalier.runtime.fit;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.structure.StructurePass;

/**
 * A structure pass and when it runs.
 *
 * @param every epochs from one run to the next; it runs at the end of epochs every, 2·every, …
 * @param pass what runs
 */
public record ScheduledPass(int every, StructurePass pass) {
  public ScheduledPass {
    Check.positive("every", every);
  }

  /** Whether it runs after the given number of whole epochs. */
  public boolean due(long epochs) {
    return epochs % every == 0;
  }
}
