package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.Compaction;
import org.espalier.runtime.sparse.CompactionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espalier compact}: a smaller model with the same outputs. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Removes units that change no output from a saved model.",
    footer = {
      "",
      "The tighter --range is, the more units are found never to open. It has to hold all inputs:",
      "digits and pictures are in 0,1."
    })
final class CompactCommand implements Callable<Integer> {
  @Mixin private Answer answer;
  @Mixin private ComputeOptions compute;

  @Parameters(index = "0", paramLabel = "MODEL", description = "What train --save wrote.")
  private Path model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the smaller model goes.")
  private Path out;

  @Option(
      names = "--range",
      split = ",",
      arity = "1",
      paramLabel = "LOW,HIGH",
      description = "Least and largest value of an input (default: any).")
  private List<Double> range;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples of a timed prediction (default: 1).")
  private int batch = 1;

  @Override
  public Integer call() {
    answer.atLeast("--batch", batch, 1);
    if (range != null && (range.size() != 2 || !(range.get(0) <= range.get(1)))) {
      throw answer.usage("--range takes two numbers, the smaller first: --range 0,1", null);
    }
    Writable.require(out);
    Compaction compaction =
        range == null ? new Compaction() : new Compaction(range.get(0), range.get(1));
    Snapshot snapshot = Snapshot.load(model);
    CompactionReport report =
        CompactionReport.of(snapshot, compaction, batch, compute.compute(answer));
    report.compacted().saveTo(out);
    answer.say(report);
    ObjectNode node = Answer.node().put("network", snapshot.network().name());
    node.set("before", Answer.node(report.before()));
    node.set("after", Answer.node(report.after()));
    node.put("batch", batch).put("changes", report.plan().edits().size());
    ArrayNode notes = node.putArray("notes");
    report.plan().warnings().forEach(notes::add);
    answer.end(node.put("saved", out.toString()));
    return 0;
  }
}
