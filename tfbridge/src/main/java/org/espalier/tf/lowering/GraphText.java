package org.espalier.tf.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * A phase's graph as text, one op a line, inputs before users, numbered from the phase's outputs:
 * the same phase gives the same text whatever else its graph holds. For golden tests.
 */
final class GraphText {
  /** The attribute under which a loop keeps the text of its body. */
  static final String BODY = "body";

  private final GraphWriter writer;
  private final Map<Operation, String> names = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  GraphText(GraphWriter writer) {
    this.writer = writer;
  }

  String of(PhaseGraph phase) {
    List<Operation> roots = new ArrayList<>();
    phase.outputs().values().forEach(out -> roots.add(out.op()));
    if (phase.update() != null) roots.add(phase.update());
    roots.forEach(this::list);
    phase
        .outputs()
        .forEach((name, out) -> text.append(name).append(" = ").append(ref(out)).append('\n'));
    if (phase.update() != null)
      text.append("update = ").append(names.get(phase.update())).append('\n');
    return text.toString();
  }

  /** The body of a loop: what one round computes from the values it takes. */
  String of(Output<?>[] taken, Output<?>[] given) {
    for (int i = 0; i < taken.length; i++) names.put(taken[i].op(), "in" + i);
    for (Output<?> out : given) list(out.op());
    List<String> refs = new ArrayList<>();
    for (Output<?> out : given) refs.add(ref(out));
    return text.append("round = ").append(refs).append('\n').toString();
  }

  private void list(Operation root) {
    Deque<Operation> stack = new ArrayDeque<>();
    stack.push(root);
    while (!stack.isEmpty()) {
      Operation op = stack.peek();
      List<Operation> open =
          writer.sources(op).stream().filter(s -> !names.containsKey(s)).toList();
      if (!names.containsKey(op) && !open.isEmpty()) {
        for (int i = open.size() - 1; i >= 0; i--) stack.push(open.get(i));
        continue;
      }
      stack.pop();
      if (!names.containsKey(op)) line(op);
    }
  }

  private void line(Operation op) {
    String name = "%" + names.size();
    names.put(op, name);
    GraphWriter.Made made = writer.made(op);
    if (made == null) {
      text.append(name).append(" = ").append(op.type()).append('\n');
      return;
    }
    List<String> inputs = new ArrayList<>();
    for (Object in : made.inputs()) {
      if (in instanceof Output<?> one) inputs.add(ref(one));
      else inputs.add(((List<?>) in).stream().map(x -> ref((Output<?>) x)).toList().toString());
    }
    for (Operation after : made.after()) inputs.add("^" + names.get(after));
    text.append(name).append(" = ").append(made.type()).append('(');
    text.append(String.join(", ", inputs)).append(')');
    if (made.attrs().get(BODY) instanceof String body) {
      text.append(" {\n").append(body.indent(2)).append("}\n");
      return;
    }
    Map<String, String> attrs = new TreeMap<>();
    made.attrs().forEach((key, value) -> attrs.put(key, attr(value)));
    if (!attrs.isEmpty()) text.append(' ').append(attrs);
    text.append('\n');
  }

  private static String attr(Object value) {
    if (value instanceof GraphWriter.Loop loop) return loop(loop);
    if (!(value instanceof Tensor t)) return value.toString();
    return t.size() <= 8 ? t + " " + java.util.Arrays.toString(t.toNd().data()) : t.toString();
  }

  /** The body of a loop, indented. */
  private static String loop(GraphWriter.Loop loop) {
    GraphText body = new GraphText(loop.body());
    loop.results().forEach(out -> body.list(out.op()));
    List<String> results = loop.results().stream().map(body::ref).toList();
    return "\n" + (body.text + "return " + results).indent(2);
  }

  private String ref(Output<?> out) {
    return names.get(out.op()) + (out.index() == 0 ? "" : ":" + out.index());
  }
}
