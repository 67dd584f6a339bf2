package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Costed;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Matrix product of the last two axes: [b…, m, k] · [b…, k, n] → [b…, m, n]; leading axes
 * broadcast. A product with {@link LinkedArray} costs what its links cost.
 *
 * @param transposeA reads the first input as [b…, k, m]
 * @param transposeB reads the second input as [b…, n, k]
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Bilinear, Costed {
  /** a · b. */
  public static Expr of(Expr a, Expr b) {
    return of(a, false, b, false);
  }

  /** op(a) · op(b), each transposed when asked. */
  public static Expr of(Expr a, boolean transposeA, Expr b, boolean transposeB) {
    return Node.of(new MatMul(transposeA, transposeB), List.of(a, b)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    boolean fits = a.rank() >= 2 && b.rank() >= 2;
    if (!fits
        || inputs.get(0).dtype() != inputs.get(1).dtype()
        || !inner(a, transposeA, -1).equals(inner(b, transposeB, -2))) {
      String needs = "[…, m, k] · […, k, n] of one element type";
      throw new ShapeMismatch("matmul", needs + flags(), inputs.get(0) + " and " + inputs.get(1));
    }
    Shape batch = Broadcast.shape("matmul", a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2));
    Shape matrix = Shape.of(inner(a, transposeA, -2), inner(b, transposeB, -1));
    return inputs.get(0).with(batch.concat(matrix));
  }

  private String flags() {
    if (!transposeA && !transposeB) return "";
    return " ("
        + (transposeA ? "first" : "")
        + (transposeA && transposeB ? " and " : "")
        + (transposeB ? "second" : "")
        + " transposed)";
  }

  private static Dim inner(Shape s, boolean transposed, int axis) {
    return s.get(transposed ? -3 - axis : axis);
  }

  @Override
  public Dim terms(Node node) {
    return inner(node.input(0).shape(), transposeA, -1);
  }

  /** Whether an application multiplies two matrices, not batches of them. */
  public static boolean flat(Node node) {
    return node.input(0).shape().rank() == 2 && node.input(1).shape().rank() == 2;
  }

  @Override
  public long macs(Node node, ToLongFunction<String> sizes) {
    Dim out = node.type(0).shape().size();
    Dim dense = out.times(terms(node));
    for (int i = 0; i < 2 && flat(node); i++) {
      Optional<Node> links = LinkedArray.node(node.input(i));
      if (links.isEmpty()) continue;
      Dim others = node.type(0).shape().get(i == 0 ? 1 : 0);
      return Math.min(dense.size(sizes), others.times(LinkedArray.count(links.get())).size(sizes));
    }
    return dense.size(sizes);
  }

  @Override
  public long flops(Node node, ToLongFunction<String> sizes) {
    return 0;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd a = inputs.get(0);
    Nd b = inputs.get(1);
    long[] dims = node.type(0).shape().toArray(sizes);
    int rank = dims.length;
    int m = (int) dims[rank - 2];
    int n = (int) dims[rank - 1];
    int k = (int) a.dims()[a.rank() - (transposeA ? 2 : 1)];
    long[] batch = Arrays.copyOf(dims, rank - 2);
    Nd offsetsA = offsets(a);
    Nd offsetsB = offsets(b);
    Nd atA = Broadcast.apply(x -> x[0], List.of(offsetsA), batch);
    Nd atB = Broadcast.apply(x -> x[0], List.of(offsetsB), batch);
    Nd out = Nd.zeros(dims);
    for (int p = 0; p < atA.size(); p++) {
      int baseA = (int) atA.data()[p];
      int baseB = (int) atB.data()[p];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            double x = a.data()[baseA + (transposeA ? l * m + i : i * k + l)];
            sum += x * b.data()[baseB + (transposeB ? j * k + l : l * n + j)];
          }
          out.data()[(p * m + i) * n + j] = sum;
        }
      }
    }
    return out;
  }

  /** Where each matrix of a batch starts. */
  private static Nd offsets(Nd x) {
    long[] batch = Arrays.copyOf(x.dims(), x.rank() - 2);
    Nd offsets = Nd.zeros(batch);
    int matrix = (int) (x.dims()[x.rank() - 2] * x.dims()[x.rank() - 1]);
    for (int i = 0; i < offsets.size(); i++) offsets.data()[i] = (double) i * matrix;
    return offsets;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr a = node.input(0);
    Expr b = node.input(1);
    Expr da = transposeA ? of(b, transposeB, dy, true) : of(dy, false, b, !transposeB);
    Expr db = transposeB ? of(dy, true, a, transposeA) : of(a, !transposeA, dy, false);
    return List.of(Broadcast.undo(da, a.shape()), Broadcast.undo(db, b.shape()));
  }
}
