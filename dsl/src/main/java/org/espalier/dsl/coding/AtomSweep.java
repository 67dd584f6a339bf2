package org.espalier.dsl.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Block coordinate descent over the atoms: for each atom j in turn u = d_j + (Q_j − D·P_j)/P_jj,
 * shrunk by the link penalty and put back into the unit ball, where P is the mean of a·aᵀ and Q the
 * mean of x·aᵀ. Exact per atom: products of whole blocks come from outside, where matrices are
 * multiplied fast, and what changes within a block is corrected here. Source of the scheme: Mairal
 * et al., 2010.
 */
public final class AtomSweep {
  /** An atom used less than this is not updated. */
  public static final double UNUSED = 1e-8;

  /** What a sweep needs to know about the statistics and the dictionary as it stands. */
  public interface Products {
    /** Rows {@code from} … {@code to − 1} of (Q − D·P)ᵀ with the present D: [to − from][inputs]. */
    double[][] residual(int from, int to);

    /** Rows and columns {@code from} … {@code to − 1} of P. */
    double[][] usage(int from, int to);

    /** Takes the atoms {@code from} … of the present D over. */
    void replace(int from, double[][] atoms);

    /**
     * Of matrices held here.
     *
     * @param usage P, [atoms][atoms]
     * @param meeting Qᵀ, [atoms][inputs]
     * @param atoms D as it stands, [atoms][inputs]; replaced in place
     */
    static Products of(double[][] usage, double[][] meeting, double[][] atoms) {
      return new MatrixProducts(usage, meeting, atoms);
    }
  }

  private final LinkPenalty penalty;
  private final int groupSize;
  private final int block;

  /**
   * A sweep.
   *
   * @param groupSize inputs that are one link
   * @param block atoms whose products are computed together, ≥ 1
   */
  public AtomSweep(LinkPenalty penalty, int groupSize, int block) {
    this.penalty = penalty;
    this.groupSize = groupSize;
    this.block = block;
  }

  /**
   * Updates every atom once.
   *
   * @param atoms [atoms][inputs], changed in place
   * @return places of the atoms that nothing uses, in order; they are as they were
   */
  public List<Integer> run(double[][] atoms, Products products) {
    List<Integer> unused = new ArrayList<>();
    double used = 0;
    for (int from = 0; from < atoms.length; from += block) {
      int to = Math.min(atoms.length, from + block);
      double[][] usage = products.usage(from, to);
      double[][] residual = products.residual(from, to);
      update(atoms, from, usage, residual, unused);
      for (int j = 0; j < usage.length; j++) used += usage[j][j];
      products.replace(from, Arrays.copyOfRange(atoms, from, to));
    }
    boolean coupled = used > UNUSED && penalty.shrinkAll(atoms, groupSize, atoms.length / used);
    if (coupled) products.replace(0, atoms);
    return unused;
  }

  private void update(
      double[][] atoms, int from, double[][] usage, double[][] residual, List<Integer> unused) {
    double[][] moved = new double[residual.length][];
    for (int j = 0; j < residual.length; j++) {
      double own = usage[j][j];
      if (own < UNUSED) {
        unused.add(from + j);
        continue;
      }
      double[] gap = residual[j];
      for (int i = 0; i < j; i++) if (moved[i] != null) subtract(gap, usage[i][j], moved[i]);
      double[] before = atoms[from + j];
      double[] after = new double[before.length];
      for (int i = 0; i < after.length; i++) after[i] = before[i] + gap[i] / own;
      penalty.shrink(after, groupSize, 1 / own);
      intoUnitBall(after);
      atoms[from + j] = after;
      moved[j] = difference(after, before);
    }
  }

  private static void subtract(double[] from, double factor, double[] what) {
    if (factor == 0) return;
    for (int i = 0; i < from.length; i++) from[i] -= factor * what[i];
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) difference[i] = a[i] - b[i];
    return difference;
  }

  private static void intoUnitBall(double[] atom) {
    double square = 0;
    for (double v : atom) square += v * v;
    if (square <= 1) return;
    double scale = 1 / Math.sqrt(square);
    for (int i = 0; i < atom.length; i++) atom[i] *= scale;
  }
}
