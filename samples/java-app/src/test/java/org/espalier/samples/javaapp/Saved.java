package org.espalier.samples.javaapp;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;

/** A network that is quickly made, and requests to it. */
final class Saved {
  private Saved() {}

  /** Untrained: the server does not mind. */
  static Snapshot snapshot() {
    Network network = Network.named("small").image(28, 28, 1).flatten().dense(10).build();
    return Snapshot.initial(network, Training.classification().seed(7));
  }

  /** The file of it. */
  static Path file(Path folder) {
    Path file = folder.resolve("small.espalier");
    snapshot().saveTo(file);
    return file;
  }

  /** The body of a request with so many examples of so many numbers. */
  static String body(int examples, int numbers) {
    String example =
        IntStream.range(0, numbers).mapToObj(i -> "0.5").collect(Collectors.joining(",", "[", "]"));
    return IntStream.range(0, examples)
        .mapToObj(i -> example)
        .collect(Collectors.joining(",", "{\"examples\":[", "]}"));
  }
}
