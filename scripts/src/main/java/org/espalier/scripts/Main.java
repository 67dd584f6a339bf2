package org.espalier.scripts;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code espalier} command: prints its help, and its version when asked. */
@Command(
    name = "espalier",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Describes, trains and looks into neural networks.")
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Creates the command; picocli fills it. */
  public Main() {}

  /**
   * Runs the command line and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage.
   *
   * @param args what the user typed after {@code espalier}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
