package org.espalier.runtime.coding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.espalier.dsl.coding.Affine;
import org.espalier.dsl.coding.AtomLinks;
import org.espalier.dsl.coding.DescriptionLength;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.LayerReport;
import org.espalier.dsl.coding.NoEntropyLoss;
import org.espalier.dsl.coding.OutputEntropy;
import org.espalier.dsl.coding.Spread;

/** A layer judged by its probe. */
record Scores(
    EfficientCoding settings,
    int layer,
    List<Long> image,
    double[][] atoms,
    boolean[][] mask,
    Affine affine,
    Spread spread,
    Looked probe,
    double[][] features) {

  LayerReport report(List<Double> objectives, double entropyBefore) {
    OutputEntropy entropy = OutputEntropy.of(probe.responses);
    DescriptionLength length =
        DescriptionLength.of(standardised(), decoder(), probe.codes, DescriptionLength.STEP);
    double active = active();
    Optional<String> objection =
        active == 0
            ? Optional.of("all codes are 0, " + whyNone())
            : settings.depth().objection(length, entropy.mean(), entropyBefore);
    return new LayerReport(
        layer,
        probe.input[0].length,
        atoms.length,
        entropy.mean(),
        entropy.dependence(),
        length,
        error(),
        active,
        AtomLinks.count(mask),
        AtomLinks.density(mask),
        locality(mask),
        locality(AtomLinks.scattered(mask, settings.seed())),
        objectives,
        objection.isEmpty(),
        objection
            .map(why -> "rejected: " + why)
            .orElseGet(() -> accepted(length, entropy.mean(), entropyBefore)));
  }

  private String accepted(DescriptionLength length, double entropy, double before) {
    String remark = settings.mask().remark(AtomLinks.density(mask));
    String gain = String.format(Locale.ROOT, "accepted: gain %.3f", length.gain());
    return gain
        + new NoEntropyLoss(NoEntropyLoss.WARNED)
            .objection(length, entropy, before)
            .map(falls -> "; warning: " + falls)
            .orElse("")
        + (remark.isEmpty() ? "" : "; warning: " + remark);
  }

  private String whyNone() {
    boolean flat = Arrays.stream(probe.input).flatMapToDouble(Arrays::stream).allMatch(v -> v == 0);
    return flat
        ? "as all samples are alike for this layer"
        : "lambda = "
            + settings.lambda()
            + " is too large for this input; try lambda = "
            + settings.lambda() / 4;
  }

  private double active() {
    long count = 0;
    for (double[] row : probe.codes) for (double a : row) if (a != 0) count++;
    return count / (double) ((long) probe.codes.length * atoms.length);
  }

  private double error() {
    DMatrixRMaj residual = new DMatrixRMaj(probe.input);
    CommonOps_DDRM.multAdd(-1, new DMatrixRMaj(probe.codes), new DMatrixRMaj(atoms), residual);
    double left = 0;
    for (double v : residual.data) left += v * v;
    double all = 0;
    for (double[] row : probe.input) for (double v : row) all += v * v;
    return all == 0 ? 0 : left / all;
  }

  /** The layer's input before it was prepared, each feature to mean 0 and variance 1. */
  private double[][] standardised() {
    double[] precision = spread.precision();
    double[][] x = new double[features.length][precision.length];
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < precision.length; i++) {
        x[s][i] = (features[s][i] - spread.mean()[i]) * precision[i];
      }
    }
    return x;
  }

  /** The dictionary in the space of {@link #standardised}: preparation undone, [inputs][atoms]. */
  private double[][] decoder() {
    double[] precision = spread.precision();
    int inputs = precision.length;
    double[][] decoder = new double[inputs][atoms.length];
    double[] back = affine.back().toNd().data();
    if (affine.diagonal()) {
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < atoms.length; j++) {
          decoder[i][j] = precision[i] * back[i] * atoms[j][i];
        }
      }
      return decoder;
    }
    DMatrixRMaj undone = new DMatrixRMaj(inputs, atoms.length);
    CommonOps_DDRM.multTransB(
        DMatrixRMaj.wrap(inputs, inputs, back), new DMatrixRMaj(atoms), undone);
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < atoms.length; j++) decoder[i][j] = precision[i] * undone.get(i, j);
    }
    return decoder;
  }

  private double locality(boolean[][] links) {
    if (layer > 1 || image.size() < 2) return Double.NaN;
    int channels = image.size() == 3 ? Math.toIntExact(image.get(2)) : 1;
    return AtomLinks.spread(
        links, Math.toIntExact(image.get(0)), Math.toIntExact(image.get(1)), channels);
  }
}
