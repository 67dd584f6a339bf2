package org.espalier.runtime.experiment;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;

/**
 * An experiment that is asked for by name. An own one is a public class with a public constructor
 * without arguments, named in the file {@code
 * META-INF/services/org.espalier.runtime.experiment.NamedExperiment} of its jar.
 */
public interface NamedExperiment {
  /** What people type: letters, digits and dashes. */
  String name();

  /** What it asks, in one line. */
  String summary();

  /**
   * Its trials.
   *
   * @param full the large grid; else one that takes an hour on two cores
   * @param seeds runs of each setting, at least 1
   */
  Experiment experiment(boolean full, int seeds);

  /** Seeds where nobody says how many. */
  default int seeds() {
    return 5;
  }

  /** Its table of results: which metric, and from where on a run counts as trained. */
  ResultTable judged(ResultTable results);

  /** The axis whose values are compared in pairs. */
  String compared();

  /** All experiments with a name, by name. */
  static Collection<NamedExperiment> all() {
    Map<String, NamedExperiment> all = new TreeMap<>();
    ServiceLoader.load(NamedExperiment.class).forEach(e -> all.put(e.name(), e));
    ServiceLoader.load(NamedExperiment.class, NamedExperiment.class.getClassLoader())
        .forEach(e -> all.put(e.name(), e));
    return Collections.unmodifiableCollection(all.values());
  }

  /**
   * The experiment of a name, letter case aside.
   *
   * @throws EspalierException for an unknown name, with names that are near and all there are
   */
  static NamedExperiment named(String name) {
    Map<String, NamedExperiment> all = new TreeMap<>();
    all().forEach(e -> all.put(e.name(), e));
    return Near.same(name, all.keySet())
        .map(all::get)
        .orElseThrow(
            () ->
                new EspalierException(
                    "no experiment '"
                        + name
                        + "'"
                        + Near.hint(name, all.keySet())
                        + "; there are "
                        + all.keySet()));
  }
}
