package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.json.JsonError;
import org.espalier.runtime.data.DataException;
import org.espalier.runtime.experiment.ExperimentInterruptedException;
import org.espalier.runtime.fit.FitInterruptedException;
import org.espalier.runtime.fit.InterruptedWorkException;
import org.espalier.runtime.fit.NonFiniteException;
import org.espalier.scripts.host.ScriptFailure;
import org.espalier.scripts.jupyter.CellFailure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what went wrong: one message on standard error, with {@code --json} also one object on
 * standard output, and the exit code.
 */
final class Complaint
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    StringBuilder text = new StringBuilder(message(e));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) text.append("; did you mean ").append(String.join(" or ", near));
    }
    text.append(System.lineSeparator());
    text.append("See ").append(line.getCommandSpec().qualifiedName()).append(" --help");
    return tell(e, text.toString(), line, args, USAGE);
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    String[] args = parsed.originalArgs().toArray(new String[0]);
    if (e instanceof FitInterruptedException i) return tell(e, goOn(i), line, args, INTERRUPTED);
    if (e instanceof InterruptedWorkException || e instanceof ExperimentInterruptedException) {
      return tell(e, message(e), line, args, INTERRUPTED);
    }
    if (e instanceof ScriptFailure s) return tell(e, e.getMessage(), line, args, s.exitCode());
    boolean foreseen =
        e instanceof EspalierException
            || e instanceof DataException
            || e instanceof IllegalArgumentException
            || e instanceof UncheckedIOException
            || e.getClass().getName().startsWith("org.espalier.");
    return tell(e, foreseen ? message(e) : unforeseen(e), line, args, FAILED);
  }

  /** The same for what is no exception: memory, a native library. */
  int fatal(Error e, CommandLine line, String[] args) {
    String text = unforeseen(e);
    if (e instanceof OutOfMemoryError) {
      text =
          "out of memory ("
              + e.getMessage()
              + "); give Java more with JAVA_OPTS=-Xmx8g, or take a smaller batch";
    } else if (e instanceof UnsatisfiedLinkError) {
      text = "a native library cannot be loaded: " + e.getMessage() + "; run espalier doctor";
    }
    return tell(e, text, line, args, FAILED);
  }

  private static String unforeseen(Throwable e) {
    return "unexpected "
        + e
        + System.lineSeparator()
        + "This is a fault of Espalier; please report it with what --stacktrace adds";
  }

  private static String goOn(FitInterruptedException e) {
    return e.getMessage()
        + e.checkpoint().map(f -> "; go on with: espalier train --resume " + f).orElse("");
  }

  private static String message(Exception e) {
    if (e instanceof UncheckedIOException io) return String.valueOf(io.getCause().getMessage());
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static int tell(Throwable e, String text, CommandLine line, String[] args, int code) {
    List<String> typed = Arrays.asList(args);
    line.getErr().println("espalier: " + text);
    if (typed.contains("--stacktrace")) trace(e, line.getErr());
    line.getErr().flush();
    if (typed.contains("--json")) {
      ObjectNode answer = Answer.node();
      ObjectNode error = answer.putObject("error");
      error.put("type", e.getClass().getSimpleName()).put("message", text).put("exitCode", code);
      details(e, error);
      line.getOut().println(answer);
      line.getOut().flush();
    }
    return code;
  }

  private static void trace(Throwable e, PrintWriter to) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      to.println(t == e ? t : "caused by " + t);
      for (StackTraceElement frame : t.getStackTrace()) to.println("    at " + frame);
    }
  }

  private static void details(Throwable e, ObjectNode error) {
    if (e instanceof DataException d) {
      error.put("where", d.where()).put("expected", d.expected()).put("received", d.received());
      error.put("hint", d.hint());
    } else if (e instanceof ShapeMismatch s) {
      error.put("where", s.site()).put("expected", s.expected()).put("received", s.received());
      error.putPOJO("fixes", s.fixes());
    } else if (e instanceof NonFiniteException n) {
      error.put("step", n.step()).put("layer", n.layer());
    } else if (e instanceof CellFailure c) {
      error.put("cell", c.cell());
    } else if (e instanceof JsonError j) {
      error.put("where", j.path());
    }
  }
}
