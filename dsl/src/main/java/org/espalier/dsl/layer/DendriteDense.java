package org.espalier.dsl.layer;

import java.util.List;
import java.util.Optional;
import org.espalier.dsl.activation.Formula;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Dendrite-activated connections: every connection has a bias of its own and is activated before
 * the sum, y_i = Σ_j kernel_ji · φ(x_j + bias_ji), from [batch, in] to [batch, units]. Nothing is
 * activated after the sum, since the next such layer activates what it receives. Parameters {@code
 * kernel} and {@code bias}, both [in, units], and {@code outputBias} [units] where there is one.
 * Source: Metta et al., arXiv:2301.00924.
 *
 * <p>Costs batch·in·units activations beside as many multiply-adds. Units are worked on a few at a
 * time; while training up to 64 such groups keep their activated connections for the derivative,
 * more are computed again.
 *
 * @param units number of output features, ≥ 1
 * @param activation φ, of each connection
 * @param kernel how the kernel starts; empty means the network's policy; He suits relu
 * @param bias how the connections' biases start
 * @param outputBias how a bias of the sums starts; empty means that there is none
 */
public record DendriteDense(
    int units,
    Formula activation,
    Optional<Initializer> kernel,
    Initializer bias,
    Optional<Initializer> outputBias)
    implements UnaryLayer, Connected {
  /** Connections of one example that are worked on at a time. */
  private static final long GROUP = 4096;

  public DendriteDense {
    Check.positive("units", units);
    DendriteConv2d.elementwise(activation);
  }

  /** With relu, biases that start at 0, none of the sums. */
  public DendriteDense(int units) {
    this(units, new Relu(), Optional.empty(), Constant.ZEROS, Optional.empty());
  }

  /** A copy whose kernel starts in its own way. */
  public DendriteDense withKernel(Initializer kernel) {
    return new DendriteDense(units, activation, Optional.of(kernel), bias, outputBias);
  }

  /** A copy whose connections' biases start in their own way. */
  public DendriteDense withBias(Initializer bias) {
    return new DendriteDense(units, activation, kernel, bias, outputBias);
  }

  /** A copy with a bias of the sums that starts at 0, as before a softmax. */
  public DendriteDense withOutputBias() {
    return new DendriteDense(units, activation, kernel, bias, Optional.of(Constant.ZEROS));
  }

  @Override
  public Expr call(Expr x, Context context) {
    Shape s = x.shape();
    if (s.rank() < 2) throw context.mismatch("[batch, features]", s);
    String flatten = "flatten() before dendriteDense(" + units + ")";
    context.requireRank(x, 2, "[batch, features]", Suggest.gives(flatten, Suggest.flat(s)));
    if (!s.last().known()) {
      throw context.mismatch("a known number of features in the last axis", s);
    }
    Shape connections = Shape.of(s.last(), Dim.of(units));
    Expr w = context.param("kernel", connections, kernel.orElseGet(context::defaultInit));
    Expr b = context.param("bias", connections, bias);
    Expr sums =
        Pieces.map(
            List.of(grouped(w), grouped(b)),
            group -> {
              Expr h = activation.of(x.expand(0).plus(group.get(1).expand(1)));
              return h.matmul(group.get(0).expand(2)).squeeze(2);
            });
    Expr y = sums.reshape(Shape.of(Dim.of(units), s.get(0))).transpose(1, 0);
    if (outputBias.isEmpty()) return y;
    return y.plus(context.param("outputBias", Shape.of(units), outputBias.get()));
  }

  /** [in, units] as [groups, units of a group, in]. */
  private Expr grouped(Expr connections) {
    long in = connections.shape().get(0).size();
    long most = Math.max(1, Math.min(units, GROUP / in));
    while (units % most != 0) most--;
    return connections.transpose(1, 0).reshape(Shape.of(units / most, most, in));
  }

  @Override
  public String label() {
    return "dendriteDense, "
        + units
        + (units == 1 ? " unit, " : " units, ")
        + activation.baseName();
  }
}
