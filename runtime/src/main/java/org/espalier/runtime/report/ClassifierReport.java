package org.espalier.runtime.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.layer.Activated;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.plot.Filters;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.view.ActivationPlots;
import org.espalier.runtime.view.FilterPlots;
import org.espalier.runtime.view.NetworkDiagram;
import org.espalier.runtime.view.Samples;
import org.espalier.runtime.view.TrainingCurves;

/**
 * A trained classifier on one page: how well it does, its layers, learning curves, confusion
 * matrix, sample predictions, first filters, activation, provenance. Parts that a network or data
 * set has not (epochs, images, convolutions) are left out.
 */
public final class ClassifierReport {
  private static final int RIGHT = 16;
  private static final int WRONG = 16;
  private static final double REACH = 4;

  private ClassifierReport() {}

  /**
   * Looks at a model that has been trained.
   *
   * @param title of the page
   * @param test examples with class ids, which the model has not been trained on
   * @throws EspalierException when the targets are no class ids
   */
  public static HtmlReport of(String title, Model model, Dataset test) {
    HtmlReport.Builder page = HtmlReport.titled(title);
    add(page, model, test);
    return page.build();
  }

  /**
   * Adds the same to a page that has more to tell.
   *
   * @throws EspalierException when the targets are no class ids
   */
  public static void add(HtmlReport.Builder page, Model model, Dataset test) {
    Classified classified = Classified.of(model, test);
    Snapshot snapshot = model.snapshot();
    Network network = snapshot.network();
    page.lead(
        String.format(
            Locale.ROOT,
            "Network '%s' is right on %.2f %% of the %d examples of '%s' after %d epochs.",
            network.name(),
            100 * classified.accuracy(),
            test.size(),
            test.name(),
            snapshot.progress().epochs()));
    page.section("Network")
        .plots(NetworkDiagram.of(network))
        .preformatted("summary of the network", network.summary().toString());
    List<Map<String, Double>> history = snapshot.progress().history();
    if (!history.isEmpty()) {
      page.section("Learning curves").plots(TrainingCurves.of(history).plots());
    }
    page.section("Confusion matrix").plots(classified.confusion().plot());
    if (Samples.areGrey(test)) {
      page.section("Sample predictions").plots(classified.plot(sample(classified)));
    }
    filters(snapshot).ifPresent(plot -> page.section("First-layer filters").plots(plot));
    activation(network).ifPresent(plot -> page.section("Activation").plots(plot));
    Map<String, Object> facts = new LinkedHashMap<>(snapshot.provenance());
    facts.put("weights SHA-256", snapshot.weightsSha256());
    page.section("Provenance").facts(facts);
  }

  /** The most confident mistakes, then the first right answers. */
  private static int[] sample(Classified classified) {
    return IntStream.concat(
            IntStream.of(classified.mistakes()).limit(WRONG),
            IntStream.of(classified.hits()).limit(RIGHT))
        .toArray();
  }

  private static Optional<Plot> filters(Snapshot snapshot) {
    return snapshot.network().steps().stream()
        .filter(s -> s.layer() instanceof Conv2d conv && conv.filters() <= Filters.MOST)
        .findFirst()
        .map(step -> FilterPlots.of(snapshot, step.name()));
  }

  private static Optional<Plot> activation(Network network) {
    return network.steps().stream()
        .map(Step::layer)
        .map(l -> l instanceof Activated a ? a.activation() : l)
        .filter(l -> l instanceof Activation && !(l instanceof Linear))
        .findFirst()
        .map(l -> ActivationPlots.of((Activation) l, -REACH, REACH));
  }
}
