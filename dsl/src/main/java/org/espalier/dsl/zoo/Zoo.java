package org.espalier.dsl.zoo;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.network.ImageHandle;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Shape;

/** The networks that have a name. */
public final class Zoo {
  private Zoo() {}

  /**
   * The architecture of a name, letter case aside.
   *
   * @throws EspalierException for an unknown name, with names that are near and all there are
   */
  public static Architecture named(String name) {
    Map<String, Architecture> all = byName();
    return Near.same(name, all.keySet())
        .map(all::get)
        .orElseThrow(
            () ->
                new EspalierException(
                    "no network '"
                        + name
                        + "'"
                        + Near.hint(name, all.keySet())
                        + "; there are "
                        + all.keySet()
                        + ", or give a JSON file that describes one"));
  }

  /** All of them, by name. */
  public static Collection<Architecture> all() {
    return Collections.unmodifiableCollection(byName().values());
  }

  private static Map<String, Architecture> byName() {
    Map<String, Architecture> all = new TreeMap<>();
    ServiceLoader.load(Architecture.class).forEach(a -> all.put(a.name(), a));
    ServiceLoader.load(Architecture.class, Zoo.class.getClassLoader())
        .forEach(a -> all.put(a.name(), a));
    return all;
  }

  /** Begins with an input of images, or says that examples are none. */
  static ImageHandle image(String network, Shape example) {
    if (example.rank() == 3 && example.known()) {
      long[] size = example.toArray();
      return Network.named(network).image(size[0], size[1], size[2]);
    }
    throw new ShapeMismatch(
        "network '" + network + "'", "examples [height, width, channels]", example.toString());
  }
}
