package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;

/**
 * {@link SinLu} with trained parameters {@code amplitude} and {@code frequency}, each [] or
 * [channels]. Source: Paul et al., Mathematics 10(3):337, 2022.
 *
 * @param amplitude where it starts
 * @param frequency where it starts, in radians per unit of x
 * @param perChannel true for one pair for each channel (the last axis), false for one in all
 */
public record TrainableSinLu(double amplitude, double frequency, boolean perChannel)
    implements Activation {
  public TrainableSinLu {
    new SinLu(amplitude, frequency);
  }

  /** From amplitude and frequency 1, one pair. */
  public TrainableSinLu() {
    this(1, 1, false);
  }

  /** A copy with one pair for each channel. */
  public TrainableSinLu eachChannel() {
    return new TrainableSinLu(amplitude, frequency, true);
  }

  @Override
  public Expr call(Expr x, Context context) {
    Shape shape = Own.shape(perChannel, x, context);
    Expr trainedAmplitude = context.param("amplitude", shape, new Constant(amplitude));
    Expr trainedFrequency = context.param("frequency", shape, new Constant(frequency));
    return SinLu.of(x, trainedAmplitude, trainedFrequency);
  }

  @Override
  public String label() {
    return "trainableSinLu from amplitude "
        + amplitude
        + ", frequency "
        + frequency
        + (perChannel ? ", per channel" : "");
  }
}
