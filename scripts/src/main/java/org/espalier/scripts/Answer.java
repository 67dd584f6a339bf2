package org.espalier.scripts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: text, or one JSON object as the last line of standard output. */
final class Answer {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Print one JSON object as the last line of output.")
  private boolean json;

  @Option(names = "--stacktrace", description = "Show where an error arose; for developers.")
  private boolean stacktrace;

  /** An empty JSON object. */
  static ObjectNode node() {
    return JSON.createObjectNode();
  }

  /** A record as a JSON object. */
  static ObjectNode node(Record value) {
    return JSON.valueToTree(value);
  }

  /** True when the answer is JSON. */
  boolean json() {
    return json;
  }

  /** Text for people: on standard output, or with {@code --json} on standard error. */
  void say(Object text) {
    PrintWriter to = json ? note() : command.commandLine().getOut();
    to.println(text);
    to.flush();
  }

  /** Where notes and progress go: standard error. */
  PrintWriter note() {
    return command.commandLine().getErr();
  }

  /** The JSON answer, where it is wanted; the last thing a command does. */
  void end(ObjectNode answer) {
    if (!json) return;
    command.commandLine().getOut().println(answer);
    command.commandLine().getOut().flush();
  }

  /** An error in what was typed. */
  RuntimeException usage(String message, Throwable cause) {
    return new picocli.CommandLine.ParameterException(command.commandLine(), message, cause);
  }

  /** Something found by a name that was typed; an unknown name is an error of usage. */
  <T> T named(java.util.function.Supplier<T> find) {
    try {
      return find.get();
    } catch (org.espalier.dsl.error.EspalierException | IllegalArgumentException e) {
      throw usage(e.getMessage(), e);
    }
  }

  /** Demands a number of at least {@code least}. */
  long atLeast(String option, long value, long least) {
    if (value >= least) return value;
    throw usage(option + " must be at least " + least + ", got " + value, null);
  }
}
