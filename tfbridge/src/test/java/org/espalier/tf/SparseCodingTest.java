package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.coding.CodePenalty;
import org.espalier.dsl.coding.GroupOverBatch;
import org.espalier.dsl.coding.GroupPerSample;
import org.espalier.dsl.coding.PlainCodes;
import org.espalier.dsl.coding.SparseCoding;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sparse codes as a TensorFlow loop reach the sheet's objectives. */
class SparseCodingTest {
  private static final JsonNode VECTORS = MethodVectors.of("structure-learning-efficient-coding");

  @ParameterizedTest
  @CsvSource({
    "lasso, FLOAT64, 1e-6",
    "group_per_sample, FLOAT64, 1e-6",
    "group_over_batch, FLOAT64, 1e-6",
    "lasso, FLOAT32, 1e-5",
    "group_per_sample, FLOAT32, 1e-5",
    "group_over_batch, FLOAT32, 1e-5"
  })
  void theObjectiveIsTheSheets(String name, DType dtype, double tolerance) {
    CodePenalty penalty =
        switch (name) {
          case "lasso" -> new PlainCodes();
          case "group_per_sample" -> new GroupPerSample(2);
          default -> new GroupOverBatch(2);
        };
    Nd data = MethodVectors.numbers(VECTORS.get("X"));
    Nd atoms = MethodVectors.numbers(VECTORS.get("D"));
    double lambda = VECTORS.get("lambda").asDouble();
    Expr columns = Leaf.input("x", Type.of(dtype, data.dims()));
    Expr d = Leaf.input("d", Type.of(dtype, atoms.dims()));
    Expr x = columns.transpose();
    Expr codes = SparseCoding.codes(x, d, lambda, penalty, 500);
    Expr objective = SparseCoding.objective(x, d, codes, lambda, penalty);
    Phase phase = new Phase("run", List.of(columns, d), Map.of("objective", objective), Map.of());
    try (TfSession session =
            TfSession.open(new Program(List.of(), List.of(phase)), TfOptions.standard());
        PhaseRunner run = session.runner("run")) {
      run.input("x").set(Tensor.of(dtype, data));
      run.input("d").set(Tensor.of(dtype, atoms));
      run.run();
      double wanted = VECTORS.get(name).get("objective").asDouble();
      assertThat(run.number("objective")).isCloseTo(wanted, within(tolerance * wanted));
    }
  }
}
