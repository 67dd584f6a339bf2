package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.loss.Loss;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.TrainTest;
import org.junit.jupiter.api.Test;

class FirstFitTest {
  record Ce() implements Loss {
    @Override
    public Expr perExample(Expr output, Expr target) {
      return Nn.sparseSoftmaxCrossEntropy(output, target);
    }

    @Override
    public Type target(Type output) {
      return new Type(DType.INT32, Shape.of(output.shape().get(0)));
    }
  }

  @Test
  void learns() {
    TrainTest digits = DataSpec.parse("digits:train=2000,test=500").load();
    Network net =
        Network.named("mlp").image(28, 28, 1).then(new Flatten()).layer(new Dense(64, new Relu()))
            .layer(new Dense(10)).build();
    try (Model model = Espalier.compile(net, Training.of(new Supervised(new Ce(), new Adam(1e-3))))) {
      History h = model.fit(digits.train(), Fit.epochs(3).validation(digits.test()).progress());
      System.out.println(h);
      System.out.println(model.weightsSha256() + " " + model.snapshot().provenance());
      assertThat(h.last().metric("loss")).isLessThan(h.epochs().get(0).metric("loss"));
    }
  }
}
