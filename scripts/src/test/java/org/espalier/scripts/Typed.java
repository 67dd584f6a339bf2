package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command line does when it is typed. */
record Typed(int code, String out, String err) {
  /** Runs it in this JVM. */
  static Typed run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Typed(code, out.toString(), err.toString());
  }

  /** Runs it with {@code --json} and demands success. */
  static JsonNode json(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    Typed typed = run(all);
    assertThat(typed.code).as(typed.err).isZero();
    return typed.json();
  }

  /** The last line of standard output. */
  JsonNode json() {
    List<String> lines = out.lines().toList();
    assertThat(lines).as("standard output; on standard error was: " + err).isNotEmpty();
    try {
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the last line is no JSON: " + lines, e);
    }
  }
}
