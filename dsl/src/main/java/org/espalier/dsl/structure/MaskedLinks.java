package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/** Links stored as a dense weight and its mask; without a mask all are there. */
final class MaskedLinks implements Links {
  private static final String SLOTS = "@optimizer/";

  private final Snapshot snapshot;
  private final String path;
  private final int[] places;

  MaskedLinks(Snapshot snapshot, String path) {
    this.snapshot = snapshot;
    this.path = path;
    this.places = places(snapshot.arrays().get(Masked.path(path)), snapshot.array(path).size());
  }

  private static int[] places(Tensor mask, int size) {
    int[] places = new int[size];
    double[] links = mask == null ? null : mask.toNd().data();
    int found = 0;
    for (int i = 0; i < size; i++) if (links == null || links[i] != 0) places[found++] = i;
    return Arrays.copyOf(places, found);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Shape shape() {
    return snapshot.array(path).shape();
  }

  @Override
  public int[] places() {
    return places.clone();
  }

  @Override
  public double[] weights() {
    double[] all = snapshot.array(path).toNd().data();
    double[] weights = new double[places.length];
    for (int i = 0; i < weights.length; i++) weights[i] = all[places[i]];
    return weights;
  }

  @Override
  public int count() {
    return places.length;
  }

  @Override
  public Snapshot changed(int[] dropped, int[] grown, double[] values) {
    Tensor mask = snapshot.arrays().get(Masked.path(path));
    if (mask == null) {
      throw new EspalierException(
          "'"
              + path
              + "' has no mask to change; let the plan begin with AddMask, or describe the"
              + " network with parametrize(\"…/kernel\", new Masked(density))");
    }
    Map<String, Tensor> changed = new HashMap<>();
    double[] ones = new double[grown.length];
    Arrays.fill(ones, 1);
    changed.put(Masked.path(path), replaced(mask, dropped, grown, ones));
    changed.put(path, replaced(snapshot.array(path), dropped, grown, values));
    long[] dims = mask.dims();
    double[] afresh = new double[grown.length];
    snapshot
        .arrays()
        .forEach(
            (name, slot) -> {
              boolean mine = name.startsWith(SLOTS + path + "/");
              if (mine && Arrays.equals(slot.dims(), dims)) {
                changed.put(name, replaced(slot, dropped, grown, afresh));
              }
            });
    return snapshot.with(changed);
  }

  private static Tensor replaced(Tensor tensor, int[] dropped, int[] grown, double[] values) {
    return tensor.with(dropped, new double[dropped.length]).with(grown, values);
  }
}
