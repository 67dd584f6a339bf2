package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Takes places of one axis out of an array, and out of its mask and what the optimizer keeps for
 * it.
 *
 * @param path of the array
 * @param axis counted from 0
 * @param gone int32, ascending
 */
public record Shrink(String path, int axis, Tensor gone) implements Edit {
  static Shrink of(String path, int axis, int[] gone) {
    return new Shrink(path, axis, Tensor.of(gone, gone.length));
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    long[] dims = snapshot.array(path).dims();
    SortedMap<String, Tensor> arrays = new TreeMap<>(snapshot.arrays());
    arrays.replaceAll((name, tensor) -> mine(name, tensor, dims) ? without(tensor) : tensor);
    Snapshot smaller =
        new Snapshot(
            snapshot.network(),
            snapshot.training(),
            arrays,
            snapshot.progress(),
            snapshot.provenance());
    return MaskRules.fitting(smaller, path);
  }

  private boolean mine(String name, Tensor tensor, long[] dims) {
    boolean here = name.equals(path) || name.startsWith(path + "/");
    return (here || name.startsWith("@optimizer/" + path + "/"))
        && Arrays.equals(tensor.dims(), dims);
  }

  private Tensor without(Tensor tensor) {
    long[] dims = tensor.dims();
    int run = Nd.count(Arrays.copyOfRange(dims, axis + 1, dims.length));
    int n = (int) dims[axis];
    boolean[] out = new boolean[n];
    for (double place : gone.toNd().data()) out[(int) place] = true;
    double[] all = tensor.toNd().data();
    dims[axis] = n - gone.size();
    double[] kept = new double[Nd.count(dims)];
    int to = 0;
    for (int i = 0; i < all.length; i++) if (!out[i / run % n]) kept[to++] = all[i];
    return Tensor.of(tensor.dtype(), new Nd(dims, kept));
  }

  @Override
  public List<String> row() {
    return List.of(path + " along axis " + axis, Integer.toString(gone.size()), "0", "", "0");
  }
}
