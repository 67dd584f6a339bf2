package org.espalier.scripts;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code espalier} command: prints its help, and its version when asked. */
@Command(
    name = "espalier",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Describes, trains and looks into neural networks.",
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      SummaryCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      RunCommand.class,
      NotebookCommand.class,
      ActivationCommand.class,
      ExperimentCommand.class,
      SignalCommand.class,
      TopologyCommand.class,
      CompactCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Creates the command; picocli fills it. */
  public Main() {}

  /**
   * Runs the command line and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage, 130
   * interrupted.
   *
   * @param args what the user typed after {@code espalier}
   */
  public static void main(String[] args) {
    int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    System.exit(code);
  }

  /**
   * Runs the command line inside this JVM.
   *
   * @param out answers: with {@code --json} one JSON object as the last line
   * @param err everything else
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Complaint complaint = new Complaint();
    CommandLine line =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(complaint)
            .setExecutionExceptionHandler(complaint);
    line.getSubcommands().get("run").setStopAtPositional(true);
    try {
      return line.execute(args);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      return complaint.fatal(e, line, args);
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
