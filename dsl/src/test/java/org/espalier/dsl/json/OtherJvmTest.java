package org.espalier.dsl.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lambda is stored as its trace: a JVM that never saw the lambda computes the same numbers. */
class OtherJvmTest {
  @TempDir Path folder;

  @Test
  void aLambdaOpensInAnotherJvm() throws IOException, InterruptedException {
    Type type = new Type(DType.FLOAT64, Shape.of(Dim.named("batch"), Dim.of(2)));
    Fn fn =
        Fn.trace(
            List.of(type), in -> List.of(in.get(0).times(in.get(0).sigmoid()).max(0.1).sum(1)));
    Path file = folder.resolve("fn.json");
    Files.writeString(file, Json.standard().text(fn));

    Path out = folder.resolve("out.txt");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvmTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(out, StandardCharsets.UTF_8).strip())
        .isEqualTo(Arrays.toString(values(fn)) + " true");
    assertThat(other.exitValue()).isZero();
  }

  private static double[] values(Fn fn) {
    Nd x = new Nd(new long[] {3, 2}, new double[] {0.1, -2, 3.5, 0.2, -0.7, 1.1});
    return Evaluation.call(fn, List.of(x), name -> 3).get(0).data();
  }

  /** The other JVM: prints the numbers, and whether writing again gives the same text. */
  public static void main(String[] args) throws IOException {
    String text = Files.readString(Path.of(args[0]));
    Fn fn = Json.standard().read(text, Fn.class);
    System.out.println(Arrays.toString(values(fn)) + " " + Json.standard().text(fn).equals(text));
  }
}
