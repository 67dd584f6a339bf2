package org.espalier.runtime.experiment;

import java.util.Map;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;

/** Something to measure between two trained networks. A value, as trials are. */
public interface Between extends Described {
  /**
   * Numbers by name; a name may have parts: {@code nnstd/net/fc1/kernel}.
   *
   * @throws org.espalier.dsl.error.EspalierException when the two cannot be compared
   */
  Map<String, Double> of(Snapshot first, Snapshot second);
}
