package org.espalier.dsl.op;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Products of two inputs' elements, summed over shared axes: {@code ij,jk->ik} is the matrix
 * product. Every letter stands once in two or three of the three terms; {@link EinsumSpec} brings
 * any other specification to this form.
 *
 * @param spec two inputs' axes and the output's, as letters
 */
public record Einsum(String spec) implements Bilinear {
  /** The product of {@code a} and {@code b} along {@code spec}. */
  static Expr of(String spec, Expr a, Expr b) {
    return Node.of(new Einsum(spec), List.of(a, b)).output(0);
  }

  /** Letters of the first input, the second and the output. */
  private String[] terms() {
    return spec.split(",|->", -1);
  }

  /** Letters that are summed over. */
  private String summed() {
    String[] terms = terms();
    return terms[0]
        .chars()
        .filter(c -> terms[2].indexOf(c) < 0)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Override
  public Type type(List<Type> inputs) {
    String[] terms = terms();
    Map<Character, Dim> dims = new TreeMap<>();
    boolean fits = terms.length == 3 && inputs.get(0).dtype() == inputs.get(1).dtype();
    for (int k = 0; fits && k < 2; k++) {
      Shape shape = inputs.get(k).shape();
      fits = shape.rank() == terms[k].length();
      for (int i = 0; fits && i < shape.rank(); i++) {
        Dim before = dims.putIfAbsent(terms[k].charAt(i), shape.get(i));
        fits = before == null || before.equals(shape.get(i));
      }
    }
    if (!fits) {
      throw new ShapeMismatch(
          "einsum " + spec,
          "one element type, an axis for each letter and one size for equal letters",
          inputs.get(0) + " and " + inputs.get(1));
    }
    return inputs.get(0).with(shape(terms[2], dims));
  }

  private static Shape shape(String letters, Map<Character, Dim> dims) {
    return new Shape(letters.chars().mapToObj(c -> dims.get((char) c)).toList());
  }

  @Override
  public Dim terms(Node node) {
    Dim n = Dim.of(1);
    for (char c : summed().toCharArray()) {
      n = n.times(node.input(0).shape().get(terms()[0].indexOf(c)));
    }
    return n;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    String[] terms = terms();
    String sum = summed();
    Nd a = inputs.get(0);
    Nd b = inputs.get(1);
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    long[] inner = new long[sum.length()];
    for (int i = 0; i < inner.length; i++) inner[i] = a.dims()[terms[0].indexOf(sum.charAt(i))];
    int[] outA = places(terms[0], a, terms[2], out.dims());
    int[] outB = places(terms[1], b, terms[2], out.dims());
    int[] sumA = places(terms[0], a, sum, inner);
    int[] sumB = places(terms[1], b, sum, inner);
    for (int i = 0; i < out.size(); i++) {
      double total = 0;
      for (int j = 0; j < sumA.length; j++) {
        total += a.data()[outA[i] + sumA[j]] * b.data()[outB[i] + sumB[j]];
      }
      out.data()[i] = total;
    }
    return out;
  }

  /** Where the elements of {@code x} lie as the given letters run; it stays put along others. */
  private static int[] places(String own, Nd x, String letters, long[] dims) {
    int[] strides = Nd.strides(x.dims());
    int[] steps = new int[dims.length];
    for (int i = 0; i < steps.length; i++) {
      int axis = own.indexOf(letters.charAt(i));
      steps[i] = axis < 0 ? 0 : strides[axis];
    }
    return Strides.places(0, steps, dims);
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    String[] terms = terms();
    return List.of(
        of(terms[2] + "," + terms[1] + "->" + terms[0], dy, node.input(1)),
        of(terms[0] + "," + terms[2] + "->" + terms[1], node.input(0), dy));
  }
}
