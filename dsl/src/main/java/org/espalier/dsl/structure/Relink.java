package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Drops and grows links of one masked parameter. Dropped links lose their weight, grown ones start
 * at 0, and the optimizer's slots of both start afresh; all others keep theirs.
 *
 * @param path of the parameter
 * @param mask the next mask: 1 keeps a link, 0 is none
 * @param dropped links there were and will not be
 * @param grown links there were not and will be
 */
public record Relink(String path, Tensor mask, long dropped, long grown) implements Edit {
  private static final String SLOTS = "@optimizer/";

  /** The change from a snapshot's mask to another one. */
  public static Relink between(Snapshot snapshot, String path, Nd next) {
    double[] before =
        Masks.has(snapshot, path)
            ? snapshot.array(Masks.path(path)).toNd().data()
            : Nd.filled(1, snapshot.array(path).dims()).data();
    long dropped = 0;
    long grown = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0 && next.data()[i] == 0) dropped++;
      if (before[i] == 0 && next.data()[i] != 0) grown++;
    }
    return new Relink(path, Tensor.of(snapshot.array(path).dtype(), next), dropped, grown);
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    if (!Masks.has(snapshot, path)) {
      throw new EspalierException(
          "'"
              + path
              + "' has no mask to change; let the plan begin with AddMask, or describe the"
              + " network with parametrize(\"…/kernel\", new Masked(density))");
    }
    double[] before = snapshot.array(Masks.path(path)).toNd().data();
    double[] after = mask.toNd().data();
    Map<String, Tensor> changed = new HashMap<>();
    changed.put(Masks.path(path), mask);
    long[] dims = mask.dims();
    snapshot
        .arrays()
        .forEach(
            (name, tensor) -> {
              boolean mine = name.equals(path) || name.startsWith(SLOTS + path + "/");
              if (mine && Arrays.equals(tensor.dims(), dims)) {
                changed.put(name, cleared(tensor, before, after));
              }
            });
    return snapshot.with(changed);
  }

  /** Zeros where the link was dropped or has just grown. */
  private static Tensor cleared(Tensor tensor, double[] before, double[] after) {
    Nd values = tensor.toNd();
    for (int i = 0; i < before.length; i++) {
      if (after[i] == 0 || before[i] == 0) values.data()[i] = 0;
    }
    return Tensor.of(tensor.dtype(), values);
  }

  /** Links kept over all links, after the change. */
  public double density() {
    return Arrays.stream(mask.toNd().data()).sum() / mask.size();
  }

  @Override
  public List<String> row() {
    double before = density() + (dropped - grown) / (double) mask.size();
    return List.of(
        path + " " + Arrays.toString(mask.dims()),
        Long.toString(dropped),
        Long.toString(grown),
        String.format(Locale.ROOT, "%.4f → %.4f", before, density()),
        Long.toString(dropped + grown));
  }
}
