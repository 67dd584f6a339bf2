package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.ActivationCurve;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Fplus;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Pfplus;
import org.espalier.dsl.activation.SinLu;
import org.espalier.dsl.contract.TracedNetwork;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.AutoInit;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.layer.DendriteConv2d;
import org.espalier.dsl.layer.DendriteDense;
import org.espalier.dsl.layer.GaussianDropout;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.PyNadaDense;
import org.espalier.dsl.layer.SpatialDropout2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.random.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The moments reading goes through activations and neurons that no rule of it names. */
class DendriteMomentsTest {
  static Stream<Activation> activations() {
    Ada ada = new Ada(0.7, 0.3, 0.05);
    Pfplus pfplus = new Pfplus(1.3, 2);
    SinLu sinLu = new SinLu(0.8, 2.5);
    return Stream.of(
        new Nish(),
        ada,
        ada.trainable(),
        ada.trainable().eachChannel(),
        new Fplus(),
        pfplus,
        pfplus.trainable(),
        pfplus.trainable().eachChannel(),
        sinLu,
        sinLu.trainable(),
        sinLu.trainable().eachChannel());
  }

  private static Moment read(Layer layer, boolean training, Moment in, long... example) {
    TracedNetwork t = new TracedNetwork(TracedNetwork.around(layer, List.of(example)), training);
    Map<Expr, Moment> given = new HashMap<>(Map.of(t.inputs.get("in0"), in));
    for (Variable v : t.tracing.variables()) {
      boolean kernel = v.path().endsWith("kernel");
      Moment start = Moment.constant(v.init().values(site(v)).data()[0]);
      given.put(v.leaf(), kernel ? new Moment(0, 0.5) : start);
    }
    Moments m = Moments.of(List.of(t.output), given);
    assertThat(m.notes()).isEmpty();
    return m.of(t.output);
  }

  private static Site site(Variable v) {
    RandomSource random = RandomSource.of(7, v.path());
    return new Site(v.path(), v.type().shape().toArray(), random);
  }

  /** Mean and variance by the midpoint rule over 24 standard deviations. */
  private static Moment summed(Activation f, Moment in) {
    int n = 4001;
    double sd = Math.sqrt(in.variance());
    double[] x = new double[n];
    for (int i = 0; i < n; i++) x[i] = in.mean() + sd * (i - n / 2) * 24.0 / n;
    double[] y = ActivationCurve.of(f, x).y();
    double mean = 0;
    double second = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      double z = (i - n / 2) * 24.0 / n;
      double weight = Math.exp(-z * z / 2);
      mean += weight * y[i];
      second += weight * y[i] * y[i];
      total += weight;
    }
    return Moment.of(mean / total, second / total);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void momentsThroughActivationsAreIntegrals(Activation f) {
    for (Moment in : new Moment[] {Moment.STANDARD, new Moment(-0.4, 2.5)}) {
      Moment found = read(f, false, in, 3);
      Moment expected = summed(f, in);
      assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-5));
      assertThat(found.variance()).isCloseTo(expected.variance(), within(1e-5));
    }
  }

  @Test
  void momentsThroughNeuronsFollowFromTheirParts() {
    Moment in = new Moment(0.3, 1.2);
    double relu = Moments.through(Expr::relu, in).second();
    Moment dense = read(new DendriteDense(5), false, in, 40);
    assertThat(dense.mean()).isCloseTo(0, within(1e-12));
    assertThat(dense.variance()).isCloseTo(40 * 0.5 * relu, within(1e-9));
    Moment conv = read(new DendriteConv2d(5, 3), false, in, 6, 6, 2);
    assertThat(conv.variance()).isCloseTo(18 * 0.5 * relu, within(1e-9));
    Moment sum = new Moment(0, 40 * 0.5 * in.second());
    Moment ada = Moments.through(new Ada()::of, sum);
    Moment soma = Moments.through(Expr::relu, sum);
    Moment both = read(new PyNadaDense(5), false, in, 40);
    assertThat(both.mean()).isCloseTo(ada.mean() + soma.mean(), within(1e-9));
    assertThat(both.variance()).isCloseTo(ada.variance() + soma.variance(), within(1e-9));
  }

  @Test
  void momentsThroughDropoutAreItsFormula() {
    Moment in = new Moment(0.5, 1);
    double variance = 1 + in.second() * 0.25 / 0.75;
    for (Layer layer : new Layer[] {new SpatialDropout2d(0.25), new GaussianDropout(0.25)}) {
      Moment out = read(layer, true, in, 2, 2, 3);
      assertThat(out.mean()).isCloseTo(0.5, within(1e-9));
      assertThat(out.variance()).isCloseTo(variance, within(1e-9));
    }
  }

  @Test
  void autoInitFitsDendrites() {
    Network net =
        Network.named("net")
            .vector(60)
            .layer(new DendriteDense(50))
            .layer(new DendriteDense(40))
            .init(new AutoInit())
            .build();
    for (String layer : new String[] {"dendriteDense1", "dendriteDense2"}) {
      Moment signal = net.signal(0, 1).at(layer);
      assertThat(signal.mean()).isCloseTo(0, within(1e-9));
      assertThat(signal.variance()).isCloseTo(1, within(1e-6));
    }
  }
}
