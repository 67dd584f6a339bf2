package org.espalier.runtime.coding;

import java.util.Arrays;
import java.util.Map;
import org.espalier.dsl.tensor.Tensor;

/**
 * The last codes of every sample, sparse, for the next pass to start from. Holds no more than
 * {@link #MOST} numbers: samples that come when it is full start from zero, always the same ones.
 */
final class CodeStore {
  /** A quarter of a gigabyte. */
  private static final long MOST = 1L << 25;

  private static final String COUNTS = "codes/counts";
  private static final String PLACES = "codes/places";
  private static final String VALUES = "codes/values";

  private final int units;
  private final int[][] places;
  private final float[][] values;
  private long held;

  CodeStore(int samples, int units) {
    this.units = units;
    this.places = new int[samples][];
    this.values = new float[samples][];
  }

  /** Writes codes of some samples, one after the other; zeros for those that are not known. */
  void read(int[] samples, float[] into) {
    Arrays.fill(into, 0);
    for (int s = 0; s < samples.length; s++) {
      int[] where = places[samples[s]];
      if (where == null) continue;
      float[] what = values[samples[s]];
      for (int i = 0; i < where.length; i++) into[s * units + where[i]] = what[i];
    }
  }

  /** Takes codes of some samples over. */
  void write(int[] samples, float[] codes) {
    for (int s = 0; s < samples.length; s++) keep(samples[s], codes, s * units);
  }

  private void keep(int sample, float[] codes, int from) {
    if (places[sample] != null) held -= places[sample].length;
    int count = 0;
    for (int j = 0; j < units; j++) if (codes[from + j] != 0) count++;
    if (held + count > MOST) {
      places[sample] = null;
      values[sample] = null;
      return;
    }
    int[] where = new int[count];
    float[] what = new float[count];
    for (int j = 0, n = 0; j < units; j++) {
      if (codes[from + j] == 0) continue;
      where[n] = j;
      what[n++] = codes[from + j];
    }
    places[sample] = where;
    values[sample] = what;
    held += count;
  }

  /** Adds what a file needs to hold. */
  void save(Map<String, Tensor> arrays) {
    int[] counts = new int[places.length];
    int[] allPlaces = new int[(int) held];
    float[] allValues = new float[(int) held];
    int n = 0;
    for (int s = 0; s < counts.length; s++) {
      counts[s] = places[s] == null ? -1 : places[s].length;
      if (places[s] == null) continue;
      System.arraycopy(places[s], 0, allPlaces, n, counts[s]);
      System.arraycopy(values[s], 0, allValues, n, counts[s]);
      n += counts[s];
    }
    arrays.put(COUNTS, Tensor.of(counts, counts.length));
    arrays.put(PLACES, Tensor.of(allPlaces, allPlaces.length));
    arrays.put(VALUES, Tensor.of(allValues, allValues.length));
  }

  /** Takes what {@link #save} added. */
  void load(Map<String, Tensor> arrays) {
    double[] counts = arrays.get(COUNTS).toNd().data();
    int[] allPlaces = new int[arrays.get(PLACES).size()];
    arrays.get(PLACES).bytes().asIntBuffer().get(allPlaces);
    float[] allValues = arrays.get(VALUES).toFloats();
    int n = 0;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s] < 0) continue;
      int end = n + (int) counts[s];
      places[s] = Arrays.copyOfRange(allPlaces, n, end);
      values[s] = Arrays.copyOfRange(allValues, n, end);
      n = end;
    }
    held = n;
  }
}
