package org.espalier.dsl.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the sheet, on doubles. */
class EfficientCodingVectorsTest {
  private static final JsonNode VECTORS = MethodVectors.of("structure-learning-efficient-coding");

  private final Nd x = transposed(MethodVectors.numbers(VECTORS.get("X")));
  private final Nd dictionary = MethodVectors.numbers(VECTORS.get("D"));
  private final double lambda = VECTORS.get("lambda").asDouble();
  private final Expr samples = Leaf.input("x", Type.of(DType.FLOAT64, x.dims()));
  private final Expr atoms = Leaf.input("d", Type.of(DType.FLOAT64, dictionary.dims()));

  private static CodePenalty penalty(String name) {
    return switch (name) {
      case "lasso" -> new PlainCodes();
      case "group_per_sample" -> new GroupPerSample(2);
      default -> new GroupOverBatch(2);
    };
  }

  @ParameterizedTest
  @CsvSource({"lasso", "group_per_sample", "group_over_batch"})
  void codesAndObjectiveAreTheSheets(String name) {
    CodePenalty penalty = penalty(name);
    Expr soon = SparseCoding.codes(samples, atoms, lambda, penalty, 500);
    Expr objective = SparseCoding.objective(samples, atoms, soon, lambda, penalty);
    Expr codes = SparseCoding.codes(samples, atoms, lambda, penalty, 4000);
    Map<Expr, Nd> given = new LinkedHashMap<>(Map.of(samples, x, atoms, dictionary));
    close(Evaluation.of(codes, given), codes(name));
    assertThat(Evaluation.of(objective, given).item())
        .isCloseTo(VECTORS.get(name).get("objective").asDouble(), within(1e-6));
  }

  private static Nd codes(String name) {
    return transposed(MethodVectors.numbers(VECTORS.get(name).get("A")));
  }

  @Test
  void oneSweepIsTheSheets() {
    double[][] swept = swept(3);
    close(
        new Nd(dictionary.dims(), flat(transposed(swept))),
        MethodVectors.numbers(VECTORS.get("dictionary_sweep").get("D")));
    assertThat(residual(rows(transposed(dictionary))))
        .isCloseTo(VECTORS.get("dictionary_sweep").get("residual_before").asDouble(), within(1e-9));
    assertThat(residual(swept))
        .isCloseTo(VECTORS.get("dictionary_sweep").get("residual_after").asDouble(), within(1e-9));
  }

  @Test
  void blocksChangeNothing() {
    assertThat(flat(swept(1))).containsExactly(flat(swept(8)), within(1e-14));
    assertThat(flat(swept(3))).containsExactly(flat(swept(8)), within(1e-14));
  }

  private double[][] swept(int block) {
    double[][] a = rows(codes("lasso"));
    double[][] data = rows(x);
    double[][] d = rows(transposed(dictionary));
    AtomSweep sweep = new AtomSweep(new LinksPerAtom(0), 1, block);
    assertThat(sweep.run(d, AtomSweep.Products.of(inner(a, a), inner(a, data), d.clone())))
        .as("atoms that no sample uses")
        .containsExactly(3);
    return d;
  }

  private double residual(double[][] d) {
    double[][] a = rows(codes("lasso"));
    double sum = 0;
    for (int s = 0; s < a.length; s++) {
      for (int i = 0; i < d[0].length; i++) {
        double left = rows(x)[s][i];
        for (int j = 0; j < d.length; j++) left -= d[j][i] * a[s][j];
        sum += left * left;
      }
    }
    return sum;
  }

  @Test
  void theMaskIsTheSheets() {
    double[][] d =
        rows(transposed(MethodVectors.numbers(VECTORS.get("dictionary_sweep").get("D"))));
    JsonNode mask = VECTORS.get("mask");
    boolean[][] kept = AtomLinks.of(d, 1, new KeepShare(mask.get("density").asDouble()));
    for (int i = 0; i < d[0].length; i++) {
      for (int j = 0; j < d.length; j++) {
        assertThat(kept[j][i]).isEqualTo(mask.get("mask").get(i).get(j).asInt() == 1);
      }
    }
  }

  @Test
  void entropiesAreTheSheets() {
    JsonNode plain = VECTORS.get("entropy");
    double nats =
        HistogramEntropy.nats(
            MethodVectors.numbers(plain.get("values")).data(),
            plain.get("lo").asDouble(),
            plain.get("hi").asDouble(),
            plain.get("bins").asInt());
    assertThat(nats).isCloseTo(plain.get("nats").asDouble(), within(1e-9));

    JsonNode squashed = VECTORS.get("squashed_entropy");
    double[][] s = rows(transposed(MethodVectors.numbers(squashed.get("S"))));
    assertThat(OutputEntropy.of(s).units())
        .containsExactly(
            MethodVectors.numbers(squashed.get("nats_relative_to_uniform")).data(), within(1e-9));
  }

  @Test
  void theDescriptionLengthIsTheSheets() {
    JsonNode wanted = VECTORS.get("description_length");
    DescriptionLength length =
        DescriptionLength.of(
            rows(x), rows(dictionary), rows(codes("lasso")), wanted.get("step").asDouble());
    assertThat(length.bitsRaw()).isCloseTo(wanted.get("bits_raw").asDouble(), within(1e-9));
    assertThat(length.bitsCoded()).isCloseTo(wanted.get("bits_coded").asDouble(), within(1e-9));
    assertThat(length.gain()).isCloseTo(wanted.get("gain").asDouble(), within(1e-9));
  }

  private static void close(Nd actual, Nd wanted) {
    assertThat(actual.data()).containsExactly(wanted.data(), within(1e-6));
  }

  private static double[][] inner(double[][] a, double[][] b) {
    double[][] product = new double[a[0].length][b[0].length];
    for (int s = 0; s < a.length; s++) {
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < product[i].length; j++) product[i][j] += a[s][i] * b[s][j];
      }
    }
    return product;
  }

  private static Nd transposed(Nd m) {
    int rows = (int) m.dims()[0];
    int columns = (int) m.dims()[1];
    double[] t = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) t[j * rows + i] = m.data()[i * columns + j];
    }
    return new Nd(new long[] {columns, rows}, t);
  }

  private static double[][] transposed(double[][] m) {
    double[][] t = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) for (int j = 0; j < t.length; j++) t[j][i] = m[i][j];
    return t;
  }

  private static double[][] rows(Nd m) {
    int columns = (int) m.dims()[1];
    double[][] rows = new double[(int) m.dims()[0]][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = java.util.Arrays.copyOfRange(m.data(), i * columns, (i + 1) * columns);
    }
    return rows;
  }

  private static double[] flat(double[][] m) {
    return java.util.Arrays.stream(m).flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
