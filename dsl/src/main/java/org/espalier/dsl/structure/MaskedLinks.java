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
  private final Snapshot snapshot;
  private final String path;
  private final int[] places;

  MaskedLinks(Snapshot snapshot, String path) {
    this.snapshot = snapshot;
    this.path = path;
    Tensor mask = snapshot.arrays().get(Masked.path(path));
    this.places = mask == null ? Places.all(snapshot.array(path).size()) : mask.nonZero();
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
    return snapshot.array(path).at(places);
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
    int[] touched = Arrays.copyOf(dropped, dropped.length + grown.length);
    System.arraycopy(grown, 0, touched, dropped.length, grown.length);
    double[] afresh = new double[touched.length];
    double[] ones = afresh.clone();
    Arrays.fill(ones, dropped.length, ones.length, 1);
    double[] weights = afresh.clone();
    System.arraycopy(values, 0, weights, dropped.length, grown.length);
    Map<String, Tensor> changed = new HashMap<>();
    changed.put(Masked.path(path), mask.with(touched, ones));
    changed.put(path, snapshot.array(path).with(touched, weights));
    for (String slot : Slots.of(snapshot, path, mask.dims())) {
      changed.put(slot, snapshot.array(slot).with(touched, afresh));
    }
    return snapshot.with(changed);
  }
}
