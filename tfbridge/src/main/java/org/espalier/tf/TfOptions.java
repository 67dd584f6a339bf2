package org.espalier.tf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.Check;
import org.espalier.tf.lowering.LoweringProvider;
import org.espalier.tf.lowering.LoweringTable;

/**
 * How a session runs. Immutable; change a copy: {@code
 * TfOptions.standard().withDevice(Device.CPU)}.
 *
 * @param device where it computes
 * @param intraThreads threads of one op; results depend on it in the last bits
 * @param interThreads ops that may run at the same time; results do not depend on it
 * @param streams the number of a random stream, from its purpose (the seed is inside)
 * @param grappler true lets TensorFlow rewrite the graph before the first run: our lowering has
 *     folded and shared already, and large graphs start several times slower with it
 * @param unroll rounds up to which a loop of known length is unrolled; 0 for never
 * @param lowerings lowerings of a user's own ops
 */
public record TfOptions(
    Device device,
    int intraThreads,
    int interThreads,
    ToLongFunction<String> streams,
    boolean grappler,
    int unroll,
    List<LoweringProvider> lowerings) {
  public TfOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(streams, "streams");
    Check.positive("intraThreads", intraThreads);
    Check.positive("interThreads", interThreads);
    Check.that(unroll >= 0, "unroll must be >= 0, got %d", unroll);
    lowerings = List.copyOf(lowerings);
  }

  /** AUTO device, one intra-op thread per processor, two inter-op threads, no Grappler. */
  public static TfOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new TfOptions(
        Device.AUTO,
        processors,
        Math.min(2, processors),
        TfOptions::unseeded,
        false,
        LoweringTable.UNROLL,
        List.of());
  }

  private static long unseeded(String purpose) {
    throw new TfException(
        "the program draws random numbers ('"
            + purpose
            + "') and the session has no seed; "
            + "give TfOptions.withStreams(purpose -> Streams.derive(seed, purpose))");
  }

  /** Another device. */
  public TfOptions withDevice(Device other) {
    return new TfOptions(other, intraThreads, interThreads, streams, grappler, unroll, lowerings);
  }

  /** Another number of threads of one op. */
  public TfOptions withIntraThreads(int threads) {
    return new TfOptions(device, threads, interThreads, streams, grappler, unroll, lowerings);
  }

  /** Another number of ops that may run at the same time. */
  public TfOptions withInterThreads(int threads) {
    return new TfOptions(device, intraThreads, threads, streams, grappler, unroll, lowerings);
  }

  /** Another numbering of random streams. */
  public TfOptions withStreams(ToLongFunction<String> other) {
    return new TfOptions(device, intraThreads, interThreads, other, grappler, unroll, lowerings);
  }

  /** With or without TensorFlow's own rewriting of graphs. */
  public TfOptions withGrappler(boolean on) {
    return new TfOptions(device, intraThreads, interThreads, streams, on, unroll, lowerings);
  }

  /** Another number of rounds up to which loops are unrolled. */
  public TfOptions withUnroll(int rounds) {
    return new TfOptions(device, intraThreads, interThreads, streams, grappler, rounds, lowerings);
  }

  /** One more family of lowerings; it wins over those before it. */
  public TfOptions withLowerings(LoweringProvider more) {
    List<LoweringProvider> all = new ArrayList<>(lowerings);
    all.add(more);
    return new TfOptions(device, intraThreads, interThreads, streams, grappler, unroll, all);
  }
}
