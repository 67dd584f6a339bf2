package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Ones at random places and zeros elsewhere; the number of ones is {@code density}·size rounded,
 * and at least one.
 *
 * @param density kept / total, in (0, 1]; 1 is all ones
 */
public record RandomMask(double density) implements LinkMask {
  public RandomMask {
    Check.density("density", density);
  }

  @Override
  public double density(long... dims) {
    int n = Nd.count(dims);
    return n == 0 ? density : kept(n) / (double) n;
  }

  private int kept(int n) {
    return (int) Math.max(1, Math.round(density * n));
  }

  @Override
  public Nd values(Site site) {
    int n = site.size();
    if (density == 1 || n == 0) return Nd.filled(1, site.dims());
    int kept = kept(n);
    int[] places = new int[n];
    for (int i = 0; i < n; i++) places[i] = i;
    Nd out = Nd.zeros(site.dims());
    for (int i = 0; i < kept; i++) {
      int j = i + site.random().nextInt(n - i);
      out.data()[places[j]] = 1;
      places[j] = places[i];
    }
    return out;
  }
}
