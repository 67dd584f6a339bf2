package org.espalier.scripts;

import java.util.Optional;
import org.espalier.runtime.Compute;
import org.espalier.tf.Device;
import picocli.CommandLine.Option;

/** Where to compute. */
final class ComputeOptions {
  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      description = "Where to compute; auto takes a GPU where there is one.")
  private Device device;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: processors).")
  private Integer threads;

  /** What was asked for, over what is usual. */
  Compute compute(Answer answer) {
    return compute(answer, Optional.empty(), Optional.empty());
  }

  /** What was asked for, over what a file recorded, over what is usual. */
  Compute compute(Answer answer, Optional<String> thatDevice, Optional<String> thatThreads) {
    if (threads != null) answer.atLeast("--threads", threads, 1);
    Compute usual = Compute.standard();
    int count =
        threads != null ? threads : thatThreads.map(Integer::valueOf).orElse(usual.threads());
    Device where =
        device != null
            ? device
            : thatDevice
                .map(d -> Device.valueOf(d.toUpperCase(java.util.Locale.ROOT)))
                .orElse(usual.device());
    if (thatThreads.isPresent() && count != Integer.parseInt(thatThreads.get())) {
      answer
          .note()
          .println(
              "note: the file was trained on "
                  + thatThreads.get()
                  + " threads, this goes on with "
                  + count
                  + ": the bits will differ from those of an uninterrupted training");
    }
    return usual.on(where).threads(count);
  }
}
