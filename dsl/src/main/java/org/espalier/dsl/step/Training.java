package org.espalier.dsl.step;

import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.loss.MeanSquaredError;
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy;
import org.espalier.dsl.metric.Accuracy;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.Optimizer;

/**
 * How a network is trained, as a value: what one step does, and from which seed everything random
 * comes.
 *
 * @param program what one step does
 * @param seed of weights, shuffling, dropout; 0 is a seed
 * @param init overrides the network's policy for weight matrices
 */
public record Training(StepProgram program, long seed, Optional<Initializer> init)
    implements Described {
  /** The default seed. */
  public static final long SEED = 7;

  /** Any program, from the default seed. */
  public static Training of(StepProgram program) {
    return new Training(program, SEED, Optional.empty());
  }

  /** Class ids from logits (or a final softmax), by Adam at 1e-3; reports accuracy. */
  public static Training classification() {
    return of(new Supervised(new SparseSoftmaxCrossEntropy(), new Adam(1e-3), new Accuracy()));
  }

  /** Numbers, by mean squared error and Adam at 1e-3. */
  public static Training regression() {
    return of(new Supervised(new MeanSquaredError(), new Adam(1e-3)));
  }

  /** A copy with another optimizer; for {@link Supervised} programs. */
  public Training optimizer(Optimizer optimizer) {
    if (!(program instanceof Supervised supervised)) {
      throw new EspalierException(
          "optimizer(…) changes supervised training; "
              + program
              + " names its optimizers itself: build it with the one you want");
    }
    return new Training(supervised.withOptimizer(optimizer), seed, init);
  }

  /** A copy from another seed. */
  public Training seed(long seed) {
    return new Training(program, seed, init);
  }

  /** A copy that overrides the network's initialisation policy. */
  public Training init(Initializer init) {
    return new Training(program, seed, Optional.of(init));
  }

  /** The network as it is trained: with this training's initialisation policy, if it has one. */
  public Network applied(Network network) {
    return init.map(network::withInit).orElse(network);
  }
}
