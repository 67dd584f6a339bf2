package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.op.UnaryGrad;
import org.espalier.dsl.op.Where;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.tensorflow.Output;

/** Elementwise functions and their gradient kernels. */
final class ElementwiseLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(Unary.class, (op, node, e) -> e.op(unary(op), e.inputs(node)));
    table.one(
        Binary.class,
        (op, node, e) -> e.op(bias(op, node) ? "BiasAdd" : binary(op), e.inputs(node)));
    table.add(UnaryGrad.class, ElementwiseLowerings::gradient);
    table.one(Where.class, (op, node, e) -> e.op("SelectV2", e.inputs(node)));
    table.one(Cast.class, (op, node, e) -> cast(e, e.input(node, 0), op.to()));
  }

  /**
   * Whether an op adds a vector along the last axis. TensorFlow has a kernel of its own for that,
   * which oneDNN computes together with the convolution or the product before it.
   */
  private static boolean bias(Binary op, Node node) {
    Shape x = node.input(0).shape();
    Shape b = node.input(1).shape();
    return op == Binary.ADD
        && node.type(0).dtype().isFloat()
        && x.rank() >= 2
        && x.rank() <= 5
        && b.rank() == 1
        && b.equals(Shape.of(x.last()));
  }

  static Output<?> cast(Emitter e, Output<?> x, DType to) {
    return e.op("Cast").in(x).attr("DstT", to).out();
  }

  private static List<Output<?>> gradient(UnaryGrad op, Node node, Emitter e) {
    Output<?> y = e.input(node, 0);
    Output<?> dy = e.input(node, 1);
    return List.of(
        switch (op) {
          case RELU -> e.op("ReluGrad", dy, y);
          case SIGMOID -> e.op("SigmoidGrad", y, dy);
          case TANH -> e.op("TanhGrad", y, dy);
        });
  }

  private static String unary(Unary op) {
    return switch (op) {
      case NEG -> "Neg";
      case ABS -> "Abs";
      case EXP -> "Exp";
      case EXPM1 -> "Expm1";
      case LOG -> "Log";
      case LOG1P -> "Log1p";
      case SQRT -> "Sqrt";
      case RSQRT -> "Rsqrt";
      case SQUARE -> "Square";
      case RECIPROCAL -> "Reciprocal";
      case SIN -> "Sin";
      case COS -> "Cos";
      case TAN -> "Tan";
      case ATAN -> "Atan";
      case TANH -> "Tanh";
      case SIGMOID -> "Sigmoid";
      case SOFTPLUS -> "Softplus";
      case RELU -> "Relu";
      case ERF -> "Erf";
      case ERFINV -> "Erfinv";
      case SINH -> "Sinh";
      case COSH -> "Cosh";
      case ASINH -> "Asinh";
      case SIGN -> "Sign";
      case FLOOR -> "Floor";
      case CEIL -> "Ceil";
      case ROUND -> "Round";
      case NOT -> "LogicalNot";
      case IS_FINITE -> "IsFinite";
      case IS_NAN -> "IsNan";
    };
  }

  private static String binary(Binary op) {
    return switch (op) {
      case ADD -> "AddV2";
      case SUB -> "Sub";
      case MUL -> "Mul";
      case DIV -> "RealDiv";
      case POW -> "Pow";
      case MAX -> "Maximum";
      case MIN -> "Minimum";
      case MOD -> "FloorMod";
      case FLOOR_DIV -> "FloorDiv";
      case EQ -> "Equal";
      case NE -> "NotEqual";
      case LT -> "Less";
      case LE -> "LessEqual";
      case GT -> "Greater";
      case GE -> "GreaterEqual";
      case AND -> "LogicalAnd";
      case OR -> "LogicalOr";
    };
  }
}
