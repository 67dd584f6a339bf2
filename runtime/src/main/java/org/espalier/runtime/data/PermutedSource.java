package org.espalier.runtime.data;

import java.util.Arrays;

/**
 * {@code permuted:SEED:DATA}: other data whose pixels all change places, in every example alike.
 * The channels of a pixel stay together; inputs of whole numbers, as class ids, stay as they are.
 * Who sees no geometry learns as well from it.
 */
public final class PermutedSource implements DataSource {
  @Override
  public String scheme() {
    return "permuted";
  }

  @Override
  public String usage() {
    return "permuted:SEED:DATA (other data, pixels in another order: permuted:7:mnist:DIR)";
  }

  @Override
  public TrainTest load(DataSpec spec) {
    int colon = spec.argument().indexOf(':');
    String text = colon < 0 ? spec.argument() : spec.argument().substring(0, colon);
    long seed;
    try {
      seed = Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw unusable(spec, text);
    }
    if (colon < 0) throw unusable(spec, "no data");
    TrainTest other = DataSpec.parse(spec.argument().substring(colon + 1)).load();
    return new TrainTest(permuted(other.train(), seed), permuted(other.test(), seed));
  }

  private static DataException unusable(DataSpec spec, String found) {
    return new DataException(
        "data '" + spec + "'",
        "a permutation that is not named",
        "a whole number, a colon and other data",
        "'" + found + "'",
        "for example permuted:7:digits");
  }

  static Dataset permuted(Dataset data, long seed) {
    DatasetBuilder builder = Dataset.builder(data.name() + ", permuted");
    data.inputs()
        .forEach(
            (name, column) ->
                builder.input(name, column instanceof FloatColumn c ? permuted(c, seed) : column));
    return builder.targets(data.targets()).build();
  }

  private static FloatColumn permuted(FloatColumn column, long seed) {
    long[] shape = column.rowShape();
    int channels = shape.length == 3 ? Math.toIntExact(shape[2]) : 1;
    return new Permuted(column, order(column.rowLength() / channels, seed), channels);
  }

  /**
   * Where pixels come from: pixel i of permuted data is pixel {@code order[i]} of the original.
   *
   * @param pixels height · width, or the number of features
   * @param seed of the permutation; 0 is a seed
   */
  public static int[] order(int pixels, long seed) {
    return Permutation.of(pixels, seed, 0);
  }

  private record Permuted(FloatColumn column, int[] order, int channels) implements FloatColumn {
    @Override
    public int size() {
      return column.size();
    }

    @Override
    public long[] rowShape() {
      return column.rowShape();
    }

    @Override
    public int rowLength() {
      return column.rowLength();
    }

    @Override
    public void gather(int[] rows, int from, int count, float[] into, int offset) {
      int length = rowLength();
      column.gather(rows, from, count, into, offset);
      for (int row = offset; row < offset + count * length; row += length) {
        float[] original = Arrays.copyOfRange(into, row, row + length);
        for (int i = 0; i < order.length; i++) {
          System.arraycopy(original, order[i] * channels, into, row + i * channels, channels);
        }
      }
    }
  }
}
