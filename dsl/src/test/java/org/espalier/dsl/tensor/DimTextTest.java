package org.espalier.dsl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DimTextTest {
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anySizeIsReadBackFromItsText(@ForAll("dims") Dim dim) {
    assertThat(Dim.parse(dim.toString())).isEqualTo(dim);
  }

  @Provide
  Arbitrary<Dim> dims() {
    Arbitrary<Dim> names =
        Arbitraries.of("batch", "time", "enc/len-1", "floor", "x_2").map(Dim::named);
    Arbitrary<Dim> numbers = Arbitraries.longs().between(-30, 30).map(Dim::of);
    Arbitrary<Dim> leaf = Arbitraries.oneOf(names, numbers);
    Arbitrary<Dim> one = grown(leaf);
    return grown(one);
  }

  private static Arbitrary<Dim> grown(Arbitrary<Dim> part) {
    return Arbitraries.integers()
        .between(0, 3)
        .flatMap(
            how ->
                part.flatMap(
                    a ->
                        part.map(
                            b ->
                                switch (how) {
                                  case 0 -> a.plus(b);
                                  case 1 -> a.times(b);
                                  case 2 -> a.minus(b).floorDiv(3);
                                  default -> a;
                                })));
  }

  @Test
  void aHandWrittenSizeMaySpaceAndMultiplyFreely() {
    assertThat(Dim.parse(" 2*batch+1 ")).isEqualTo(Dim.named("batch").times(Dim.of(2)).plus(1));
    assertThat(Dim.parse("-3")).isEqualTo(Dim.of(-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2·", "batch batch", "floor((x)/0)", "floor((x/2)", "7x", "a + + b"})
  void brokenTextIsRefused(String text) {
    assertThatThrownBy(() -> Dim.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
