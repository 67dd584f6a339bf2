package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.runtime.data.DataExceptions.thrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int RECORD = 3073;

  @TempDir Path dir;

  /** Red is the row, green the column, blue the label. */
  private static byte[] records(int... labels) {
    byte[] bytes = new byte[labels.length * RECORD];
    for (int r = 0; r < labels.length; r++) {
      bytes[r * RECORD] = (byte) labels[r];
      for (int p = 0; p < 1024; p++) {
        int at = r * RECORD + 1 + p;
        bytes[at] = (byte) (p / 32);
        bytes[at + 1024] = (byte) (p % 32);
        bytes[at + 2048] = (byte) (200 + labels[r]);
      }
    }
    return bytes;
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(dir.resolve(name), bytes);
  }

  @Test
  void readsTheSubsetsNamesPlainAndGzip() throws IOException {
    write("train.bin.gz", IdxTest.gzip(records(3, 9, 0)));
    write("test.bin", records(7));
    TrainTest data = DataSpec.parse("cifar10:" + dir).load();

    assertThat(data.train().labels()).containsExactly(3, 9, 0);
    assertThat(data.test().labels()).containsExactly(7);
    assertThat(data.train().inputShape()).containsExactly(32, 32, 3);
    assertThat(data.train().classes()).hasValue(10);
    float[] x = new float[3072];
    data.train().gatherInputs(new int[] {1}, 0, 1, x, 0);
    int pixel = (5 * 32 + 17) * 3;
    assertThat(Arrays.copyOfRange(x, pixel, pixel + 3))
        .containsExactly(5 * (1f / 255), 17 * (1f / 255), 209 * (1f / 255));
  }

  @Test
  void readsTheOfficialNamesInOrder() throws IOException {
    for (int b = 1; b <= 5; b++) write("data_batch_" + b + ".bin", records(b, 9 - b));
    write("test_batch.bin.gz", IdxTest.gzip(records(1, 2)));
    write("train.bin", records(0));

    TrainTest data = Cifar10.load(dir);
    assertThat(data.train().labels()).containsExactly(1, 8, 2, 7, 3, 6, 4, 5, 5, 4);
    assertThat(data.test().size()).isEqualTo(2);

    Files.delete(dir.resolve("data_batch_4.bin"));
    assertThat(thrownBy(() -> Cifar10.load(dir)).expected())
        .isEqualTo("data_batch_4.bin, plain or with .gz");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(thrownBy(() -> Cifar10.load(dir)).expected())
        .isEqualTo("data_batch_1.bin or train.bin, plain or with .gz");
    write("train.bin", records(1));
    assertThat(thrownBy(() -> Cifar10.load(dir)).expected())
        .isEqualTo("test_batch.bin or test.bin, plain or with .gz");
    assertThat(thrownBy(() -> Cifar10.load(dir.resolve("no"))).what()).isEqualTo("no such folder");
    assertThat(thrownBy(() -> Cifar10.load(dir.resolve("train.bin"))).what())
        .isEqualTo("not a folder");
    assertThat(thrownBy(() -> DataSpec.parse("cifar10").load()).expected())
        .isEqualTo("cifar10:DIR");
  }

  @Test
  void badSizesAndLabelsNameTheFile() throws IOException {
    write("test.bin", records(1));
    Path train = dir.resolve("train.bin");
    write("train.bin", Arrays.copyOf(records(1, 2), 2 * RECORD - 1));
    DataException shortened = thrownBy(() -> Cifar10.load(dir));
    assertThat(shortened.where()).isEqualTo(train.toString());
    assertThat(shortened.received()).isEqualTo("6145 bytes, 3072 too many");
    write("train.bin", IdxTest.gzip(new byte[10]));
    assertThat(thrownBy(() -> Cifar10.load(dir)).received())
        .isEqualTo("10 unpacked bytes, 10 too many");
    write("train.bin", new byte[0]);
    assertThat(thrownBy(() -> Cifar10.load(dir)).what()).isEqualTo("an empty file");
    byte[] packed = IdxTest.gzip(records(1, 2));
    write("train.bin", Arrays.copyOf(packed, packed.length - 9));
    assertThat(thrownBy(() -> Cifar10.load(dir)).what()).isEqualTo("a gzip file that is cut short");
    write("train.bin", Arrays.copyOf(packed, packed.length + 3));
    assertThat(thrownBy(() -> Cifar10.load(dir)).what())
        .isEqualTo("bytes after the compressed data");
    write("train.bin", records(4, 10));
    assertThat(thrownBy(() -> Cifar10.load(dir)).where()).isEqualTo(train + ", row 1");
  }

  @Test
  void readsTheRealThing() {
    Path real = Path.of(System.getProperty("espalier.data", "../../shared/data"), "cifar10-small");
    assumeTrue(
        Files.isDirectory(real), "no CIFAR-10 in " + real + ": set ESPALIER_DATA to run this test");
    TrainTest cifar = Cifar10.load(real);
    assertThat(cifar.train().size()).isEqualTo(10_000);
    assertThat(cifar.test().size()).isEqualTo(2_000);
    int[] perClass = new int[10];
    for (int label : cifar.test().labels()) perClass[label]++;
    assertThat(perClass).containsOnly(200);
  }
}
