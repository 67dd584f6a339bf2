package org.espalier.dsl.structure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.init.LinkCounts;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/**
 * Drops links of one parameter and then grows others, which may be among the dropped. Dropped links
 * lose their weight; the optimizer's slots of both start afresh at 0, all others stay. Places count
 * all possible links row by row.
 *
 * @param path of the parameter
 * @param shape its sizes
 * @param links how many there were
 * @param dropped places: int32 [d]
 * @param grown places in the order they were chosen: int32 [g]
 * @param values weights of the grown: float64 [g]
 */
public record Relink(
    String path, Shape shape, long links, Tensor dropped, Tensor grown, Tensor values)
    implements Edit {
  public Relink {
    Check.that(dropped.dtype() == DType.INT32, "places are int32, got %s", dropped);
    Check.that(grown.dtype() == DType.INT32, "places are int32, got %s", grown);
    Check.that(
        values.size() == grown.size(),
        "%d links grow with %d weights",
        grown.size(),
        values.size());
  }

  /** A change of some links, by places; {@code values} are the weights of those that grow. */
  public static Relink of(Links links, int[] dropped, int[] grown, double[] values) {
    return new Relink(
        links.path(),
        links.shape(),
        links.count(),
        Tensor.of(dropped, dropped.length),
        Tensor.of(grown, grown.length),
        Tensor.of(DType.FLOAT64, Nd.of(values)));
  }

  /** The change to the links of another mask; what grows starts at 0. */
  public static Relink between(Links links, Nd mask) {
    boolean[] before = links.present();
    double[] after = mask.data();
    int[] dropped =
        IntStream.range(0, after.length).filter(i -> before[i] && after[i] == 0).toArray();
    int[] grown =
        IntStream.range(0, after.length).filter(i -> !before[i] && after[i] != 0).toArray();
    return of(links, dropped, grown, new double[grown.length]);
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    return Links.of(snapshot, path).changed(places(dropped), places(grown), values.toNd().data());
  }

  private static int[] places(Tensor tensor) {
    int[] places = new int[tensor.size()];
    tensor.bytes().asIntBuffer().get(places);
    return places;
  }

  /** Names the units that this cuts off, where they are others than before. */
  Optional<String> warning(Links before) {
    LinkCounts counts = LinkCounts.of(path, shape, before.places());
    Optional<String> had = counts.cutOff();
    Optional<String> has = counts.plus(places(dropped), -1).plus(places(grown), 1).cutOff();
    return has.equals(had) ? Optional.empty() : has;
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return dropped.size() == 0 && grown.size() == 0;
  }

  /** Links kept over all, after the change. */
  public double density() {
    return density(links - dropped.size() + grown.size());
  }

  private double density(long kept) {
    return kept / (double) shape.size().size();
  }

  @Override
  public List<String> row() {
    return List.of(
        path + " " + shape,
        Integer.toString(dropped.size()),
        Integer.toString(grown.size()),
        String.format(Locale.ROOT, "%.4f → %.4f", density(links), density()),
        Integer.toString(dropped.size() + grown.size()));
  }
}
