package org.espalier.samples.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Gelu;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.init.AutoInit;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Signal;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.network.VectorHandle;

/**
 * Time to predict mean and variance at every step of a deep dense network, weights fitted on the
 * way. Settings: {@code --layers=100}, {@code --width=256}, {@code --repeats=20} of each; the first
 * run, in a JVM that has done nothing of the kind, has a line of its own.
 */
public final class SignalBenchmark {
  private SignalBenchmark() {}

  /** Runs the benchmark and prints a line for each activation and way to read. */
  public static void main(String[] args) {
    Arguments set = Arguments.of(args, Map.of("layers", "100", "width", "256", "repeats", "20"));
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    System.out.print(run(set.number("layers"), set.number("width"), set.number("repeats")));
  }

  /** A table of seconds. */
  static String run(int layers, int width, int repeats) {
    StringBuilder table = new StringBuilder();
    SignalOptions published = SignalOptions.PUBLISHED;
    double first = seconds(chain(layers, width, new Relu()), published, 1)[0];
    table.append(String.format(Locale.ROOT, "first run               %.3f s%n", first));
    for (Activation f : List.of(new Relu(), new Swish(), new Gelu())) {
      for (SignalOptions options : List.of(published, published.exactly())) {
        Spread spread = Spread.of(seconds(chain(layers, width, f), options, repeats));
        String how = options.exact() ? "exact" : "published";
        table.append(String.format(Locale.ROOT, "%-12s %-10s %s%n", f.baseName(), how, spread));
      }
    }
    return table.toString();
  }

  private static Network chain(int layers, int width, Activation f) {
    VectorHandle at = Network.named("chain").vector(width);
    for (int i = 0; i < layers; i++) at = at.dense(width, f);
    return at.init(new AutoInit()).build();
  }

  private static double[] seconds(Network net, SignalOptions options, int repeats) {
    double[] seconds = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      long began = System.nanoTime();
      Signal.of(net, options, 0);
      seconds[i] = (System.nanoTime() - began) / 1e9;
    }
    return seconds;
  }
}
