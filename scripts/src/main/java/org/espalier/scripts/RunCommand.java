package org.espalier.scripts;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.scripts.host.Scripts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier run}: a Kotlin script. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs a Kotlin script; what follows FILE is handed to it.",
    footer = {
      "",
      "FILE.espalier.kts  has Espalier's imports and class path in place, and needs no header.",
      "FILE.main.kts      is a standard script, which the kotlin command runs too.",
      "Compiled scripts are kept in ~/.cache/espalier, so a second start is quick.",
      "Exit codes: 1 does not compile, 3 threw an exception, else what the script says."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--stacktrace", description = "Show where an error arose; for developers.")
  private boolean stacktrace;

  @Parameters(index = "0", paramLabel = "FILE", description = "The script.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "ARG", description = "For the script: its args.")
  private List<String> args = List.of();

  @Override
  public Integer call() {
    new Scripts(System.getenv(), spec.commandLine().getErr()).run(file, args);
    return 0;
  }
}
