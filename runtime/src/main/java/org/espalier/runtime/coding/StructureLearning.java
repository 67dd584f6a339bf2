package org.espalier.runtime.coding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.espalier.dsl.coding.Affine;
import org.espalier.dsl.coding.AtomLinks;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.Encoder;
import org.espalier.dsl.coding.Invariance;
import org.espalier.dsl.coding.LayerReport;
import org.espalier.dsl.coding.LearnedLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.coding.Pooling;
import org.espalier.dsl.coding.Spread;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.Permutation;
import org.espalier.runtime.fit.Displays;
import org.espalier.runtime.fit.EndOfJvm;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.fit.ProgressReport;
import org.espalier.runtime.fit.ProgressStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns structure from unlabelled data: {@code new StructureLearning(settings).learn(data)}. Data
 * are read in batches, several times, and need not fit in memory; a pass is an epoch of the
 * progress report. Passes are deterministic: the same settings, data, machine and threads give the
 * same bits, also when learning was stopped and goes on from its checkpoint.
 *
 * @param settings how
 * @param compute where
 * @param display where progress is shown
 * @param checkpoint a file that is rewritten after every pass, and gone on from when it exists
 */
public record StructureLearning(
    EfficientCoding settings, Compute compute, ProgressStyle display, Optional<Path> checkpoint) {
  private static final Logger LOG = LoggerFactory.getLogger(StructureLearning.class);

  /** On this machine, silently, without a checkpoint. */
  public StructureLearning(EfficientCoding settings) {
    this(settings, Compute.standard(), ProgressStyle.SILENT, Optional.empty());
  }

  /** The same elsewhere. */
  public StructureLearning on(Compute other) {
    return new StructureLearning(settings, other, display, checkpoint);
  }

  /** The same, showing how far it is. */
  public StructureLearning progress(ProgressStyle style) {
    return new StructureLearning(settings, compute, style, checkpoint);
  }

  /** The same, with a file to go on from. */
  public StructureLearning checkpoint(Path file) {
    return new StructureLearning(settings, compute, display, Optional.of(file));
  }

  /**
   * Learns from the only input of a data set; targets are not looked at.
   *
   * @throws EspalierException when samples have more than three axes, or the checkpoint is of other
   *     settings or other data
   * @throws org.espalier.runtime.data.DataException when a value is no finite number
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; the
   *     checkpoint then holds all whole passes
   * @throws LearningInterruptedException when the JVM is told to end; likewise
   */
  public LearnedStructure learn(Dataset data) {
    return new Run(data).learn();
  }

  /** One call of {@link #learn}. */
  private final class Run {
    private final Dataset data;
    private final List<Long> input;
    private final ProgressReport report = Displays.of(display);
    private final Map<String, String> costs = new LinkedHashMap<>();
    private final EndOfJvm end = new EndOfJvm();
    private LearningState state;

    Run(Dataset data) {
      this.data = data;
      this.input = Arrays.stream(data.inputShape()).boxed().toList();
      LearningState fresh = LearningState.fresh(settings, data.checksum());
      state =
          checkpoint
              .flatMap(file -> LearningState.load(file, settings, fresh.data()))
              .orElse(fresh);
      warn();
    }

    private void warn() {
      int most = settings.widths().stream().mapToInt(w -> w).max().orElse(0);
      if (data.size() >= most) return;
      LOG.warn(
          "{} has {} samples, fewer than the {} atoms of a layer: some atoms start as a sample"
              + " with noise; give more samples or a smaller width",
          data.name(),
          data.size(),
          most);
    }

    LearnedStructure learn() {
      try (end) {
        end.watch();
        return layers();
      }
    }

    private LearnedStructure layers() {
      String stopped = "";
      while (stopped.isEmpty()) {
        int layer = state.layers().size() + 1;
        List<LayerReport> reports = state.reports();
        if (reports.size() >= layer) {
          stopped = "layer " + layer + " " + reports.get(layer - 1).verdict();
        } else if (layer > settings.widths().size()) {
          stopped = "all " + settings.widths().size() + " widths are used";
        } else {
          layer(layer);
        }
      }
      return new LearnedStructure(
          settings, input, state.layers(), state.reports(), stopped, provenance());
    }

    private Map<String, String> provenance() {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("data", data.name() + " " + data.checksum());
      facts.put("device", compute.device().name());
      facts.put("threads", Integer.toString(compute.threads()));
      facts.putAll(costs);
      return facts;
    }

    private void layer(int layer) {
      Encoder below = new Encoder(settings, input, state.layers(), Optional.empty());
      boolean pairs = layer == 1 && settings.preparation().needsCovariance();
      try (Moments moments = new Moments(below, pairs, data, compute)) {
        Prepared prepared = prepared(layer, moments);
        Encoder encoder =
            new Encoder(settings, input, state.layers(), Optional.of(prepared.affine()));
        int units = settings.widths().get(layer - 1);
        try (LayerLearner learner =
            new LayerLearner(encoder, units, linkGroup(layer), data, compute)) {
          passes(learner);
          learner.cost().putInto(costs, layer);
          finish(layer, learner, prepared, moments);
        }
      }
      checkpoint.ifPresent(state::saveTo);
    }

    private Prepared prepared(int layer, Moments moments) {
      if (layer > 1) {
        Spread spread = moments.spread();
        return new Prepared(spread, Affine.standard(spread));
      }
      Prepared.Key key = new Prepared.Key(settings.preparation(), data.checksum(), compute);
      return Memory.PREPARATIONS.get(
          key,
          k -> {
            Spread spread = moments.spread();
            return new Prepared(spread.withoutCovariance(), k.preparation().affine(spread));
          });
    }

    /** Neighbouring inputs that are one link. */
    private int linkGroup(int layer) {
      if (layer == 1) return input.size() == 3 ? Math.toIntExact(input.get(2)) : 1;
      return settings.pooling() == Pooling.NONE ? settings.groupSize() : 1;
    }

    private void passes(LayerLearner learner) {
      List<Double> objectives = new ArrayList<>(state.objectives());
      if (state.arrays().isEmpty()) learner.start();
      else learner.restore(state.arrays());
      List<Epoch> done = new ArrayList<>();
      int most = settings.rounds().passes();
      while (objectives.size() < most && !settled(objectives)) {
        int pass = objectives.size();
        report.start(pass + 1, most, learner.batches());
        long began = System.nanoTime();
        double objective = pass(learner, pass);
        double seconds = (System.nanoTime() - began) / 1e9;
        objectives.add(objective);
        if (checkpoint.isPresent()) {
          state =
              new LearningState(
                  settings,
                  state.data(),
                  state.layers(),
                  state.reports(),
                  List.copyOf(objectives),
                  learner.state());
          state.saveTo(checkpoint.get());
        }
        Epoch epoch =
            new Epoch(
                pass + 1L, Map.of("objective", objective), seconds, learner.batches() / seconds);
        done.add(epoch);
        report.epoch(epoch);
      }
      report.end(new History(done, ""));
      state =
          new LearningState(
              settings, state.data(), state.layers(), state.reports(), objectives, new TreeMap<>());
    }

    private double pass(LayerLearner learner, int pass) {
      int layer = state.layers().size() + 1;
      try {
        return learner.pass(
            pass,
            (done, objective) -> {
              report.step(done, objective);
              if (end.told()) {
                throw new LearningInterruptedException(layer, pass + 1, done, checkpoint);
              }
            });
      } catch (RuntimeException | Error e) {
        report.abandon();
        throw e;
      }
    }

    private boolean settled(List<Double> objectives) {
      int n = objectives.size();
      return n > 1 && settings.rounds().isSettled(objectives.get(n - 2), objectives.get(n - 1));
    }

    private void finish(int layer, LayerLearner learner, Prepared prepared, Moments moments) {
      int[] rows = Permutation.of(data.size(), settings.seed(), -1_000_003L * layer);
      int[] probe = Arrays.copyOf(rows, Math.min(settings.probe(), rows.length));
      Looked looked = learner.look(probe);
      double[][] atoms = learner.atoms();
      boolean[][] mask = AtomLinks.of(atoms, linkGroup(layer), settings.mask());
      Scores scores =
          new Scores(
              settings,
              layer,
              input,
              atoms,
              mask,
              prepared.affine(),
              prepared.spread(),
              looked,
              moments.values(probe));
      LayerReport found = scores.report(state.objectives(), entropyBefore());
      List<LayerReport> reports = new ArrayList<>(state.reports());
      reports.add(found);
      List<LearnedLayer> layers = new ArrayList<>(state.layers());
      if (found.accepted()) {
        layers.add(learned(prepared.affine(), atoms, mask, order(looked.codes)));
      }
      state =
          new LearningState(settings, state.data(), layers, reports, List.of(), new TreeMap<>());
    }

    private double entropyBefore() {
      List<LayerReport> reports = state.reports();
      return reports.isEmpty()
          ? Double.NEGATIVE_INFINITY
          : reports.get(reports.size() - 1).entropy();
    }

    /** Units in the order of their groups. */
    private int[] order(double[][] codes) {
      boolean grouped = settings.penalty().groupSize() > 1 || settings.groupSize() == 1;
      return grouped
          ? IntStream.range(0, codes[0].length).toArray()
          : Invariance.order(codes, settings.groupSize());
    }

    private LearnedLayer learned(Affine affine, double[][] atoms, boolean[][] mask, int[] order) {
      int units = atoms.length;
      int inputs = atoms[0].length;
      float[] dictionary = new float[inputs * units];
      float[] links = new float[inputs * units];
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < units; j++) {
          dictionary[i * units + j] = (float) atoms[order[j]][i];
          links[i * units + j] = mask[order[j]][i] ? 1 : 0;
        }
      }
      float[] bias = new float[units];
      Arrays.fill(bias, (float) -settings.lambda());
      return new LearnedLayer(
          affine,
          Tensor.of(dictionary, inputs, units),
          Tensor.of(links, inputs, units),
          Tensor.of(bias, units),
          settings.groupSize());
    }
  }
}
