package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.LinkedArray;
import org.espalier.dsl.op.MatMul;
import org.espalier.dsl.op.SampledProduct;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * Products with arrays of which only the links are stored. TensorFlow's compressed-row kernel wants
 * the sparse matrix on the left, and is slow when asked to transpose it; its rows are divided among
 * threads, so the bits depend on nothing else.
 */
final class LinkedLowerings implements LoweringProvider {
  /** Links sampled at a time: what is gathered for them stays in the processor's cache. */
  private static final long PART = 8192;

  /** Parts at most. */
  private static final long PARTS = 64;

  /** Beyond one link in so many elements, the full product is faster than gathering. */
  private static final long FULL = 40;

  @Override
  public void contribute(LoweringTable table) {
    table.one(LinkedArray.class, LinkedLowerings::full);
    table.one(SampledProduct.class, LinkedLowerings::sampled);
  }

  /** Which of a product's two inputs is multiplied by its links alone; −1 for none. */
  static int side(Node product) {
    if (!MatMul.flat(product) || !kernel(product.type(0).dtype())) return -1;
    for (int i = 1; i >= 0; i--) if (LinkedArray.node(product.input(i)).isPresent()) return i;
    return -1;
  }

  private static boolean kernel(DType dtype) {
    return dtype == DType.FLOAT32 || dtype == DType.FLOAT64;
  }

  /** a·W as (Wᵀ·aᵀ)ᵀ, or W·b. */
  static Output<?> product(MatMul op, Node node, int side, Emitter e) {
    Node links = LinkedArray.node(node.input(side)).orElseThrow();
    Output<?> dense = e.input(node, 1 - side);
    if (side == 0) {
      Output<?> right = op.transposeB() ? transpose(e, dense) : dense;
      return e.op("SparseMatrixMatMul", rows(links, op.transposeA(), e), right);
    }
    Output<?> right = op.transposeA() ? dense : transpose(e, dense);
    return transpose(e, e.op("SparseMatrixMatMul", rows(links, !op.transposeB(), e), right));
  }

  /** The matrix, or its transpose, by compressed rows. */
  private static Output<?> rows(Node links, boolean transposed, Emitter e) {
    long[] dims = links.type(0).shape().toArray();
    Output<?>[] at = places(e, e.input(links, 1), dims[1]);
    Output<?> indices = e.op("Pack").list(List.of(at)).attr("axis", 1L).out();
    Output<?> shape = e.constant(Tensor.of(dims, 2));
    Output<?> matrix = e.op("SparseTensorToCSRSparseMatrix", indices, e.input(links, 0), shape);
    if (!transposed) return matrix;
    return e.op("SparseMatrixTranspose").in(matrix).attr("type", links.type(0).dtype()).out();
  }

  /** Rows and columns of row-major numbers. */
  private static Output<?>[] places(Emitter e, Output<?> places, long columns) {
    Output<?> width = e.constant(DType.INT64, columns);
    Output<?> row = e.op("FloorDiv", places, width);
    return new Output<?>[] {row, e.op("Sub", places, e.op("Mul", row, width))};
  }

  private static Output<?> transpose(Emitter e, Output<?> matrix) {
    return e.op("Transpose", matrix, e.ints(1, 0));
  }

  private static Output<?> full(LinkedArray op, Node node, Emitter e) {
    Output<?> index = e.op("ExpandDims", e.input(node, 1), e.constant(DType.INT32, 1));
    Output<?> size = e.constant(Tensor.of(new long[] {op.shape().size().size()}, 1));
    Output<?> flat = e.op("ScatterNd", index, e.input(node, 0), size);
    return e.op("Reshape", flat, e.shape(op.shape()));
  }

  private static Output<?> sampled(SampledProduct op, Node node, Emitter e) {
    Shape shape = Shape.of(node.input(0).shape().get(1), node.input(1).shape().get(1));
    Shape links = node.type(0).shape();
    boolean few =
        shape.known() && links.known() && links.size().size() * FULL < shape.size().size();
    return few ? gathered(node, links.size().size(), e) : picked(node, e);
  }

  /** The full product, and of it what is wanted. */
  private static Output<?> picked(Node node, Emitter e) {
    Output<?> all =
        e.op("MatMul").in(e.input(node, 0), e.input(node, 1)).attr("transpose_a", true).out();
    Output<?> flat = e.op("Reshape", all, e.ints(-1));
    return e.op("GatherV2", flat, e.input(node, 2), e.constant(DType.INT32, 0));
  }

  /** A scalar product for each link, part by part: two at a time would drive each other out. */
  private static Output<?> gathered(Node node, long links, Emitter e) {
    Output<?>[] at = places(e, e.input(node, 2), node.input(1).shape().get(1).size());
    Output<?> a = transpose(e, e.input(node, 0));
    Output<?> b = transpose(e, e.input(node, 1));
    long part = Math.max(PART, (links + PARTS - 1) / PARTS);
    List<Output<?>> parts = new ArrayList<>();
    Operation before = null;
    for (long from = 0; from < links; from += part) {
      long size = Math.min(part, links - from);
      Output<?> left = gather(e, a, at[0], from, size, before);
      Output<?> right = gather(e, b, at[1], from, size, before);
      Output<?> sum = e.op("Sum", e.op("Mul", left, right), e.ints(1));
      parts.add(sum);
      before = sum.op();
    }
    return parts.size() == 1
        ? parts.get(0)
        : e.op("ConcatV2").list(parts).in(e.constant(DType.INT32, 0)).out();
  }

  private static Output<?> gather(
      Emitter e, Output<?> x, Output<?> at, long from, long size, Operation before) {
    Raw slice = e.op("Slice").in(at, e.ints(from), e.ints(size));
    if (before != null) slice.after(before);
    return e.op("GatherV2", x, slice.out(), e.constant(DType.INT32, 0));
  }
}
