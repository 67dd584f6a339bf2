package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/** Random smooth functions of a few leaves, for property tests. */
final class SmoothPrograms {
  final Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 2, 3));
  final Expr row = Leaf.input("row", Type.of(DType.FLOAT64, 3));
  final Expr square = Leaf.variable("square", Type.of(DType.FLOAT64, 3, 3));
  private final Random random;

  SmoothPrograms(long seed) {
    this.random = new Random(seed);
  }

  List<Expr> leaves() {
    return List.of(x, row, square);
  }

  /** Values for a leaf in (−1, 1). */
  Nd values(Expr leaf) {
    return Nd.zeros(leaf.shape().toArray()).map(v -> 2 * random.nextDouble() - 1);
  }

  double number() {
    return 2 * random.nextDouble() - 1;
  }

  /** A function with one number as its value, of up to {@code ops} ops. */
  Expr scalar(int ops) {
    List<Expr> pool = new ArrayList<>(List.of(x, x.plus(row)));
    for (int i = 0; i < ops; i++) {
      Expr a = pool.get(random.nextInt(pool.size()));
      Expr b = pool.get(random.nextInt(pool.size()));
      pool.add(
          switch (random.nextInt(12)) {
            case 0 -> a.plus(b);
            case 1 -> a.times(b);
            case 2 -> a.minus(b.times(0.3));
            case 3 -> a.div(b.square().plus(1));
            case 4 -> a.tanh();
            case 5 -> a.sin();
            case 6 -> a.sigmoid().times(row);
            case 7 -> a.softplus();
            case 8 -> a.matmul(square).times(0.5);
            case 9 -> a.matmul(b.transpose()).matmul(x).times(0.2);
            case 10 -> a.mean(1).expand(1).minus(b);
            default -> a.reshape(3, 2).transpose().times(0.7);
          });
    }
    Expr sum = pool.get(pool.size() - 1).sum();
    for (Expr e : pool.subList(2, pool.size())) sum = sum.plus(e.cos().mean());
    return sum;
  }
}
