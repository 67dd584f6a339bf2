package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op, bodies of loops included, is written as JSON and read back as the same function. */
class OpJsonTest {
  static Stream<OpCase> cases() {
    return OpCatalog.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theValueAndTheGradientReadFromJsonComputeTheSame(OpCase c) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < c.inputs().size(); i++) {
      types.add(new Type(c.dtypes().get(i), Shape.of(c.inputs().get(i).dims())));
    }
    Fn fn = Fn.trace(types, args -> withGradient(c.build().apply(args), args));

    Json json = Json.standard();
    String text = json.text(fn);
    Fn back = json.read(text, Fn.class);

    assertThat(json.text(back)).isEqualTo(text);
    List<Nd> expected = Evaluation.call(fn, c.inputs(), name -> 0);
    assertThat(Evaluation.call(back, c.inputs(), name -> 0)).isEqualTo(expected);
  }

  private static List<Expr> withGradient(Expr y, List<Expr> args) {
    List<Expr> outputs = new ArrayList<>(List.of(y));
    List<Expr> floats = args.stream().filter(a -> a.dtype().isFloat()).toList();
    Gradient.sparse(List.of(y), List.of(y.onesLike()), floats, Rules.NONE).stream()
        .filter(dx -> dx != null)
        .forEach(outputs::add);
    return outputs;
  }
}
