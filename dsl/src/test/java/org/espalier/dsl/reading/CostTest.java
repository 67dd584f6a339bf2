package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Loop;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.SimpleOp;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class CostTest {
  private final Expr x =
      Leaf.input("x", new Type(DType.FLOAT32, Shape.of(Dim.named("batch"), Dim.of(784))));
  private final Expr w = Leaf.variable("w", Type.float32(784, 512));
  private final Expr b = Leaf.variable("b", Type.float32(512));

  @Test
  void aDenseLayerIsCountedByKind() {
    Expr h = x.matmul(w).plus(b).relu();
    Cost one = Cost.of(h);

    assertThat(one.macs()).isEqualTo(784 * 512);
    assertThat(one.flops()).isEqualTo(512 + 512);
    assertThat(one.parameters()).isEqualTo(784 * 512 + 512);
    assertThat(one.bytes()).isEqualTo(3 * 512 * 4);
    assertThat(one.ops())
        .extracting(c -> c.node().op().opName())
        .containsExactly("matMul", "add", "relu");

    Cost many = Cost.of(List.of(h), Map.of("batch", 128L));
    assertThat(many.macs()).isEqualTo(128 * one.macs());
    assertThat(many.parameters()).isEqualTo(one.parameters());
  }

  @Test
  void reductionsCountWhatTheyFoldAndMovementsNothing() {
    Cost cost = Cost.of(w.transpose().sum(1));
    assertThat(cost.flops()).isEqualTo(784 * 512);
    assertThat(cost.macs()).isZero();
    assertThat(cost.ops().get(0).flops()).isZero();
  }

  @Test
  void sharedPartsCountOnce() {
    Expr h = x.matmul(w);
    assertThat(Cost.of(List.of(h.exp(), h.exp().plus(h)), Map.of()).macs()).isEqualTo(784 * 512);
  }

  record Twice() implements Fused {
    @Override
    public List<Expr> decompose(List<Expr> in) {
      return List.of(in.get(0).exp().times(in.get(0)));
    }
  }

  record Again(Fn body, Dim length) implements Loop {
    @Override
    public List<Type> infer(List<Type> inputs) {
      return inputs;
    }

    @Override
    public List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
      return inputs;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
      return cotangents;
    }
  }

  record Odd(long macs) implements SimpleOp {
    @Override
    public Type type(List<Type> inputs) {
      return inputs.get(0);
    }

    @Override
    public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
      return inputs.get(0);
    }

    @Override
    public List<Expr> vjp(Node node, Expr dy) {
      return Arrays.asList(dy);
    }
  }

  @Test
  void aFusedOpCostsItsDecompositionAndALoopItsBodyTimesItsLength() {
    Expr fused = Node.of(new Twice(), List.of(b)).output(0);
    assertThat(Cost.of(fused).flops()).isEqualTo(2 * 512);
    assertThat(Cost.of(fused).bytes()).isEqualTo(512 * 4);

    Fn body = Fn.trace(List.of(x.type(), w.type()), in -> List.of(in.get(0).matmul(in.get(1))));
    Expr loop = Node.of(new Again(body, Dim.named("time")), List.of(x, w)).output(0);
    Cost cost = Cost.of(List.of(loop), Map.of("time", 10L, "batch", 2L));
    assertThat(cost.macs()).isEqualTo(10 * 2 * 784 * 512);
  }

  @Test
  void anOpOfNoKindIsSaidToBeAssumed() {
    OpCost cost = Cost.of(Node.of(new Odd(3), List.of(b)).output(0)).ops().get(0);
    assertThat(cost.assumed()).isTrue();
    assertThat(cost.flops()).isEqualTo(512);
  }
}
