package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.coding.Classifiers;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Compaction;
import org.espalier.dsl.structure.Connections;
import org.espalier.dsl.structure.Links;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.coding.StructureLearning;
import org.espalier.runtime.coding.StructurePlots;
import org.espalier.runtime.data.BuiltinDigits;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.ScheduledPass;
import org.espalier.runtime.report.HtmlReport;
import org.espalier.runtime.sparse.CompactionReport;
import org.espalier.runtime.topology.Evolution;
import org.espalier.runtime.topology.TopologyLog;

/** The second half of {@code espalier demo}: structure learned without labels, and evolved. */
final class StructureDemo {
  private static final int UNITS = 100;
  private static final int SAMPLES = 4000;
  private static final int FIELDS = 40;
  private static final int BATCH = 64;
  private static final int LEARNED_EPOCHS = 4;
  private static final int SPARSE_EPOCHS = 4;

  /** Links left before units are removed, over all. */
  private static final double PRUNED = 0.03;

  private final TrainTest digits;
  private final Training training;
  private final Compute compute;

  StructureDemo(TrainTest digits, Training training, Compute compute) {
    this.digits = digits;
    this.training = training;
    this.compute = compute;
  }

  /** Adds sections to the page; says how each part went, and gives it as numbers. */
  ObjectNode run(HtmlReport.Builder page, Answer answer) {
    ObjectNode node = Answer.node();
    node.set("learned", learned(page, answer));
    node.set("evolved", evolved(page, answer));
    return node;
  }

  private ObjectNode learned(HtmlReport.Builder page, Answer answer) {
    EfficientCoding coding =
        EfficientCoding.widths(UNITS)
            .density(0.1)
            .passes(3)
            .depth(new EveryLayer())
            .seed(training.seed())
            .build();
    LearnedStructure structure =
        new StructureLearning(coding)
            .on(compute)
            .learn(digits.train().take(Math.min(SAMPLES, digits.train().size())));
    page.section("Structure learned without labels")
        .text(
            "Efficient coding (arXiv:2105.13905, largely reconstructed) looked at digits without"
                + " their labels and decided which pixels each of "
                + UNITS
                + " units should see. The layer is kept whatever its score; by the rule of shorter"
                + " descriptions, digits drawn by code would not pay for one.")
        .preformatted("report of the learned structure", structure.report());
    page.plots(
        StructurePlots.receptiveFields(structure, FIELDS), StructurePlots.links(structure, 1));
    Classifiers made = structure.classifiers(BuiltinDigits.CLASSES).training(training);
    double accuracy = trained(made.learned());
    double random = trained(made.randomLinks());
    String found =
        String.format(
            Locale.ROOT,
            "learned  %.1f %% of the links kept; test accuracy %.4f after %d epochs, with as many"
                + " random links %.4f (one run of each, which proves nothing)",
            100 * structure.layers().get(0).density(),
            accuracy,
            LEARNED_EPOCHS,
            random);
    page.text(found);
    answer.say(found);
    return Answer.node()
        .put("layers", structure.layers().size())
        .put("density", structure.layers().get(0).density())
        .put("testAccuracy", accuracy)
        .put("testAccuracyOfRandomLinks", random);
  }

  private double trained(Snapshot start) {
    try (Model model = Espalier.open(start, compute)) {
      model.fit(digits.train(), Fit.epochs(LEARNED_EPOCHS).batch(BATCH));
      return model.evaluate(digits.test()).get("accuracy");
    }
  }

  private ObjectNode evolved(HtmlReport.Builder page, Answer answer) {
    Network dense =
        Network.named("sparse")
            .image(BuiltinDigits.SIDE, BuiltinDigits.SIDE, 1)
            .flatten()
            .dense(100, new Relu())
            .dense(100, new Relu())
            .dense(BuiltinDigits.CLASSES)
            .init(new HeNormal())
            .build();
    Network sparse = Sparsity.epsilon(10).on(dense);
    try (Model model = Espalier.compile(sparse, training, compute)) {
      TopologyLog log = TopologyLog.of("training", model);
      ScheduledPass set = new ScheduledPass(1, new SparseEvolution(0.3)).until(SPARSE_EPOCHS - 1);
      Fit fit = Fit.epochs(SPARSE_EPOCHS).batch(BATCH).validation(digits.test());
      model.fit(digits.train(), fit.pass(set).callback(log));
      Evolution evolution = Evolution.of(log);
      double accuracy = model.evaluate(digits.test()).get("accuracy");
      List<Links> all = links(model.snapshot());
      long links = all.stream().mapToLong(Links::count).sum();
      String found =
          String.format(
              Locale.ROOT,
              "evolved  %d links of %d; test accuracy %.4f after %d epochs",
              links,
              all.stream().mapToLong(Links::size).sum(),
              accuracy,
              SPARSE_EPOCHS);
      page.section("Sparse training")
          .text(
              "Sparse evolutionary training (arXiv:1707.04780) drops the weakest links after every"
                  + " epoch and grows as many at random places. The map shows how differently the"
                  + " network is wired from epoch to epoch (NNSTD, arXiv:2006.14085).")
          .plots(List.of(evolution.plotDistances(), evolution.plotDrift()))
          .text(found);
      answer.say(found);
      ObjectNode node = Answer.node().put("links", links).put("testAccuracy", accuracy);
      node.set("compacted", compacted(model, page, answer));
      return node;
    }
  }

  private ObjectNode compacted(Model model, HtmlReport.Builder page, Answer answer) {
    Snapshot before = new MagnitudePruning(PRUNED).plan(model.snapshot()).apply(model.snapshot());
    CompactionReport report = CompactionReport.of(before, new Compaction(0, 1), 1, compute);
    Snapshot after = report.compacted();
    double apart = 0;
    try (Model masked = Espalier.open(before, compute);
        Model small = Espalier.open(after, compute)) {
      float[][] expected = masked.predict(digits.test());
      float[][] found = small.predict(digits.test());
      for (int i = 0; i < found.length; i++) {
        for (int c = 0; c < found[i].length; c++) {
          apart = Math.max(apart, Math.abs(found[i][c] - expected[i][c]));
        }
      }
    }
    long parameters = before.network().summary().parameters();
    long left = after.network().summary().parameters();
    String found =
        String.format(
            Locale.ROOT,
            "compacted  pruned to %.0f %% of its links, then %d of %d parameters stored;"
                + " probabilities differ by at most %.1e",
            100 * PRUNED,
            left,
            parameters,
            apart);
    page.section("Compaction")
        .text(
            "Units that change no output are removed: those that lead nowhere, and those whose"
                + " value is the same for every picture with pixels from 0 to 1.")
        .preformatted("report of the compaction", report.toString())
        .text(found);
    answer.say(found);
    return Answer.node()
        .put("parameters", left)
        .put("parametersBefore", parameters)
        .put("largestDifference", apart);
  }

  private static List<Links> links(Snapshot snapshot) {
    return Connections.of(snapshot.network()).stream()
        .map(c -> Links.of(snapshot, c.path()))
        .toList();
  }
}
