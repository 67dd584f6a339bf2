package org.espalier.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

/**
 * What every layer must keep. Say in an initializer block {@code subject(layer)}, {@code takes(…)}
 * for each input and {@code gives(…)}, all without the batch axis, and {@code weight(…)} and {@code
 * state(…)} for what it stores.
 */
public abstract class LayerContract {
  private final List<long[]> takes = new ArrayList<>();
  private final Map<String, List<Long>> weights = new LinkedHashMap<>();
  private final Map<String, List<Long>> states = new LinkedHashMap<>();
  private Json json = Json.standard();
  private Layer subject;
  private long[] gives;

  /** The layer. */
  protected final void subject(Layer layer) {
    this.subject = layer;
  }

  /** The shape of the next input's examples. */
  protected final void takes(long... example) {
    takes.add(example);
  }

  /** The shape of the output's examples. */
  protected final void gives(long... example) {
    this.gives = example;
  }

  /** A weight, in the order of declaration. */
  protected final void weight(String name, long... dims) {
    weights.put(name, Arrays.stream(dims).boxed().toList());
  }

  /** A state, in the order of declaration. */
  protected final void state(String name, long... dims) {
    states.put(name, Arrays.stream(dims).boxed().toList());
  }

  /** A type of the subject that is not the library's. */
  protected final void reading(Class<? extends Described> own) {
    json = json.with(own);
  }

  final Layer subject() {
    return subject;
  }

  final Json json() {
    return json;
  }

  final TracedNetwork traced(boolean training) {
    return new TracedNetwork(TracedNetwork.around(subject, takes), training);
  }

  @Test
  void theShapeIsAsSaid() {
    for (boolean training : new boolean[] {true, false}) {
      Shape expected = Shape.of(InputSpec.BATCH).concat(Shape.of(gives));
      assertThat(traced(training).output.shape()).isEqualTo(expected);
    }
  }

  @Test
  void anyBatchSizeFits() {
    for (int batch : new int[] {1, 4}) {
      long[] dims = Shape.of(batch).concat(Shape.of(gives)).toArray();
      assertThat(traced(true).evaluate(batch).dims()).containsExactly(dims);
      assertThat(traced(false).evaluate(batch).dims()).containsExactly(dims);
    }
  }

  @Test
  void itStoresWhatItSays() {
    for (boolean training : new boolean[] {true, false}) {
      TracedNetwork t = traced(training);
      assertThat(t.shapes(Variable.Role.WEIGHT)).containsExactlyEntriesOf(weights);
      assertThat(t.shapes(Variable.Role.STATE)).containsExactlyEntriesOf(states);
    }
  }

  @Test
  void theGradientEqualsFiniteDifferences() {
    for (boolean training : new boolean[] {true, false}) {
      TracedNetwork t = traced(training);
      Slopes.check(t.output, t.differentiable(), t.values(3), 2e-6);
    }
  }

  @Test
  void tracingTwiceGivesTheSame() {
    TracedNetwork a = traced(true);
    TracedNetwork b = traced(true);
    assertThat(Slopes.wiring(roots(a))).isEqualTo(Slopes.wiring(roots(b)));
    assertThat(a.evaluate(3)).isEqualTo(b.evaluate(3));
  }

  private static List<Expr> roots(TracedNetwork t) {
    List<Expr> roots = new ArrayList<>(t.trace.updates().values());
    roots.add(t.output);
    return roots;
  }

  @Test
  void itsJsonGivesItBack() {
    String text = json.text(subject);
    Layer read = json.read(text, Layer.class);
    assertThat(json.text(read)).isEqualTo(text);
    TracedNetwork before = traced(true);
    TracedNetwork after = new TracedNetwork(TracedNetwork.around(read, takes), true);
    assertThat(after.evaluate(3)).isEqualTo(before.evaluate(3));
  }

  @Test
  void itsNamesAreForPeople() {
    assertThat(subject.baseName()).matches("[A-Za-z0-9._-]+");
    assertThat(subject.label()).isNotBlank().doesNotContain("[", "Optional", "@");
  }
}
