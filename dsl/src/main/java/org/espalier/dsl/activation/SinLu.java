package org.espalier.dsl.activation;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;

/**
 * Sinu-sigmoidal linear unit: f(x) = (x + amplitude·sin(frequency·x))·σ(x). Elementwise; amplitude
 * 0 is swish. Source: Paul et al., Mathematics 10(3):337, 2022.
 *
 * @param amplitude of the wave
 * @param frequency of the wave, in radians per unit of x
 */
public record SinLu(double amplitude, double frequency) implements Formula {
  /** Left of −LEFT σ is 0 in every float type. */
  private static final double LEFT = 1000;

  /** Right of RIGHT the wave is smaller than the spacing of doubles. */
  private static final double RIGHT = 1e17;

  public SinLu {
    Check.finite("amplitude", amplitude);
    Check.finite("frequency", frequency);
  }

  /** With amplitude and frequency 1, where the authors start. */
  public SinLu() {
    this(1, 1);
  }

  /** The same, whose amplitude and frequency are trained from these on: one pair for the layer. */
  public TrainableSinLu trainable() {
    return new TrainableSinLu(amplitude, frequency, false);
  }

  @Override
  public Expr of(Expr x) {
    return of(x, x.constant(amplitude), x.constant(frequency));
  }

  /** The formula for parameters of its own, [] or [channels] each. */
  static Expr of(Expr x, Expr amplitude, Expr frequency) {
    return Nn.withGradient(
            List.of(x, amplitude, frequency),
            in -> List.of(value(in.get(0), in.get(1), in.get(2))),
            (in, out, dy) -> derivative(in.get(0), in.get(1), in.get(2), dy.get(0)))
        .get(0);
  }

  private static Expr value(Expr x, Expr amplitude, Expr frequency) {
    Expr z = x.max(-LEFT);
    Expr wave = z.min(RIGHT).times(frequency).sin();
    return z.plus(wave.times(amplitude)).times(z.sigmoid());
  }

  private static List<Expr> derivative(Expr x, Expr amplitude, Expr frequency, Expr dy) {
    Expr z = x.max(-LEFT);
    Expr near = z.min(RIGHT);
    Expr s = z.sigmoid();
    Expr wave = near.times(frequency).sin();
    Expr tide = near.times(frequency).cos();
    Expr bend = z.plus(wave.times(amplitude)).times(s.unaryMinus().plus(1));
    Expr slope = s.times(tide.times(amplitude.times(frequency)).plus(1).plus(bend));
    Expr toAmplitude = dy.times(s).times(wave);
    Expr toFrequency = dy.times(s).times(tide).times(near).times(amplitude);
    return List.of(
        dy.times(slope),
        Broadcast.undo(toAmplitude, amplitude.shape()),
        Broadcast.undo(toFrequency, frequency.shape()));
  }

  @Override
  public String label() {
    return "sinLu, amplitude " + amplitude + ", frequency " + frequency;
  }
}
