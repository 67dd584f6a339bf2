package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake as a person would type it: one clear message, an exit code, nothing left behind. */
class BadInputTest {
  private static final String GOOD = "good.espalier";
  private static final String DIGITS = "digits:train=60,test=20";

  @TempDir Path folder;

  @BeforeEach
  void someFiles() throws IOException {
    Files.writeString(folder.resolve("text"), "no folder");
    Files.createDirectory(folder.resolve("empty"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --network mpl --data digits                  | 2 | no network 'mpl'; did you mean 'mlp'?",
        "train --network cnn --data digit                   | 1 | an unknown kind of data",
        "train --network cnn --data digits:tain=3           | 1 | an option not understood",
        "train --network cnn --data ''                      | 1 | no data named",
        "train --network cnn --data mnist:                  | 1 | no folder",
        "train --network cnn --data mnist:nowhere           | 1 | no such folder",
        "train --network cnn --data mnist:@/empty           | 1 | a missing file",
        "train --network cnn --data mnist:@/text            | 1 | not a folder",
        "train --network cnn                                | 2 | give --network and --data",
        "train --network cnn --data digits --epochs -1      | 2 | --epochs must be at least 0, got -1",
        "train --network cnn --data digits --epochs many    | 2 | 'many' is not an int",
        "train --network cnn --data digits --batch 0        | 2 | --batch must be at least 1, got 0",
        "train --network cnn --data digits --rate -1        | 2 | --rate must be a number of at least 0",
        "train --network cnn --data digits --rate NaN       | 2 | --rate must be a number of at least 0",
        "train --network cnn --data digits --threads 0      | 2 | --threads must be at least 1, got 0",
        "train --network cnn --data digits --device tpu     | 2 | but was 'tpu'",
        "train --network cnn --data digits --activation nis | 2 | did you mean 'nish'",
        "train --network cnn --data digits --optimizer adm  | 2 | did you mean 'adam'",
        "train --network cnn --data digits --init gloro     | 2 | no initializer 'gloro'",
        "train --network cnn --data digits --save @         | 1 | it is a folder",
        "train --network cnn --data digits --save @/text/a  | 1 | is no folder",
        "train --network cnn --data digits --save /dev/null | 1 | it is a device",
        "train --network cnn --data digits --save /proc/a   | 1 | takes no files",
        "train --network cnn --data digits --report @       | 1 | it is a folder",
        "train --network @/none.json --data digits          | 1 | no such file",
        "train --resume @/none                              | 1 | no such file",
        "train --epohcs 3                                   | 2 | did you mean --epochs",
        "trian                                              | 2 | did you mean train",
        "summary                                            | 2 | Missing required parameter: 'NETWORK'",
        "summary cnn --input 28,28                          | 1 | needs examples [height, width, channels]",
        "summary cnn --input 2,2,1                          | 1 | needs an image of at least 2×2",
        "summary cnn --classes 0                            | 2 | --classes must be at least 1, got 0",
        "activation nosh --at=1                             | 2 | did you mean 'nish'",
        "activation nish                                    | 2 | Missing required option: '--at",
        "activation nish --at=one                           | 2 | 'one' is not a double",
        "activation leakyRelu --at=1 --param slop=1         | 2 | did you mean 'slope'?",
        "activation pfplus --at=1 --param lamda=1           | 2 | it takes [lambda, mu]",
        "activation pfplus --at=1 --param mu=-1             | 2 | mu must be >= 0, got -1.0; pfplus takes",
        "activation ada --at=1 --param alpha=much           | 2 | ada takes [alpha, shift, leak]",
        "activation relu --at=1 --param slope=1             | 2 | relu has no 'slope'",
        "evaluate --model @/none --data digits              | 1 | no such file",
        "evaluate --data digits                             | 2 | Missing required option: '--model",
        "predict --model @/none                             | 2 | give either --data",
        "topology                                           | 2 | Missing required parameter: 'MODEL'",
        "topology @/none                                    | 1 | no such file",
        "topology @/none --pad                              | 2 | compare two models",
        "demo --epochs 0                                    | 2 | --epochs must be at least 1, got 0",
        "demo --out @/text                                  | 1 | cannot write",
      })
  void isToldClearly(String line, int code, String message) {
    String[] args = line.strip().replace("@", folder.toString()).split(" +");
    for (int i = 0; i < args.length; i++) if (args[i].equals("''")) args[i] = "";
    assertTold(code, message, args);
  }

  @Test
  void brokenSnapshots() throws IOException {
    byte[] good = good();
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    byte[] changed = good.clone();
    changed[good.length / 2] ^= 1;
    for (byte[] broken :
        List.of(
            new byte[0],
            noise,
            changed,
            java.util.Arrays.copyOf(good, 6),
            java.util.Arrays.copyOf(good, 15),
            java.util.Arrays.copyOf(good, good.length - 1),
            java.util.Arrays.copyOf(good, good.length + 1))) {
      Path file = Files.write(folder.resolve("broken"), broken);

      assertTold(1, file.toString(), "evaluate", "--model", file.toString(), "--data", DIGITS);
      assertTold(1, file.toString(), "predict", "--model", file.toString(), "--data", DIGITS);
      assertTold(1, file.toString(), "train", "--resume", file.toString());
      assertTold(1, file.toString(), "topology", file.toString());
      assertThat(file).hasBinaryContent(broken);
    }
  }

  private byte[] good() throws IOException {
    Path file = folder.resolve(GOOD);
    Typed.json(
        "train",
        "--quiet",
        "--network",
        "lenet5",
        "--data",
        DIGITS,
        "--epochs",
        "0",
        "--save",
        file.toString());
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  @Test
  void brokenIdxFiles() throws IOException {
    for (byte[] images :
        List.of(
            new byte[0],
            new byte[] {0, 0, 8, 3, 0, 0},
            new byte[] {0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3},
            "these are no images at all".getBytes())) {
      idx("train-images-idx3-ubyte", images, false);
      idx("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7}, false);
      assertTold(
          1,
          "train-images-idx3-ubyte",
          "train",
          "--network",
          "mlp",
          "--data",
          "mnist:" + folder.resolve("idx"));
    }
    Files.delete(folder.resolve("idx/train-images-idx3-ubyte"));
    Files.write(folder.resolve("idx/train-images-idx3-ubyte.gz"), new byte[] {31, -117, 8, 0, 1});
    assertTold(
        1,
        "train-images-idx3-ubyte.gz",
        "train",
        "--network",
        "mlp",
        "--data",
        "mnist:" + folder.resolve("idx"));
  }

  @Test
  void labelsOutOfRange() throws IOException {
    byte[] image = new byte[16 + 4];
    System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2}, 0, image, 0, 16);
    for (String part : List.of("train", "t10k")) {
      idx(part + "-images-idx3-ubyte", image, true);
      idx(part + "-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 12}, true);
    }
    assertTold(1, "12", "train", "--network", "mlp", "--data", "mnist:" + folder.resolve("idx"));
  }

  private void idx(String name, byte[] content, boolean gzip) throws IOException {
    Path dir = Files.createDirectories(folder.resolve("idx"));
    if (!gzip) {
      Files.write(dir.resolve(name), content);
      return;
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(dir.resolve(name + ".gz")))) {
      out.write(content);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                  | broken JSON",
        "''                                 | empty",
        "[1, 2]                             | net.json",
        "{\"type\": \"networc\"}            | did you mean 'network'",
        "{\"type\": \"network\"}            | net.json",
        "{\"type\": \"dense\", \"units\": 3}| net.json",
      })
  void brokenNetworks(String json, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("net.json"), json);

    assertTold(1, message, "summary", file.toString());
    assertTold(1, message, "train", "--network", file.toString(), "--data", DIGITS);
  }

  @Test
  void anUnknownLayerNamesItsPlaceAndANearOne() throws IOException {
    Path file = folder.resolve("net.json");
    Typed.json("summary", "lenet5", "--export", file.toString());
    String json = Files.readString(file);
    Files.writeString(file, json.replaceFirst("\"dense\"", "\"dens\""));

    assertTold(1, "unknown type 'dens'; did you mean 'dense'", "summary", file.toString());
    assertThat(Typed.run("summary", file.toString()).err()).contains("$.steps[5].layer");
  }

  @Test
  void aNetworkWithTooFewOutputs() throws IOException {
    Path file = folder.resolve("net.json");
    Typed.json("summary", "lenet5", "--classes", "3", "--export", file.toString());

    assertTold(
        1,
        "network 'lenet5' has 3 outputs, but data set 'digits train' has 10 classes",
        "train",
        "--network",
        file.toString(),
        "--data",
        DIGITS);
  }

  @Test
  void aNetworkForOtherPictures() throws IOException {
    Path file = folder.resolve("net.json");
    Typed.json("summary", "lenet5", "--input", "32,32,1", "--export", file.toString());

    assertTold(
        1,
        "needs rows of float32[32, 32, 1]",
        "train",
        "--network",
        file.toString(),
        "--data",
        DIGITS);
  }

  @Test
  void picturesThatAreNone() throws IOException {
    Path model = Files.write(folder.resolve(GOOD), good());
    Path text = folder.resolve("text");

    assertTold(1, "no such file", "predict", "--model", model.toString(), "--image", "@none.png");
    assertTold(1, "no picture", "predict", "--model", model.toString(), "--image", text.toString());
  }

  /** With and without {@code --json}; whatever was in the folder before, and nothing else, is. */
  private void assertTold(int code, String message, String... args) {
    List<String> before = files();
    Typed plain = Typed.run(args);
    assertThat(plain.code()).as(plain.err()).isEqualTo(code);
    assertThat(plain.out()).isEmpty();
    assertThat(plain.err()).startsWith("espalier: ").contains(message);
    assertThat(plain.err()).doesNotContain("\tat ", "    at ", "Exception", "fault of Espalier");

    String[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    Typed typed = Typed.run(all);
    assertThat(typed.code()).isEqualTo(code);
    assertThat(typed.out().lines()).hasSize(1);
    JsonNode error = typed.json().get("error");
    assertThat(error.get("message").asText()).contains(message);
    assertThat(error.get("exitCode").asInt()).isEqualTo(code);
    assertThat(files()).isEqualTo(before);
  }

  private List<String> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
