package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.runtime.data.DataExceptions.thrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataSpecTest {
  /** A source of a user's own, named in this module's test resources. */
  public static final class Countdown implements DataSource {
    @Override
    public String scheme() {
      return "countdown";
    }

    @Override
    public String usage() {
      return "countdown:from=N (a test)";
    }

    @Override
    public TrainTest load(DataSpec spec) {
      int n = (int) spec.number(spec.options(List.of("from")), "from", 3, 1, 100);
      int[] ids = Permutation.identity(n);
      Dataset data = Dataset.of(new float[n], new long[] {1}, ids);
      return new TrainTest(data, data);
    }
  }

  @Test
  void aSourceIsChosenByItsScheme() {
    assertThat(DataSpec.parse("mnist:C:\\data, old=1"))
        .isEqualTo(new DataSpec("mnist", "C:\\data, old=1"));
    assertThat(DataSpec.parse("digits")).hasToString("digits");
    assertThat(DataSpec.parse("countdown:from=5").load().train().size()).isEqualTo(5);
    assertThat(DataSpec.parse("countdown").load().test().size()).isEqualTo(3);
    TrainTest digits = DataSpec.parse("digits:train=60, test=20,seed=-3").load();
    assertThat(digits.train().size()).isEqualTo(60);
    assertThat(digits.test().checksum()).isEqualTo(BuiltinDigits.load(1, 20, -3).test().checksum());
  }

  @Test
  void anUnknownSchemeListsTheKnown() {
    assertThat(thrownBy(() -> DataSpec.parse("minst:/tmp").load()))
        .hasMessageContaining("one of [cifar10, countdown, digits, mnist, permuted, xor]")
        .hasMessageContaining("mnist:DIR (the four MNIST files in DIR, plain or gzip)");
    thrownBy(() -> DataSpec.parse(""));
    assertThat(thrownBy(() -> DataSpec.parse(":x")).received()).isEqualTo(":x");
    assertThat(thrownBy(() -> DataSpec.parse("mnist").load()).expected()).isEqualTo("mnist:DIR");
    assertThat(DataSpec.usages()).hasSize(6);
  }

  @Test
  void optionsAreStrict() {
    assertThat(thrownBy(() -> DataSpec.parse("digits:trian=5").load()))
        .hasMessageContaining("names among [train, test, seed]")
        .hasMessageContaining("'trian=5'");
    assertThat(thrownBy(() -> DataSpec.parse("digits:train").load()).received())
        .isEqualTo("'train'");
    assertThat(thrownBy(() -> DataSpec.parse("digits:train=5,train=6").load()).what())
        .isEqualTo("an option given twice");
    for (String bad : new String[] {"0", "-1", "many", "1e3", "99999999999999999999"}) {
      DataException e = thrownBy(() -> DataSpec.parse("digits:test=" + bad).load());
      assertThat(e.received()).isEqualTo(bad);
      assertThat(e.expected()).isEqualTo("a whole number in 1 … 1000000");
    }
  }
}
