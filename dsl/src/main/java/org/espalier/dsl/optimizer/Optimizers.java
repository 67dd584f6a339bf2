package org.espalier.dsl.optimizer;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.schedule.Schedule;

/** Finds optimizers by name, for command lines. */
public final class Optimizers {
  private Optimizers() {}

  /**
   * The optimizer of a name ({@code adam}, {@code sgd}, letter case aside) at a rate, other
   * settings as usual: a public record with a public constructor that takes no more than a {@link
   * Schedule}.
   *
   * @throws EspalierException for an unknown name, with names that are near and all there are
   */
  public static Optimizer named(String name, Schedule rate) {
    Json json = Json.standard();
    List<String> names = names(json);
    String known =
        Near.same(name, names)
            .orElseThrow(
                () ->
                    new EspalierException(
                        "no optimizer '"
                            + name
                            + "'"
                            + Near.hint(name, names)
                            + "; there are "
                            + names));
    try {
      return byRate(json, known).newInstance(rate);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) throw refused;
      throw new IllegalStateException("making " + known, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("making " + known, e);
    }
  }

  /** Names of the optimizers that need no more than a rate, sorted. */
  public static List<String> names() {
    return names(Json.standard());
  }

  private static List<String> names(Json json) {
    return json.names(Optimizer.class).stream().filter(name -> byRate(json, name) != null).toList();
  }

  private static Constructor<? extends Optimizer> byRate(Json json, String name) {
    try {
      return json.type(name, Optimizer.class).getConstructor(Schedule.class);
    } catch (NoSuchMethodException needsMore) {
      return null;
    }
  }
}
