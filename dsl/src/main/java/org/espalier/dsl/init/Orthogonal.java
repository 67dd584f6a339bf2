package org.espalier.dsl.init;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * A random matrix with orthonormal columns (rows, where there are fewer rows than columns),
 * uniformly distributed among all such, times a gain. All axes but the last count as rows: a
 * convolution's kernel is taken as [height·width·in, out], a vector as one row, a scalar is ±gain.
 * Costs O(rows·columns·min(rows, columns)). Source: Saxe, McClelland and Ganguli, arXiv:1312.6120.
 *
 * @param gain factor of every singular value, &gt; 0
 */
public record Orthogonal(double gain) implements Initializer {
  public Orthogonal {
    Check.positive("gain", Check.finite("gain", gain));
  }

  /** With gain 1. */
  public Orthogonal() {
    this(1);
  }

  @Override
  public Nd values(Site site) {
    if (site.size() == 0) return Nd.zeros(site.dims());
    int rank = site.dims().length;
    int columns = rank == 0 ? 1 : (int) site.dims()[rank - 1];
    int rows = site.size() / columns;
    DMatrixRMaj q = columns(Math.max(rows, columns), Math.min(rows, columns), site);
    if (rows < columns) CommonOps_DDRM.transpose(q);
    CommonOps_DDRM.scale(gain, q);
    return new Nd(site.dims(), q.getData());
  }

  /**
   * The orthonormal factor of a normal matrix, its columns' signs chosen such that the other factor
   * has a positive diagonal: only then is it uniformly distributed.
   */
  private static DMatrixRMaj columns(int tall, int narrow, Site site) {
    DMatrixRMaj a = new DMatrixRMaj(tall, narrow);
    for (int i = 0; i < a.getNumElements(); i++) a.set(i, site.random().nextGaussian());
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(tall, narrow);
    if (!qr.decompose(a)) {
      throw new IllegalStateException("no QR decomposition of a random matrix at " + site.path());
    }
    DMatrixRMaj q = qr.getQ(null, true);
    DMatrixRMaj r = qr.getR(null, true);
    for (int c = 0; c < narrow; c++) {
      if (r.get(c, c) >= 0) continue;
      for (int i = 0; i < tall; i++) q.set(i, c, -q.get(i, c));
    }
    return q;
  }
}
