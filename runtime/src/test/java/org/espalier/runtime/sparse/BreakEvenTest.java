package org.espalier.runtime.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.Compute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakEvenTest {
  private static final Compute COMPUTE = Compute.standard();

  @TempDir Path folder;

  @Test
  void liesWhereTheTimesCross() {
    assertThat(BreakEven.crossing(density -> density / 0.11)).isCloseTo(0.11, within(1e-12));
    assertThat(BreakEven.crossing(density -> Math.sqrt(density / 0.3)))
        .isCloseTo(0.3, within(1e-12));
    assertThat(BreakEven.crossing(density -> 2)).isZero();
    assertThat(BreakEven.crossing(density -> 0.5)).isEqualTo(1);
  }

  @Test
  void comparesTheFormsOfALayer() {
    assertThat(BreakEven.ratio(0.1, 30, 4, 3, COMPUTE)).isPositive().isFinite();
  }

  @Test
  void isReadOnTheMachineItWasMeasuredOn() {
    Path file = folder.resolve("cache/sparse.json");
    assertThat(BreakEven.stored(file, COMPUTE)).isEmpty();
    BreakEven other = new BreakEven(0.2, "another processor", "cpu", 64);
    other.save(file);
    assertThat(BreakEven.stored(file, COMPUTE)).isEmpty();
    BreakEven here =
        new BreakEven(0.2, org.espalier.runtime.live.Processor.model(), "auto", COMPUTE.threads());
    here.save(file);
    assertThat(BreakEven.stored(file, COMPUTE)).contains(here);
    assertThat(BreakEven.stored(file, COMPUTE.threads(COMPUTE.threads() + 1))).isEmpty();
  }

  @Test
  void aDamagedFileSaysWhatToType() throws IOException {
    Path file = Files.writeString(folder.resolve("sparse.json"), "{\"density\": 2}");
    assertThatThrownBy(() -> BreakEven.stored(file, COMPUTE))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("sparse.json holds no break-even density")
        .hasMessageContaining("./espalier doctor --sparse");
  }
}
