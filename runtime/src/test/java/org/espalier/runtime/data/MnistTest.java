package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.runtime.data.DataExceptions.thrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  @TempDir Path dir;

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(dir.resolve(name), bytes);
  }

  private static byte[] images(int count) {
    byte[] pixels = new byte[count * 6];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 40);
    }
    return IdxTest.idx(8, new int[] {count, 2, 3}, pixels);
  }

  private static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return IdxTest.idx(8, new int[] {labels.length}, bytes);
  }

  private void writeAll() throws IOException {
    write("train-images-idx3-ubyte.gz", IdxTest.gzip(images(4)));
    write("train-labels.idx1-ubyte", labels(3, 1, 4, 1));
    write("t10k-images.idx3-ubyte.gz", IdxTest.gzip(images(2)));
    write("t10k-labels-idx1-ubyte", labels(5, 9));
  }

  @Test
  void findsTheFourFilesUnderAnyOfTheirNames() throws IOException {
    writeAll();
    TrainTest mnist = Mnist.load(dir);
    assertThat(mnist.train().labels()).containsExactly(3, 1, 4, 1);
    assertThat(mnist.train().inputShape()).containsExactly(2, 3, 1);
    assertThat(mnist.test().size()).isEqualTo(2);
    assertThat(mnist.test().classes()).hasValue(10);
    float[] x = new float[6];
    mnist.train().gatherInputs(new int[] {1}, 0, 1, x, 0);
    assertThat(x[0]).isEqualTo(240 * (1f / 255));
    assertThat(DataSpec.parse("mnist:" + dir).load().train().checksum())
        .isEqualTo(mnist.train().checksum());
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    writeAll();
    Files.delete(dir.resolve("t10k-labels-idx1-ubyte"));
    DataException e = thrownBy(() -> Mnist.load(dir));
    assertThat(e.expected())
        .isEqualTo("t10k-labels-idx1-ubyte or t10k-labels.idx1-ubyte, plain or with .gz");
    assertThat(thrownBy(() -> Mnist.load(dir.resolve("nowhere"))).what())
        .isEqualTo("no such folder");
    Path file = dir.resolve("train-labels.idx1-ubyte");
    assertThat(thrownBy(() -> Mnist.load(file)).what()).isEqualTo("not a folder");
  }

  @Test
  void imagesAndLabelsMustAgree() throws IOException {
    writeAll();
    write("t10k-labels-idx1-ubyte", labels(5, 9, 1));
    DataException e = thrownBy(() -> Mnist.load(dir));
    assertThat(e.where()).isEqualTo(dir.resolve("t10k-labels-idx1-ubyte").toString());
    assertThat(e.expected()).isEqualTo("2 labels, one for each image in t10k-images.idx3-ubyte.gz");
    assertThat(e.received()).isEqualTo("3 labels");
    write("t10k-labels-idx1-ubyte", labels(5, 10));
    assertThat(thrownBy(() -> Mnist.load(dir)).where())
        .isEqualTo(dir.resolve("t10k-labels-idx1-ubyte") + ", row 1");
    write("t10k-labels-idx1-ubyte", images(2));
    assertThat(thrownBy(() -> Mnist.load(dir)).received()).isEqualTo("UBYTE [2, 2, 3]");
  }

  @Test
  void readsTheRealThing() throws Exception {
    Path real = Path.of(System.getProperty("espalier.data", "../../shared/data"), "mnist");
    assumeTrue(
        Files.isDirectory(real), "no MNIST in " + real + ": set ESPALIER_DATA to run this test");
    TrainTest mnist = Mnist.load(real);
    assertThat(mnist.train().size()).isEqualTo(60_000);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertThat(mnist.train().inputShape()).containsExactly(28, 28, 1);
    assertThat(Arrays.copyOf(mnist.train().labels(), 5)).containsExactly(5, 0, 4, 1, 9);

    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(IdxTest.idx(8, new int[] {60_000, 28, 28}));
    int[] order = Permutation.identity(60_000);
    float[] row = new float[784];
    byte[] bytes = new byte[784];
    for (int i = 0; i < order.length; i++) {
      mnist.train().gatherInputs(order, i, 1, row, 0);
      for (int p = 0; p < row.length; p++) {
        bytes[p] = (byte) Math.round(row[p] * 255);
      }
      md5.update(bytes);
    }
    assertThat(HexFormat.of().formatHex(md5.digest()))
        .isEqualTo("6bbc9ace898e44ae57da46a324031adb");
  }
}
