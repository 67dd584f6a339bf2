package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.espalier.dsl.activation.Elu;
import org.espalier.dsl.activation.Gelu;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Mish;
import org.espalier.dsl.activation.Selu;
import org.espalier.dsl.activation.Softplus;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.expr.Expr;
import org.junit.jupiter.api.Test;

/** Gaussian moments of activations against independent figures, where these lie beside the data. */
class AutoInitVectorsTest {
  @Test
  void activationsHaveTheFiguresOfTheMethodSheet() throws IOException {
    String data = System.getProperty("espalier.data", "../shared/data");
    Path file = Path.of(data).resolveSibling("methods/vectors/autoinit.json");
    assumeTrue(Files.isRegularFile(file), "skipped: no " + file);
    int checked = 0;
    for (JsonNode v : new ObjectMapper().readTree(file.toFile()).get("activations")) {
      String name = v.get("activation").textValue();
      Moment in = new Moment(v.get("mean_in").doubleValue(), v.get("var_in").doubleValue());
      Moment out = Moments.through(activation(name), in);
      assertThat(out.mean()).as(name).isCloseTo(v.get("mean_out").doubleValue(), within(1e-7));
      assertThat(out.variance()).as(name).isCloseTo(v.get("var_out").doubleValue(), within(1e-7));
      checked++;
    }
    assertThat(checked).isPositive();
  }

  private static UnaryOperator<Expr> activation(String name) {
    int last = name.lastIndexOf('_');
    double number = name.matches(".*_[0-9.]+") ? Double.parseDouble(name.substring(last + 1)) : 0;
    return switch (name.replaceAll("_[0-9.]+$", "")) {
      case "linear" -> x -> x;
      case "relu" -> Expr::relu;
      case "leaky_relu" -> new LeakyRelu(number)::of;
      case "elu" -> new Elu()::of;
      case "selu" -> new Selu()::of;
      case "gelu" -> new Gelu()::of;
      case "swish" -> new Swish()::of;
      case "sigmoid" -> Expr::sigmoid;
      case "tanh" -> Expr::tanh;
      case "softplus" -> new Softplus()::of;
      case "softsign" -> x -> x.div(x.abs().plus(1));
      case "thresholded_relu" -> x -> x.gt(number).where(x, x.zerosLike());
      case "mish" -> new Mish()::of;
      default -> throw new AssertionError("no activation " + name);
    };
  }
}
