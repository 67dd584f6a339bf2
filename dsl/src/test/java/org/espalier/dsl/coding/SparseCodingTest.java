package org.espalier.dsl.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sheet says of codes and of the sweep over the atoms. */
class SparseCodingTest {
  private static final int SAMPLES = 7;
  private static final int INPUTS = 5;
  private static final int ATOMS = 6;

  private final Expr x = Leaf.input("x", Type.of(DType.FLOAT64, SAMPLES, INPUTS));
  private final Expr d = Leaf.input("d", Type.of(DType.FLOAT64, INPUTS, ATOMS));
  private final Map<Expr, Nd> given = new HashMap<>();

  SparseCodingTest() {
    given.put(x, random(3, SAMPLES, INPUTS));
    given.put(d, random(4, INPUTS, ATOMS));
  }

  private static Nd random(long seed, long... dims) {
    return new Nd(dims, RandomSource.of(seed, "test").gaussians(Nd.count(dims)));
  }

  private Nd value(Expr e) {
    return Evaluation.of(e, given);
  }

  @Test
  void aLambdaAboveEveryCorrelationGivesNoCodes() {
    double most = value(x.matmul(d).abs().maxOver()).item();
    double[] none = value(SparseCoding.codes(x, d, most, new PlainCodes(), 50)).data();
    assertThat(none).containsOnly(0);
    double[] some = value(SparseCoding.codes(x, d, 0.99 * most, new PlainCodes(), 50)).data();
    assertThat(Arrays.stream(some).filter(a -> a != 0).count()).isEqualTo(1);
  }

  @Test
  void withoutPenaltyOrthonormalAtomsGiveTheirResponses() {
    Expr unit = Leaf.input("unit", Type.of(DType.FLOAT64, INPUTS, 3));
    Nd columns = Nd.zeros(INPUTS, 3);
    for (int j = 0; j < 3; j++) columns.data()[(j + 1) * 3 + j] = j == 1 ? -1 : 1;
    given.put(unit, columns);
    Nd codes = value(SparseCoding.codes(x, unit, 0, new PlainCodes(), 200));
    assertThat(codes.data()).containsExactly(value(x.matmul(unit)).data(), within(1e-9));
  }

  @Test
  void accelerationIsNoWorseThanPlainDescent() {
    Expr gram = Ops.matmul(d, true, d, false);
    Expr step = SparseCoding.step(gram);
    Expr codes = x.matmul(d).zerosLike();
    for (int i = 0; i < 500; i++) {
      Expr residual = x.minus(Ops.matmul(codes, false, d, true));
      Expr down = codes.plus(residual.matmul(d).times(step));
      codes = new PlainCodes().shrink(down, step.times(0.3));
    }
    Expr fast = SparseCoding.codes(x, d, 0.3, new PlainCodes(), 500);
    double slow = value(SparseCoding.objective(x, d, codes, 0.3, new PlainCodes())).item();
    assertThat(value(SparseCoding.objective(x, d, fast, 0.3, new PlainCodes())).item())
        .isLessThanOrEqualTo(slow + 1e-12);
  }

  /** Codes are [samples][atoms] here: a dead group's columns are the sheet's rows of zeros. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void overABatchWholeGroupsVanish(int size) {
    int dead = 0;
    int groups = ATOMS / size;
    for (double lambda = 1; lambda < 20; lambda += 1) {
      Nd codes = value(SparseCoding.codes(x, d, lambda, new GroupOverBatch(size), 300));
      for (int g = 0; g < groups; g++) {
        int group = g;
        long used =
            IntStream.range(0, SAMPLES * ATOMS)
                .filter(i -> i % ATOMS / size == group && codes.data()[i] != 0)
                .count();
        assertThat(used).isIn(0L, (long) SAMPLES * size);
        if (used == 0) dead++;
      }
    }
    assertThat(dead).isBetween(1, 19 * groups - 1);
  }

  @Property(tries = 50)
  void aSweepNeverRaisesTheErrorAndStaysInTheUnitBall(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 1, max = 7) int block) {
    double[][] samples = rows(random(seed, 12, INPUTS));
    double[][] codes = rows(random(seed + 1, 12, ATOMS));
    double[][] atoms = rows(random(seed + 2, ATOMS, INPUTS));
    for (double[] atom : atoms) scale(atom, 0.9 / norm(atom));
    double before = error(samples, codes, atoms);
    new AtomSweep(new LinksPerAtom(0), 1, block)
        .run(atoms, AtomSweep.Products.of(inner(codes, codes), inner(codes, samples), atoms));
    assertThat(error(samples, codes, atoms)).isLessThanOrEqualTo(before + 1e-9);
    for (double[] atom : atoms) assertThat(norm(atom)).isLessThanOrEqualTo(1 + 1e-12);
  }

  @Test
  void linkPenaltiesRemoveWholeLinks() {
    double[] atom = {3, 4, 0.1, 0.1, 0, 0};
    new LinksPerAtom(1).shrink(atom, 2, 0.5);
    assertThat(atom).containsExactly(new double[] {2.7, 3.6, 0, 0, 0, 0}, within(1e-12));
    assertThat(new LinksPerAtom(2).value(new double[][] {{3, 4, 0, 0}}, 2)).isEqualTo(10);

    double[][] atoms = {{3, 0.1}, {4, 0.1}};
    assertThat(new SharedInputs(1).shrinkAll(atoms, 1, 0.5)).isTrue();
    assertThat(atoms[0]).containsExactly(new double[] {2.7, 0}, within(1e-12));
    assertThat(atoms[1]).containsExactly(new double[] {3.6, 0}, within(1e-12));
    assertThat(new SharedInputs(2).value(new double[][] {{3, 0}, {4, 0}}, 1)).isEqualTo(10);
  }

  private static double error(double[][] x, double[][] a, double[][] d) {
    double sum = 0;
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < INPUTS; i++) {
        double left = x[s][i];
        for (int j = 0; j < d.length; j++) left -= a[s][j] * d[j][i];
        sum += left * left;
      }
    }
    return sum;
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

  private static double norm(double[] v) {
    return Math.sqrt(Arrays.stream(v).map(e -> e * e).sum());
  }

  private static void scale(double[] v, double by) {
    for (int i = 0; i < v.length; i++) v[i] *= by;
  }

  private static double[][] rows(Nd m) {
    int columns = (int) m.dims()[1];
    double[][] rows = new double[(int) m.dims()[0]][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(m.data(), i * columns, (i + 1) * columns);
    }
    return rows;
  }
}
