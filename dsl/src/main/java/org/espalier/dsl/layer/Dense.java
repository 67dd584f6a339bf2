package org.espalier.dsl.layer;

import java.util.List;
import java.util.Optional;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Fully connected: activation(x · kernel + bias), from [batch, in] to [batch, units]. Parameters
 * {@code kernel} [in, units] and {@code bias} [units]; the activation's own lie under {@code
 * activation}.
 *
 * @param units number of output features, ≥ 1
 * @param activation applied last
 * @param kernel how the kernel starts; empty means the network's policy
 * @param bias how the bias starts; empty means that there is none
 * @param everyPosition true to take inputs of any rank, [batch, …, in] → [batch, …, units], with
 *     the same weights at every position; false refuses them, because an image or a sequence that
 *     was not flattened is usually a mistake
 */
public record Dense(
    int units,
    Activation activation,
    Optional<Initializer> kernel,
    Optional<Initializer> bias,
    boolean everyPosition)
    implements UnaryLayer, Activated, Connected, HasUnits {
  public Dense {
    Check.positive("units", units);
  }

  /** Linear, with a bias that starts at 0. */
  public Dense(int units) {
    this(units, new Linear());
  }

  /** With an activation and a bias that starts at 0. */
  public Dense(int units, Activation activation) {
    this(units, activation, Optional.empty(), Optional.of(Constant.ZEROS), false);
  }

  @Override
  public Dense withActivation(Activation activation) {
    return new Dense(units, activation, kernel, bias, everyPosition);
  }

  /** A copy whose kernel starts in its own way. */
  public Dense withKernel(Initializer kernel) {
    return new Dense(units, activation, Optional.of(kernel), bias, everyPosition);
  }

  /** A copy whose bias starts in its own way. */
  public Dense withBias(Initializer bias) {
    return new Dense(units, activation, kernel, Optional.of(bias), everyPosition);
  }

  /** A copy without bias. */
  public Dense withoutBias() {
    return new Dense(units, activation, kernel, Optional.empty(), everyPosition);
  }

  /** A copy that takes inputs of any rank and treats every position alike. */
  public Dense atEveryPosition() {
    return new Dense(units, activation, kernel, bias, true);
  }

  @Override
  public Dense withUnits(int units) {
    return new Dense(units, activation, kernel, bias, everyPosition);
  }

  @Override
  public List<String> perUnit() {
    return biasName().stream().toList();
  }

  @Override
  public Optional<String> biasName() {
    return bias.map(start -> "bias");
  }

  @Override
  public Expr call(Expr x, Context context) {
    Shape s = x.shape();
    if (s.rank() < 2 || (s.rank() > 2 && !everyPosition)) throw misfit(s, context);
    if (!s.last().known()) {
      throw context.mismatch("a known number of features in the last axis", s);
    }
    Expr matrix = x.reshape(Shape.of(s.without(-1).size(), s.last()));
    Shape weights = Shape.of(s.last(), Dim.of(units));
    Expr y =
        matrix.matmul(context.param("kernel", weights, kernel.orElseGet(context::defaultInit)));
    if (bias.isPresent()) y = y.plus(context.param("bias", Shape.of(units), bias.get()));
    return context.call("activation", activation, y.reshape(s.withLast(units)));
  }

  private ShapeMismatch misfit(Shape s, Context context) {
    if (s.rank() < 2) return context.mismatch("[batch, features]", s);
    String flatten = Suggest.gives("flatten() before dense(" + units + ")", Suggest.flat(s));
    if (s.rank() == 4) {
      Shape pooled = Shape.of(s.get(0), s.last());
      return context.mismatch(
          "[batch, features]",
          s,
          flatten,
          Suggest.gives("globalAveragePool() before it", pooled),
          Suggest.gives("conv2d(" + units + ", 1) instead of it", s.withLast(units)));
    }
    String each = "Dense.atEveryPosition()";
    return context.mismatch(
        "[batch, features]", s, flatten, Suggest.gives(each, s.withLast(units)));
  }

  @Override
  public String label() {
    String more = activation instanceof Linear ? "" : ", " + activation.baseName();
    return "dense, " + units + (units == 1 ? " unit" : " units") + more;
  }
}
