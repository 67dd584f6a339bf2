package org.espalier.dsl.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Units that no longer take part, for want of links.
 *
 * @param path of the parameter whose units they are
 * @param kind what they lack
 * @param units their places in the layer, ascending; of an output layer its classes
 * @param of how many units the layer has
 */
public record CutOff(String path, Kind kind, List<Integer> units, int of) {
  private static final int SHOWN = 10;

  /** What is lacking. */
  public enum Kind {
    /** An output that no input reaches: it says the same whatever it is asked. */
    OUTPUT,
    /** A hidden unit that no input reaches: its value is constant. */
    DEAF,
    /** A hidden unit that reaches no output: its value is not used. */
    UNHEARD
  }

  public CutOff {
    units = List.copyOf(units);
  }

  /** Of a network with its masks; empty where every unit takes part. */
  public static List<CutOff> of(Snapshot snapshot) {
    return of(Wiring.of(snapshot));
  }

  /** Of a wiring, layer by layer; where links cannot be followed units count as taking part. */
  public static List<CutOff> of(Wiring wiring) {
    Paths paths = new Paths(wiring);
    List<CutOff> found = new ArrayList<>();
    for (WiredLayer layer : wiring.layers()) {
      int first = layer.units().first();
      for (Kind kind : Kind.values()) {
        List<Integer> units =
            IntStream.range(0, layer.units().size())
                .filter(j -> kind == paths.lacking(first + j))
                .boxed()
                .toList();
        if (units.isEmpty()) continue;
        CutOff one = new CutOff(layer.path(), kind, units, layer.units().size());
        if (!found.contains(one)) found.add(one);
      }
    }
    return found;
  }

  /** {@code net/fc3/kernel: outputs 3, 7 of 10 hear no input}. */
  @Override
  public String toString() {
    String noun = kind == Kind.OUTPUT ? "output" : "unit";
    String verb = kind == Kind.UNHEARD ? "reach" : "hear";
    boolean one = units.size() == 1;
    String some =
        units.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return path
        + ": "
        + noun
        + (one ? " " : "s ")
        + some
        + (units.size() > SHOWN ? ", … (" + units.size() + ")" : "")
        + " of "
        + of
        + " "
        + verb
        + (one ? verb.equals("reach") ? "es" : "s" : "")
        + (kind == Kind.UNHEARD ? " no output" : " no input");
  }
}
