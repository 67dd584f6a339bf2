package org.espalier.runtime.data;

import java.util.List;
import java.util.Map;

/** {@code digits} or {@code digits:train=N,test=N,seed=N}, see {@link BuiltinDigits}. */
public final class DigitsSource implements DataSource {
  private static final long MOST_ROWS = 1_000_000;

  @Override
  public String scheme() {
    return "digits";
  }

  @Override
  public String usage() {
    return "digits[:train="
        + BuiltinDigits.TRAIN_ROWS
        + ",test="
        + BuiltinDigits.TEST_ROWS
        + ",seed="
        + BuiltinDigits.SEED
        + "] (digits drawn by code, no files)";
  }

  @Override
  public TrainTest load(DataSpec spec) {
    Map<String, String> options = spec.options(List.of("train", "test", "seed"));
    long train = spec.number(options, "train", BuiltinDigits.TRAIN_ROWS, 1, MOST_ROWS);
    long test = spec.number(options, "test", BuiltinDigits.TEST_ROWS, 1, MOST_ROWS);
    long seed = spec.number(options, "seed", BuiltinDigits.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    return BuiltinDigits.load((int) train, (int) test, seed);
  }
}
