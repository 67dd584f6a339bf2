package org.espalier.dsl.parametrization;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.RandomMask;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.op.Links;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Only the links are stored: the parameter {@code links} [links] under the parameter's path holds
 * their values, and the state {@code places} (int64 [links]) their row-major numbers, ascending.
 * They take the place of the parameter itself and of all that stands before this in the chain. The
 * layer sees the same weight as with {@link Masked}, and dense layers compute with the links alone.
 * Vectors and single numbers stay whole.
 *
 * @param density links stored / all links, in (0, 1]; at the start they lie at random places, with
 *     the values that the layer's initializer gives to a full parameter. Their number, {@code
 *     density}·size rounded and at least one, stays
 */
public record Linked(double density) implements Parametrization {
  public Linked {
    Check.density("density", density);
  }

  /** Number of links stored of a weight of a shape. */
  public long links(Shape shape) {
    return Math.max(1, Math.round(density * shape.size().size()));
  }

  @Override
  public Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
    if (shape.rank() < 2) return stored.get();
    Shape links = Shape.of(links(shape));
    Initializer values = new AtRandomPlaces(context.defaultInit(), shape, density);
    Initializer places = site -> Nd.of(AtRandomPlaces.places(site, shape, density));
    return Links.of(
        context.param("links", links, values),
        context.state("places", new Type(DType.INT64, links), places),
        shape);
  }

  /** What an initializer gives to a full parameter, at random places of it. */
  private static final class AtRandomPlaces implements Initializer {
    private final Initializer whole;
    private final Shape shape;
    private final double density;

    AtRandomPlaces(Initializer whole, Shape shape, double density) {
      this.whole = whole;
      this.shape = shape;
      this.density = density;
    }

    @Override
    public Nd values(Site site) {
      double[] all = whole.values(whole(site)).data();
      return Nd.of(Arrays.stream(places(site, shape, density)).map(p -> all[(int) p]).toArray());
    }

    @Override
    public Optional<Moment> law(Site site) {
      return whole.law(whole(site));
    }

    private Site whole(Site links) {
      return new Site(links.path(), shape.toArray(), links.random(), links.around());
    }

    /** The places of the ones of a random mask. */
    static double[] places(Site site, Shape shape, double density) {
      Site whole = new Site(site.path(), shape.toArray(), site.random());
      double[] mask = new RandomMask(density).values(whole).data();
      double[] places = new double[site.size()];
      int k = 0;
      for (int i = 0; i < mask.length; i++) if (mask[i] != 0) places[k++] = i;
      return places;
    }

    @Override
    public String toString() {
      return whole + " at random places of " + shape;
    }
  }
}
