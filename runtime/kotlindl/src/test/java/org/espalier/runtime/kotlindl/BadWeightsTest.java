package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that do not fit say all that does not; damaged files are refused as such. */
class BadWeightsTest {
  @TempDir Path folder;

  private Path file(String name) {
    return Fixture.file(folder, "keras/" + name);
  }

  private static Path changed(Path file, String from, String to) {
    try {
      String text = Files.readString(file);
      assertThat(text).contains(from);
      return Files.writeString(file, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KerasException refused(Path architecture, Path weights) {
    KerasException e =
        catchThrowableOfType(KerasException.class, () -> Keras.snapshot(architecture, weights));
    assertThat(e).as("a KerasException").isNotNull();
    return e;
  }

  @Test
  void missingMisshapenAndSuperfluousWeightsAreListedTogether() {
    Path other = changed(file("convnet/model.json"), "\"units\": 3", "\"units\": 4");
    changed(other, "\"use_bias\": false", "\"use_bias\": true");
    changed(other, "\"BatchNormalization\"", "\"Flatten\"".replace("Flatten", "Norm"));

    KerasException e =
        catchThrowableOfType(
            KerasException.class,
            () ->
                KerasImport.standard()
                    .with(
                        "Norm",
                        c -> {
                          c.ignore(
                              "axis",
                              "momentum",
                              "epsilon",
                              "center",
                              "scale",
                              "beta_initializer",
                              "gamma_initializer",
                              "moving_mean_initializer",
                              "moving_variance_initializer",
                              "renorm",
                              "renorm_momentum",
                              "synchronized");
                          return new org.espalier.dsl.activation.Relu();
                        })
                    .snapshot(other, file("convnet/model.weights.h5")));

    assertThat(e.problems())
        .contains(
            "missing    layers/conv2d_1/vars/1: expected [6] for 'convnet/conv_b/bias'",
            "misshapen  layers/dense_1/vars/0: expected [7, 4] for 'convnet/classes/kernel', found"
                + " [7, 3]",
            "misshapen  layers/dense_1/vars/1: expected [4] for 'convnet/classes/bias', found [3]",
            "extra      layers/batch_normalization/vars/0 [4]: no layer takes it")
        .hasSize(7);
    assertThat(e).hasMessageContaining("model.weights.h5 does not fit network 'convnet'");
  }

  @Test
  void theLegacyFormatIsAsStrict() {
    Path other = changed(file("shared/model.json"), "\"units\": 5", "\"units\": 6");
    changed(other, "\"much\"", "\"many\"");

    KerasException e = refused(other, file("shared/legacy.h5"));

    assertThat(e.problems())
        .contains(
            "misshapen  /model_weights/each/each/kernel: expected [3, 6] for 'shared/each/kernel',"
                + " found [3, 5]",
            "missing    /model_weights/many: expected [6, 1] for 'shared/many/kernel'",
            "extra      /model_weights/much/much/kernel [5, 1]: no layer takes it");
  }

  @Test
  void filesOfAnotherKindAreRefused() throws Exception {
    Path json = file("convnet/model.json");
    Path text = Files.writeString(folder.resolve("weights.h5"), "no weights");

    assertThat(refused(json, text)).hasMessageContaining("neither JSON nor an HDF5 file");
    assertThat(refused(json, json)).hasMessageContaining("is no HDF5 file");
    assertThatThrownBy(() -> Keras.snapshot(file("convnet/model.weights.h5")))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("holds weights without an architecture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"convnet/model.weights.h5", "convnet/legacy.h5", "convnet/model.keras"})
  void aFileThatWasCutOffIsRefused(String name) throws Exception {
    byte[] whole = Files.readAllBytes(file(name));
    Path json = file("convnet/model.json");
    Path cut = folder.resolve("cut");
    for (int part = 1; part < 10; part++) {
      Files.write(cut, Arrays.copyOf(whole, whole.length * part / 10));

      KerasException e =
          catchThrowableOfType(
              KerasException.class,
              () -> {
                if (name.endsWith(".keras")) Keras.snapshot(cut);
                else Keras.snapshot(json, cut);
              });

      assertThat(e).as(name + " cut to " + part + "/10").isNotNull();
      assertThat(e.getMessage()).contains("cut").contains("damaged");
    }
  }

  /** Whatever is wrong with a file, it is said in our words and soon. */
  @ParameterizedTest
  @ValueSource(strings = {"convnet/model.weights.h5", "shared/legacy.h5", "shared/model.keras"})
  void damageEndsInAnErrorOfOurs(String name) throws Exception {
    byte[] whole = Files.readAllBytes(file(name));
    Path json = file(name.replaceAll("/.*", "/model.json"));
    Path damaged = folder.resolve("damaged");
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k < 8; k++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Files.write(damaged, bytes);
      try {
        if (name.endsWith(".keras")) Keras.snapshot(damaged);
        else Keras.snapshot(json, damaged);
      } catch (EspalierException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void anArchiveIsReadByNameAndUpToALimit() throws Exception {
    Path none = archive("other.json", 10);
    Path bomb = archive("config.json", 65 << 20);

    assertThatThrownBy(() -> Keras.network(none))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("has no entry 'config.json'");
    assertThatThrownBy(() -> Keras.network(bomb))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("is larger than such a model needs");
  }

  private Path archive(String entry, int spaces) throws IOException {
    Path file = folder.resolve(entry + ".keras");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      byte[] block = new byte[1 << 16];
      Arrays.fill(block, (byte) ' ');
      for (int left = spaces; left > 0; left -= block.length) {
        zip.write(block, 0, Math.min(left, block.length));
      }
    }
    return file;
  }
}
