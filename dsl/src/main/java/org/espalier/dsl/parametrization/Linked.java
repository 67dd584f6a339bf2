package org.espalier.dsl.parametrization;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.RandomMask;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.init.Surroundings;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.op.LinkedArray;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Truly sparse: only the links are stored. The variable under the parameter's path holds their
 * values [links], and the state {@code places} below it their row-major numbers (int64 [links],
 * ascending). Layers see the same weight as with {@link Masked}; a product with it costs what its
 * links cost. Vectors and single numbers stay whole.
 *
 * @param density links stored / all links, in (0, 1]; their number, {@code density}·size rounded
 *     and at least one, stays. At the start they lie at random places, with the values that the
 *     layer's initializer has there
 */
public record Linked(double density) implements Storage {
  private static final String PLACES = "places";

  public Linked {
    Check.density("density", density);
  }

  /** Where the places of a parameter's links are kept: {@code net/fc1/kernel/places}. */
  public static String path(String parameter) {
    return parameter + "/" + PLACES;
  }

  @Override
  public Shape stored(Shape shape) {
    if (shape.rank() < 2) return shape;
    return Shape.of(Math.max(1, Math.round(density * shape.size().size())));
  }

  @Override
  public Initializer start(Initializer init, Shape shape) {
    return shape.rank() < 2 ? init : new AtRandomPlaces(init, shape, density);
  }

  @Override
  public Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
    if (shape.rank() < 2) return stored.get();
    Initializer start = site -> Nd.of(AtRandomPlaces.places(site, shape, density));
    Expr places = context.state(PLACES, new Type(DType.INT64, stored(shape)), start);
    return LinkedArray.of(stored.get(), places, shape);
  }

  /** What an initializer gives to a whole parameter, at random places of it. */
  private static final class AtRandomPlaces implements Initializer {
    private final Initializer init;
    private final Shape shape;
    private final double density;

    AtRandomPlaces(Initializer init, Shape shape, double density) {
      this.init = init;
      this.shape = shape;
      this.density = density;
    }

    @Override
    public Nd values(Site site) {
      double[] all = init.values(whole(site)).data();
      return Nd.of(Arrays.stream(places(site, shape, density)).map(p -> all[(int) p]).toArray());
    }

    @Override
    public Optional<Moment> law(Site site) {
      return init.law(whole(site));
    }

    private Site whole(Site links) {
      Surroundings around =
          new Surroundings() {
            @Override
            public OptionalDouble gain(Moment input, boolean exact) {
              return links.around().gain(input, exact);
            }

            @Override
            public double density() {
              return density;
            }
          };
      return new Site(links.path(), shape.toArray(), links.random(), around);
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
      return init + " at random places of " + shape;
    }
  }
}
