package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Nested;

/**
 * Layers that a user declares in their own code keep the same contract, and touch no library file.
 */
class OwnLayersTest {
  /** A leaky relu whose slopes are trained, one per channel. */
  record TrainedLeak() implements Activation {
    @Override
    public Expr call(Expr x, Context context) {
      Expr slope = context.param("slope", Shape.of(x.shape().last()), new Constant(0.25));
      return x.gt(0).where(x, x.times(slope));
    }
  }

  /** The difference to a running mean of the sum of its two inputs. */
  record Centred(double momentum) implements Layer {
    @Override
    public Expr call(List<Expr> inputs, Context context) {
      Expr sum = inputs.get(0).plus(inputs.get(1));
      Expr mean = context.state("mean", Shape.of(sum.shape().last()), Constant.ZEROS);
      Expr batch = sum.mean(0).stopGradient();
      context.update("mean", mean.times(momentum).plus(batch.times(1 - momentum)));
      return sum.minus(mean);
    }
  }

  @Nested
  class OwnActivation extends LayerContract {
    {
      reading(TrainedLeak.class);
      subject(new TrainedLeak());
      takes(2, 3);
      gives(2, 3);
      weight("slope", 3);
    }
  }

  @Nested
  class OwnActivationInADenseLayer extends LayerContract {
    {
      reading(TrainedLeak.class);
      subject(new Dense(2, new TrainedLeak()));
      takes(3);
      gives(2);
      weight("kernel", 3, 2);
      weight("bias", 2);
      weight("activation/slope", 2);
    }
  }

  @Nested
  class OwnLayerWithState extends LayerContract {
    {
      reading(Centred.class);
      subject(new Centred(0.9));
      takes(3);
      takes(3);
      gives(3);
      state("mean", 3);
    }
  }
}
