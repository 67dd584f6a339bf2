package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.espalier.runtime.sparse.BreakEven;
import org.espalier.tf.CudaLibrary;
import org.espalier.tf.Doctor;
import org.espalier.tf.DoctorReport;
import org.espalier.tf.NativeLibrary;
import org.espalier.tf.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espalier doctor}: what this machine offers, and what it lacks. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Shows versions, devices, threads, oneDNN, and what is missing.",
    footer = {"", "Ends with 1 where TensorFlow cannot be used."})
final class DoctorCommand implements Callable<Integer> {
  private static final double GIGA = 1 << 30;

  @Mixin private Answer answer;
  @Mixin private ComputeOptions compute;

  @Option(
      names = "--sparse",
      description = {
        "Measure and keep the density below which a sparse layer is faster",
        "by its links than behind a mask; see 'train --sparse'."
      })
  private boolean sparse;

  @Override
  public Integer call() {
    DoctorReport report = Doctor.examine();
    String version = new Version().getVersion()[0];
    answer.say(text(version, report));
    ObjectNode node = Answer.node().put("espalier", version).put("works", report.works());
    if (sparse && report.works()) {
      BreakEven measured = BreakEven.measure(compute.compute(answer));
      measured.save();
      answer.say(text(measured));
      node.put("sparseBreakEven", measured.density()).put("stored", BreakEven.file().toString());
    }
    answer.end(node.setAll(Answer.node(report)));
    return report.works() ? 0 : 1;
  }

  private static String text(BreakEven measured) {
    return String.format(
        Locale.ROOT,
        "By its links a layer is faster below density %.4f; kept in %s",
        measured.density(),
        BreakEven.file());
  }

  static String text(String version, DoctorReport r) {
    StringBuilder text = new StringBuilder(version).append(System.lineSeparator());
    row(text, "TensorFlow", r.tensorFlow().isEmpty() ? "cannot be loaded" : r.tensorFlow());
    row(text, "Java", r.java());
    row(text, "system", r.system());
    row(text, "processor", r.cpu() + ", " + r.cores() + " cores");
    row(text, "threads", r.intraThreads() + " for one op, " + r.interThreads() + " ops at a time");
    row(text, "oneDNN", r.oneDnn().name().toLowerCase(Locale.ROOT) + ": " + r.oneDnnWhy());
    row(text, "devices", r.devices().isEmpty() ? "none" : String.join(", ", r.devices()));
    row(
        text,
        "memory",
        String.format(
            Locale.ROOT,
            "%.1f GiB, of which Java may use %.1f for objects",
            r.memoryBytes() / GIGA,
            r.heapBytes() / GIGA));
    row(text, "natives", natives(r.natives()));
    for (CudaLibrary lib : r.cuda()) {
      row(text, lib.part(), lib.name() + (lib.found() ? " found" : " is not there"));
    }
    for (Problem problem : r.problems()) {
      text.append(System.lineSeparator()).append(problem.text()).append(System.lineSeparator());
    }
    if (r.problems().isEmpty()) text.append(System.lineSeparator()).append("Nothing is missing.");
    return text.toString().stripTrailing();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format("  %-11s %s%n", name, value));
  }

  private static String natives(List<NativeLibrary> all) {
    if (all.isEmpty()) return "none";
    return all.stream()
        .map(n -> n.kind().name().toLowerCase(Locale.ROOT) + " for " + n.platform())
        .collect(Collectors.joining(", "));
  }
}
