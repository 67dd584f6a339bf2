package org.espalier.runtime.experiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.ScheduledPass;

/**
 * One training with one seed, as a value: all that another machine needs to run it.
 *
 * @param settings what distinguishes it, by name, for people and tables: {@code depth: 50}
 * @param network what is trained, unless the beginning makes another one of it
 * @param training how; its seed is the trial's
 * @param data read by {@link org.espalier.runtime.data.DataSpec}: {@code digits}, {@code mnist:DIR}
 * @param batch examples a step, at least 1
 * @param budget how long
 * @param threads it computes with, at least 1; other threads may give other bits
 * @param passes structure passes during training, in the order they run
 * @param measures what else is measured of the network, before and after training
 * @param beginning what it begins from; empty for the network as described
 */
public record Trial(
    Map<String, String> settings,
    Network network,
    Training training,
    String data,
    int batch,
    Budget budget,
    int threads,
    List<ScheduledPass> passes,
    List<Measure> measures,
    Optional<Beginning> beginning)
    implements Described {
  private static final int ID_DIGITS = 24;

  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    passes = List.copyOf(passes);
    measures = List.copyOf(measures);
    Check.positive("batch", batch);
    Check.positive("threads", threads);
  }

  /** Of everything random. */
  public long seed() {
    return training.seed();
  }

  /** The network and its arrays before the first step. */
  Snapshot start(TrainTest examples, Compute compute) {
    return beginning
        .map(from -> from.snapshot(this, examples, compute))
        .orElseGet(() -> Snapshot.initial(network, training));
  }

  /** Steps in an epoch of so many examples. */
  int steps(int examples) {
    return (examples + batch - 1) / batch;
  }

  /**
   * A name that says what is computed: equal trials have equal ids on every machine, others have
   * others. The first 24 hexadecimal digits of the SHA-256 of its JSON.
   *
   * @throws org.espalier.dsl.json.JsonError when something in it has no JSON form
   */
  public String id() {
    try {
      byte[] json = Json.standard().write(this).toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return settings + " seed " + seed();
  }
}
