package org.espalier.scripts;

import java.nio.file.Path;
import java.util.Locale;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.TrainTest;
import picocli.CommandLine.Option;

/** A saved model and the data to show it. */
final class SavedModel {
  /** A part of a data set. */
  enum Part {
    TRAIN,
    TEST
  }

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "What train --save wrote.")
  private Path model;

  @Option(names = "--data", paramLabel = "SPEC", description = "digits, or mnist:DIR.")
  private String data;

  @Option(names = "--part", paramLabel = "train|test", description = "Which part (default: test).")
  private Part part = Part.TEST;

  /** The snapshot. */
  Snapshot load() {
    return Snapshot.load(model);
  }

  /** {@code train} or {@code test}. */
  String part() {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** True when data were named. */
  boolean hasData() {
    return data != null;
  }

  /** The data, in the shape a network takes. */
  Dataset data(Network network, Answer answer) {
    if (data == null) throw answer.usage("give --data, for example --data digits", null);
    TrainTest parts = DataSpec.parse(data).load();
    return Networks.fitting(part == Part.TEST ? parts.test() : parts.train(), network);
  }
}
