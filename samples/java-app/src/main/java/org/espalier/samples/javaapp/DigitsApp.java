package org.espalier.samples.javaapp;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Fit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a classifier of digits, or serves the predictions of one that was trained. */
@Command(
    name = "digits-app",
    mixinStandardHelpOptions = true,
    description = "Trains a classifier of digits and serves its predictions over HTTP.")
public final class DigitsApp {
  private DigitsApp() {}

  /** {@code train} or {@code serve}; exits with 0, with 1 on failure, with 2 on a wrong command. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DigitsApp())
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println("digits-app: " + e.getMessage());
              return line.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  @Command(mixinStandardHelpOptions = true, description = "Trains a network and saves it.")
  int train(
      @Option(names = "--data", defaultValue = "digits", description = "digits or mnist:DIR")
          String data,
      @Option(names = "--epochs", defaultValue = "3", description = "default: ${DEFAULT-VALUE}")
          int epochs,
      @Option(names = "--seed", defaultValue = "7", description = "default: ${DEFAULT-VALUE}")
          long seed,
      @Option(names = "--save", defaultValue = "digits.espalier", description = "where to")
          Path file) {
    TrainTest digits = DataSpec.parse(data).load();
    Network network =
        Network.named("digits")
            .image(28, 28, 1)
            .conv2d(16, 5, new Relu())
            .maxPool(2)
            .conv2d(32, 5, new Relu())
            .maxPool(2)
            .flatten()
            .dense(10)
            .build();
    System.out.println(network.summary());
    try (Model model = Espalier.compile(network, Training.classification().seed(seed))) {
      model.fit(digits.train(), Fit.epochs(epochs).validation(digits.test()).progress());
      model.snapshot().saveTo(file);
      System.out.println("test " + model.evaluate(digits.test()) + ", saved as " + file);
    }
    return 0;
  }

  @Command(mixinStandardHelpOptions = true, description = "Serves predictions until it is stopped.")
  int serve(
      @Option(names = "--model", defaultValue = "digits.espalier", description = "what train saved")
          Path file,
      @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: loopback only")
          String host,
      @Option(names = "--port", defaultValue = "8080", description = "0: any that is free")
          int port)
      throws Exception {
    Model model = Espalier.open(Snapshot.load(file));
    PredictionServer server =
        PredictionServer.start(new Predictor(model), new InetSocketAddress(host, port));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, model), "shutdown"));
    System.out.println("listening on " + server.uri());
    new CountDownLatch(1).await(); // until a signal ends the JVM
    return 0;
  }

  /** First the server, which still needs the model for the requests it has. */
  private static void stop(PredictionServer server, Model model) {
    server.close();
    model.close();
    System.out.println("stopped");
  }
}
