package org.espalier.dsl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class JsonTest {
  interface Block extends Described {}

  record Full(int units, Act act) implements Block {
    public Full {
      Check.positive("units", units);
    }
  }

  record Stack(String name, List<Block> layers) implements Block {}

  interface Act extends Described {}

  record Ramp(double slope, double shift, List<Integer> kinks) implements Act {
    public Ramp(double slope) {
      this(slope, 2 * slope, List.of());
    }
  }

  enum Plain implements Act {
    IDENTITY
  }

  record Pair<T>(T first, List<? extends T> more) {}

  record Wide(
      boolean flag,
      byte tiny,
      short small,
      long large,
      float single,
      double real,
      char letter,
      Double boxed,
      DType dtype,
      Optional<String> maybe,
      OptionalInt count,
      Map<String, Integer> byName,
      Map<DType, Double> byKind,
      Map<Dim, Shape> bySize,
      Set<String> set,
      long[] longs,
      double[][] matrix,
      Pair<Act> pair,
      Type type)
      implements Described {}

  record Holder(Expr loss, List<Expr> inputs, Fn body) implements Described {}

  private final Json json =
      Json.standard()
          .with(Full.class, Stack.class, Ramp.class, Plain.class, Wide.class, Holder.class);

  @Test
  void aRecordIsItsTypeAndItsComponents() {
    Stack stack = new Stack("s", List.of(new Full(3, new Ramp(1)), new Full(4, Plain.IDENTITY)));

    String text = json.text(stack);

    assertThat(json.write(stack))
        .hasToString(
            "{\"type\":\"stack\",\"name\":\"s\",\"layers\":[{\"type\":\"full\",\"units\":3,\"act\":"
                + "{\"type\":\"ramp\",\"slope\":1.0,\"shift\":2.0,\"kinks\":[]}},"
                + "{\"type\":\"full\",\"units\":4,\"act\":{\"type\":\"plain\",\"value\":\"IDENTITY\"}}"
                + "]}");
    assertThat(json.read(text, Block.class)).isEqualTo(stack);
    assertThat(json.read(text, Stack.class)).isEqualTo(stack);
  }

  @Test
  void everyKindOfComponentComesBack() {
    Map<String, Integer> byName = new HashMap<>(Map.of("b", 1, "a", 2));
    Wide wide =
        new Wide(
            true,
            (byte) -7,
            (short) 300,
            Long.MAX_VALUE,
            0.1f,
            Double.NEGATIVE_INFINITY,
            'é',
            -0.0,
            DType.BFLOAT16,
            Optional.of("x"),
            OptionalInt.empty(),
            byName,
            Map.of(DType.INT32, 1e-300),
            Map.of(Dim.named("batch").plus(1), Shape.of(Dim.of(2), Dim.named("time"))),
            Set.of("z", "y"),
            new long[] {1, Long.MIN_VALUE},
            new double[][] {{Double.MIN_VALUE, 0.1}, {}},
            new Pair<>(Plain.IDENTITY, List.of(new Ramp(3))),
            Type.float32(2, 3));

    String text = json.text(wide);
    Wide back = json.read(text, Wide.class);

    assertThat(back).usingRecursiveComparison().isEqualTo(wide);
    assertThat(json.text(back)).isEqualTo(text);
    JsonNode node = json.write(wide);
    assertThat(node.get("byName")).hasToString("{\"a\":2,\"b\":1}");
    assertThat(node.get("set")).hasToString("[\"y\",\"z\"]");
    assertThat(node.get("bySize")).hasToString("[[\"batch + 1\",[2,\"time\"]]]");
    assertThat(node.get("single")).hasToString("0.1");
    assertThat(node.get("count").isNull()).isTrue();
    assertThat(node.get("type_")).hasToString("{\"dtype\":\"FLOAT32\",\"shape\":[2,3]}");
  }

  @Test
  void literalsComeBackBitForBit() {
    Tensor small = Tensor.of(new float[] {0.1f, -0f, Float.POSITIVE_INFINITY}, 3);
    Tensor oddNaN = Tensor.ofBytes(DType.FLOAT32, new long[] {1}, new byte[] {1, 0, -64, 127});
    Tensor huge = Tensor.of(new long[] {(1L << 53) + 1, 1}, 2);
    Tensor large = Tensor.of(new int[1000], 10, 100);

    for (Tensor t : List.of(small, oddNaN, huge, large)) {
      assertThat(json.read(json.text(new Literal(t)), Literal.class).tensor()).isEqualTo(t);
    }
    assertThat(json.write(small))
        .hasToString("{\"dtype\":\"FLOAT32\",\"shape\":[3],\"values\":[0.1,-0.0,\"Infinity\"]}");
    assertThat(json.write(huge).has("base64")).isTrue();
    assertThat(json.write(Double.NaN)).hasToString("\"NaN\"");
    assertThat(json.read("\"NaN\"", Double.class)).isNaN();
  }

  @Test
  void anAbsentComponentTakesTheShorterConstructorsValueOrIsEmpty() {
    Ramp ramp = json.read("{\"type\":\"ramp\",\"slope\":3}", Ramp.class);
    assertThat(ramp).isEqualTo(new Ramp(3, 6, List.of()));

    Ramp two = json.read("{\"type\":\"ramp\",\"slope\":3,\"shift\":1}", Ramp.class);
    assertThat(two).isEqualTo(new Ramp(3, 1, List.of()));

    assertThat(json.read("{\"type\":\"stack\",\"name\":\"e\"}", Stack.class).layers()).isEmpty();
  }

  @Test
  void aFunctionIsItsTraceWithSharedNodesOnce() {
    Fn fn =
        Fn.trace(
            List.of(Type.of(DType.FLOAT64, 2)),
            a -> {
              Expr s = a.get(0).sigmoid();
              return List.of(s.times(s).plus(a.get(0)));
            });

    JsonNode node = json.write(fn);
    Fn back = json.read(node, Fn.class);

    assertThat(node.get("nodes")).hasSize(4);
    assertThat(node.get("nodes").get(0).get("argument").intValue()).isZero();
    assertThat(node.get("nodes").get(2).get("in")).hasToString("[[1,0],[1,0]]");
    assertThat(json.write(back)).isEqualTo(node);
    Nd x = Nd.of(-0.4, 1.3);
    assertThat(Evaluation.call(back, List.of(x), n -> 0))
        .isEqualTo(Evaluation.call(fn, List.of(x), n -> 0));
  }

  @Test
  void expressionsOutsideFunctionsShareOneGraph() {
    Expr w = Leaf.variable("w", Type.of(DType.FLOAT64, 2));
    Fn body = Fn.trace(List.of(w.type()), a -> List.of(a.get(0).times(w.exp()).plus(1)));
    Holder holder = new Holder(w.sum(), List.of(w), body);

    Holder back = json.read(json.text(holder), Holder.class);

    Expr leaf = back.inputs().get(0);
    assertThat(back.loss().node().input(0)).isSameAs(leaf);
    assertThat(back.body().captures()).hasSize(1);
    assertThat(back.body().captures().get(0).node().input(0)).isSameAs(leaf);
    assertThat(json.text(back)).isEqualTo(json.text(holder));
    assertThat(json.read(json.write(w.exp()), Expr.class).node().op()).isEqualTo(Unary.EXP);
  }

  @Test
  void aLongChainDoesNotRecurse() {
    Fn fn =
        Fn.trace(
            List.of(Type.of(DType.FLOAT64, 1)),
            a -> {
              Expr e = a.get(0);
              for (int i = 0; i < 20_000; i++) e = i % 2 == 0 ? e.sin() : e.tanh();
              return List.of(e);
            });
    Fn back = json.read(json.text(fn), Fn.class);
    assertThat(Evaluation.call(back, List.of(Nd.of(1)), n -> 0))
        .isEqualTo(Evaluation.call(fn, List.of(Nd.of(1)), n -> 0));
  }

  @Test
  void anUnknownTypeIsAnsweredWithNearNamesAndHowToPassOne() {
    refused("{\"type\":\"stack\",\"layers\":[{\"type\":\"ful\",\"units\":1}]}", Block.class)
        .hasMessageStartingWith("$.layers[0].type: unknown type 'ful'; did you mean 'full'?")
        .hasMessageContaining("Json.standard().with(Ful.class)");
    refused("{\"type\":\"org.espalier.dsl.op.MatMul\"}", Block.class)
        .hasMessageContaining("unknown type 'org.espalier.dsl.op.MatMul'")
        .hasMessageContaining("YourType.class");
    refused("{\"type\":\"op.matMul\"}", Block.class)
        .hasMessage(
            "$.type: expected a Block (one of [full, stack]), received 'op.matMul', which is none");
  }

  @Test
  void anOpNamedWithoutItsPrefixIsFound() {
    refused("{\"type\":\"matMul\"}", Op.class).hasMessageContaining("did you mean 'op.matMul'?");
  }

  @Test
  void componentsThatDoNotFitAreNamedWithTheirPlace() {
    refused("{\"type\":\"full\",\"units\":\"many\",\"act\":null}", Full.class)
        .hasMessage("$.units: expected a whole number (int), received the text \"many\"");
    refused("{\"type\":\"full\",\"units\":3.5,\"act\":null}", Full.class)
        .hasMessageContaining("received the number 3.5");
    refused("{\"type\":\"full\",\"units\":3000000000,\"act\":null}", Full.class)
        .hasMessageContaining("in the range of int");
    refused("{\"type\":\"full\",\"unit\":3}", Full.class)
        .hasMessage(
            "$.unit: a full has no \"unit\"; did you mean 'units'?; it has [type, units, act]");
    refused("{\"type\":\"full\",\"units\":3}", Full.class)
        .hasMessage("$: a full needs \"act\", which is absent; its components are [units, act]");
    refused(
            "{\"type\":\"stack\",\"name\":\"x\",\"layers\":[{\"type\":\"full\",\"units\":0,\"act\":null}]}",
            Stack.class)
        .hasMessage("$.layers[0]: units must be > 0, got 0");
    refused("{\"units\":3}", Block.class).hasMessage("$: \"type\" is absent");
    refused("[3]", Block.class).hasMessageContaining("received the list [3]");
    refused("{\"type\":\"plain\",\"value\":\"IDENTIT\"}", Act.class)
        .hasMessageContaining("$.value: no Plain 'IDENTIT'; did you mean 'IDENTITY'?");
  }

  @Test
  void brokenTextIsNamedByLineAndColumn() {
    refused("{\n  \"type\": \"full\",,\n}", Full.class)
        .hasMessageStartingWith("line 2, column 18: broken JSON");
    refused("{\"a\":1,\"a\":2}", Full.class).hasMessageContaining("Duplicate");
    refused("{} {}", Full.class).hasMessageContaining("line 1, column 4");
    refused("", Full.class).hasMessageContaining("empty");
    refused("{\"type\":\"full\"", Full.class).hasMessageContaining("line 1");
  }

  @Test
  void brokenGraphsAreRefused() {
    String x =
        "{\"argument\":0,\"op\":{\"type\":\"op.leaf\",\"role\":\"ARGUMENT\",\"name\":\"x\","
            + "\"type_\":{\"dtype\":\"FLOAT32\",\"shape\":[\"batch\",3]}}}";
    String exp = "{\"op\":{\"type\":\"op.unary\",\"value\":\"EXP\"},\"in\":[[%s]]}";
    refused("{\"nodes\":[" + x + "," + exp.formatted("1,0") + "],\"outputs\":[]}", Fn.class)
        .hasMessageStartingWith(
            "$.nodes[1].in[0]: expected [node, output] with a node among the 1");
    refused("{\"nodes\":[" + x + "," + exp.formatted("0,2") + "],\"outputs\":[]}", Fn.class)
        .hasMessage("$.nodes[1].in[0]: node 0 has 1 outputs, no output 2");
    refused("{\"nodes\":[" + x + "," + x + "],\"outputs\":[]}", Fn.class)
        .hasMessageContaining("argument 0 occurs twice");
    refused("{\"nodes\":[" + x.replace(":0,", ":1,") + "],\"outputs\":[]}", Fn.class)
        .hasMessageContaining("there is no argument 0");
    String matMul =
        "{\"op\":{\"type\":\"op.matMul\",\"transposeA\":false,\"transposeB\":false},"
            + "\"in\":[[0,0],[0,0]]}";
    refused("{\"nodes\":[" + x + "," + matMul + "],\"outputs\":[]}", Fn.class)
        .hasMessageStartingWith("$.nodes[1]: matMul refuses its inputs: ");
  }

  @Test
  void whatHasNoFormIsRefusedWhileWriting() {
    assertThatThrownBy(() -> json.write(new Stack("s", List.of(new Block() {}))))
        .isInstanceOf(JsonError.class)
        .hasMessageStartingWith("$.layers[0]: ")
        .hasMessageContaining("Fn.trace");
    assertThatThrownBy(() -> json.write(Shape.of(Dim.named("a b"))))
        .hasMessageContaining("the size 'a b' cannot be read back");
  }

  static final class Elsewhere {
    record Dense() implements Described {}

    record Full() implements Described {}
  }

  @Test
  void twoTypesOfOneNameAreRefusedBothWays() {
    assertThatThrownBy(() -> Json.standard().with(Elsewhere.Dense.class))
        .hasMessageContaining(Dense.class.getName())
        .hasMessageContaining(Elsewhere.Dense.class.getName());
    assertThatThrownBy(() -> Json.standard().write(new Elsewhere.Dense()))
        .hasMessageContaining("would be named 'dense'");
    List<Described> both = List.of(new Elsewhere.Full(), new Full(1, Plain.IDENTITY));
    assertThatThrownBy(() -> Json.standard().write(both)).hasMessageContaining("$[1]: both");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String text, Class<?> as) {
    return assertThatThrownBy(() -> json.read(text, as)).isInstanceOf(JsonError.class);
  }
}
