package org.espalier.scripts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Activations;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.Initializers;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.optimizer.Optimizers;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.InverseDecay;
import org.espalier.dsl.schedule.Schedule;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Restart;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.ScheduledPass;

/**
 * The settings of a training by name, as typed; a snapshot's provenance records them, so that a
 * resumed training needs none of them again and refuses others.
 */
final class Recipe {
  static final String NETWORK = "network";
  static final String ACTIVATION = "activation";
  static final String INIT = "init";
  static final String OPTIMIZER = "optimizer";
  static final String RATE = "rate";
  static final String SCHEDULE = "schedule";
  static final String SEED = "seed";
  static final String BATCH = "batch";
  static final String DATA = "data";
  static final String EPOCHS = "epochs";

  /** What a recipe records besides options that are compared by value. */
  static final String DEVICE = "device";

  static final String THREADS = "threads";
  private static final String DATA_SHA = "dataSha256";

  /** What provenance calls a setting. */
  private static final String PREFIX = "train.";

  private static final Map<String, String> USUAL =
      Map.of(SEED, "7", BATCH, "128", EPOCHS, "3", OPTIMIZER, "adam", SCHEDULE, "inverse");
  private static final Map<String, String> USUAL_RATE = Map.of("sgd", "0.1", "momentum", "0.01");

  private final Map<String, String> typed;
  private final Map<String, String> recorded;
  private final Map<String, String> usual;
  private final Answer answer;

  private Recipe(
      Map<String, String> typed,
      Map<String, String> recorded,
      Map<String, String> usual,
      Answer answer) {
    this.typed = typed;
    this.recorded = recorded;
    this.usual = usual;
    this.answer = answer;
  }

  /** A new training. */
  static Recipe fresh(Map<String, String> typed, Answer answer) {
    return new Recipe(typed, Map.of(), USUAL, answer);
  }

  /** A training that goes on where a snapshot stands. */
  static Recipe resumed(Map<String, String> typed, Snapshot snapshot, Answer answer) {
    Map<String, String> recorded = new LinkedHashMap<>();
    snapshot.training().ifPresent(t -> recorded.put(SEED, Long.toString(t.seed())));
    snapshot
        .provenance()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) recorded.put(key.substring(PREFIX.length()), value);
            });
    return new Recipe(typed, recorded, Map.of(EPOCHS, USUAL.get(EPOCHS)), answer);
  }

  /** One setting: as typed, else as recorded, else (in a new training) as usual. */
  Optional<String> get(String name) {
    if (typed.containsKey(name)) return Optional.of(typed.get(name));
    boolean own = name.equals(RATE) && typed.containsKey(OPTIMIZER);
    if (recorded.containsKey(name) && !own) return Optional.of(recorded.get(name));
    if (name.equals(RATE)) {
      return get(OPTIMIZER)
          .map(optimizer -> USUAL_RATE.getOrDefault(optimizer.toLowerCase(Locale.ROOT), "0.001"));
    }
    return Optional.ofNullable(usual.get(name));
  }

  /** One setting as a file recorded it. */
  Optional<String> recorded(String name) {
    return Optional.ofNullable(recorded.get(name));
  }

  /** A setting that there must be. */
  String require(String name) {
    return get(name)
        .orElseThrow(() -> answer.usage("give --" + name + ", which nothing else says", null));
  }

  /** A setting that is a whole number. */
  int number(String name) {
    return Integer.parseInt(require(name));
  }

  /** What provenance says about a training by this recipe. */
  Map<String, String> provenance(Dataset data, Compute compute) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name :
        List.of(NETWORK, ACTIVATION, INIT, OPTIMIZER, RATE, SCHEDULE, SEED, BATCH, DATA, EPOCHS)) {
      get(name).ifPresent(value -> all.put(PREFIX + name, value));
    }
    all.put(PREFIX + DATA_SHA, data.checksum());
    all.put(PREFIX + DEVICE, compute.device().name().toLowerCase(Locale.ROOT));
    all.put(PREFIX + THREADS, Integer.toString(compute.threads()));
    return Collections.unmodifiableMap(all);
  }

  /** The network, described for some data. */
  Network network(Dataset data) {
    Shape example = Shape.of(data.inputShape());
    Network network = Networks.find(require(NETWORK), example, data.classes().orElse(1), answer);
    Optional<String> activation = get(ACTIVATION);
    if (activation.isPresent()) {
      network =
          network.withHiddenActivation(answer.named(() -> Activations.named(activation.get())));
    }
    Optional<Initializer> init = init();
    if (init.isEmpty()) return network;
    return network.withInit(init.get().pretraining().orElse(init.get()));
  }

  private Optional<Initializer> init() {
    return get(INIT).map(name -> answer.named(() -> Initializers.named(name)));
  }

  /** What runs between epochs: an initializer that looks back on a first epoch, after it. */
  List<ScheduledPass> passes() {
    return init()
        .filter(init -> init.pretraining().isPresent())
        .map(init -> ScheduledPass.once(1, new Restart(init)))
        .stream()
        .toList();
  }

  /** How it is trained on some data. */
  Training training(Dataset data) {
    return Training.classification().optimizer(optimizer(data)).seed(Long.parseLong(require(SEED)));
  }

  private Optimizer optimizer(Dataset data) {
    double rate = Double.parseDouble(require(RATE));
    int epoch = Batches.inOrder(data.size(), number(BATCH)).count();
    Schedule schedule =
        switch (Falling.valueOf(require(SCHEDULE).toUpperCase(Locale.ROOT))) {
          case CONSTANT -> new ConstantRate(rate);
          case INVERSE -> new InverseDecay(rate, epoch);
        };
    return answer.named(() -> Optimizers.named(require(OPTIMIZER), schedule));
  }

  /**
   * Refuses options that contradict a snapshot.
   *
   * @throws EspalierException naming each of them with both values
   */
  void check(Path file, Snapshot snapshot, Dataset data) {
    List<String> differ = new ArrayList<>();
    for (String name : List.of(SEED, BATCH)) {
      String had = recorded.get(name);
      if (had != null && typed.containsKey(name) && !had.equals(typed.get(name))) {
        differ.add(line(name, had, typed.get(name)));
      }
    }
    boolean steps = Stream.of(OPTIMIZER, RATE, SCHEDULE).anyMatch(typed::containsKey);
    if (steps && snapshot.training().map(Training::program).orElse(null) instanceof Supervised s) {
      Optimizer given = optimizer(data);
      String had = steps(recorded.get(OPTIMIZER), recorded.get(RATE), recorded.get(SCHEDULE));
      if (!given.equals(s.optimizer())) {
        differ.add(
            line(
                OPTIMIZER,
                recorded.containsKey(OPTIMIZER) ? had : s.optimizer().toString(),
                steps(require(OPTIMIZER), require(RATE), require(SCHEDULE))));
      }
    }
    boolean describes = List.of(NETWORK, ACTIVATION, INIT).stream().anyMatch(typed::containsKey);
    if (describes && !network(data).equals(snapshot.network())) network(snapshot, differ);
    String checksum = recorded.get(DATA_SHA);
    if (checksum != null && !checksum.equals(data.checksum())) {
      differ.add(
          line(
              DATA,
              recorded.get(DATA) + " with SHA-256 " + checksum,
              require(DATA) + " with SHA-256 " + data.checksum()));
    }
    if (differ.isEmpty()) return;
    throw new EspalierException(
        file
            + " was trained with other settings:\n\n"
            + String.join("\n", differ)
            + "\n\n  Try       without these options, to go on as the file says;"
            + "\n            or without --resume, to begin anew");
  }

  private static String steps(String optimizer, String rate, String schedule) {
    return optimizer + " at rate " + rate + ", " + schedule;
  }

  private void network(Snapshot snapshot, List<String> differ) {
    List<String> found = new ArrayList<>();
    for (String name : List.of(NETWORK, ACTIVATION, INIT)) {
      String had = recorded.getOrDefault(name, name.equals(NETWORK) ? "?" : "as described");
      if (typed.containsKey(name) && !typed.get(name).equals(had)) {
        found.add(line(name, had, typed.get(name)));
      }
    }
    if (found.isEmpty()) {
      String had = "network '" + snapshot.network().name() + "'";
      found.add(line(NETWORK, had, "another description in " + require(NETWORK)));
    }
    differ.addAll(found);
  }

  private static String line(String name, String had, String given) {
    return String.format(
        Locale.ROOT, "  %-11s %s in the file%n  %-11s %s given", name, had, "", given);
  }
}
