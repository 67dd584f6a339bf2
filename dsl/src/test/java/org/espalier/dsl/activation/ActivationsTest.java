package org.espalier.dsl.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.espalier.dsl.contract.ActivationContract;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every activation of the library keeps the contract; finding them by name. */
class ActivationsTest {
  @Nested
  class LinearKeeps extends ActivationContract {
    {
      subject(new Linear());
      at(-2.5, -2.5);
      slope(3, 1);
    }
  }

  @Nested
  class ReluKeeps extends ActivationContract {
    {
      subject(new Relu());
      at(-2, 0);
      at(2, 2);
      slope(-2, 0);
      slope(0, 0);
      slope(2, 1);
    }
  }

  @Nested
  class LeakyReluKeeps extends ActivationContract {
    {
      subject(new LeakyRelu(0.2));
      at(-2, -0.4);
      at(2, 2);
      slope(-2, 0.2);
      slope(0, 0.2);
      slope(2, 1);
    }
  }

  @Nested
  class EluKeeps extends ActivationContract {
    {
      subject(new Elu(2));
      at(-1, 2 * (Math.exp(-1) - 1));
      at(1.5, 1.5);
      slope(-1, 2 * Math.exp(-1));
      slope(1.5, 1);
    }
  }

  @Nested
  class SeluKeeps extends ActivationContract {
    {
      subject(new Selu());
      at(1, 1.0507009873554805);
      at(-1, -1.1113307378125625);
      slope(2, 1.0507009873554805);
    }
  }

  @Nested
  class GeluKeeps extends ActivationContract {
    {
      subject(new Gelu());
      at(1, 0.8413447460685429);
      at(-1, -0.15865525393145707);
      slope(0, 0.5);
      slope(1, 0.8413447460685429 + Math.exp(-0.5) / Math.sqrt(2 * Math.PI));
    }
  }

  @Nested
  class ApproximateGeluKeeps extends ActivationContract {
    {
      subject(new Gelu(true));
      at(1, 0.8411919906082768);
      at(-1, -0.15880800939172324);
      slope(0, 0.5);
    }
  }

  @Nested
  class SwishKeeps extends ActivationContract {
    {
      subject(new Swish(2));
      at(0.5, 0.5 / (1 + Math.exp(-1)));
      at(-0.5, -0.5 / (1 + Math.exp(1)));
      slope(0, 0.5);
    }
  }

  @Nested
  class MishKeeps extends ActivationContract {
    {
      subject(new Mish());
      at(1, Math.tanh(Math.log1p(Math.exp(1))));
      at(-2, -2 * Math.tanh(Math.log1p(Math.exp(-2))));
      slope(0, 0.6);
    }
  }

  @Nested
  class SigmoidKeeps extends ActivationContract {
    {
      subject(new Sigmoid());
      at(0, 0.5);
      at(1, 1 / (1 + Math.exp(-1)));
      slope(0, 0.25);
    }
  }

  @Nested
  class TanhKeeps extends ActivationContract {
    {
      subject(new Tanh());
      at(0.5, Math.tanh(0.5));
      slope(0, 1);
    }
  }

  @Nested
  class SoftplusKeeps extends ActivationContract {
    {
      subject(new Softplus());
      at(0, Math.log(2));
      at(50, 50);
      slope(0, 0.5);
    }
  }

  @Nested
  class FormulaKeeps extends ActivationContract {
    {
      subject(Custom.of("mine", x -> x.times(x.sigmoid()).plus(x.zerosLike())));
      at(0.5, 0.5 / (1 + Math.exp(-0.5)));
      slope(0, 0.5);
    }
  }

  @Nested
  class FormulaWithOwnDerivativeKeeps extends ActivationContract {
    {
      subject(Custom.of("twice", x -> new Nish().of(x).times(2)));
      at(-Math.PI, -2 * Math.PI / (1 + Math.exp(Math.PI)));
      slope(0, 2);
      slope(5, 2);
    }
  }

  @Nested
  class SoftmaxKeeps extends LayerContract {
    {
      subject(new Softmax());
      takes(2, 4);
      gives(2, 4);
    }
  }

  @Test
  void aFormulaOfSeveralElementsIsRefused() {
    assertThatThrownBy(() -> Custom.of("centred", x -> x.minus(x.mean())))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("activation 'centred' must be an elementwise formula of x alone")
        .hasMessageContaining("it uses reduceMean")
        .hasMessageContaining("write a Lambda");
    assertThatThrownBy(() -> Custom.of("probabilities", x -> new Softmax().of(x)))
        .hasMessageContaining("it uses softmax");
  }

  @Test
  void aFormulaOfSomethingElseIsRefused() {
    Expr w = Leaf.variable("w", Type.of(DType.FLOAT32));
    assertThatThrownBy(() -> Custom.of("scaled", v -> v.times(w)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("it uses 'w' from outside");
    assertThatThrownBy(() -> Custom.of("truth", v -> v.gt(0)))
        .hasMessageContaining("it makes bool[…] of float32[…]");
    assertThatThrownBy(() -> Custom.of("one", v -> v.constant(1)))
        .hasMessageContaining("it makes float32[] of float32[…]");
    assertThatThrownBy(() -> Custom.of("bad name", Expr::relu)).hasMessageContaining("'bad name'");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LeakyRelu(-0.1)).hasMessage("slope must be >= 0, got -0.1");
    assertThatThrownBy(() -> new Elu(0)).hasMessage("alpha must be > 0, got 0.0");
    assertThatThrownBy(() -> new Swish(Double.NaN)).hasMessage("beta must be finite, got NaN");
  }

  @Test
  void namesFindActivations() {
    assertThat(Activations.named("nish")).isEqualTo(new Nish());
    assertThat(Activations.named("leakyRelu")).isEqualTo(new LeakyRelu());
    assertThat(Activations.named("{\"type\": \"leakyRelu\", \"slope\": 0.2}"))
        .isEqualTo(new LeakyRelu(0.2));
    assertThat(Activations.names())
        .containsAll(List.of("elu", "gelu", "linear", "mish", "nish", "relu", "softmax", "swish"))
        .doesNotContain("custom", "dense");
  }

  @Test
  void anUnknownNameIsAnsweredWithNearOnes() {
    assertThatThrownBy(() -> Activations.named("nsh"))
        .isInstanceOf(EspalierException.class)
        .hasMessageStartingWith("no activation 'nsh'; did you mean 'nish'")
        .hasMessageContaining("there are [ada, elu, fplus, gelu, ");
    assertThatThrownBy(() -> Activations.named("dense"))
        .hasMessageContaining("no activation 'dense'");
  }
}
