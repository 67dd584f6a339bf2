package org.espalier.samples.javaapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.espalier.dsl.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DigitsAppTest {
  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();

  private int run(String... args) {
    CommandLine line = DigitsApp.commandLine().setErr(new PrintWriter(errors));
    return line.execute(args);
  }

  @Test
  void whatItTrainsCanBeOpened() {
    Path file = folder.resolve("digits.espalier");

    assertThat(run("train", "--data=digits:train=200,test=50", "--epochs=1", "--save=" + file))
        .isZero();
    assertThat(Snapshot.load(file).progress().epochs()).isEqualTo(1);
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    Path file = folder.resolve("absent.espalier");

    assertThat(run("serve", "--model=" + file)).isEqualTo(1);
    assertThat(errors.toString()).startsWith("digits-app: ").contains(file.toString());
  }

  @Test
  void aWrongCommandIsUsage() {
    assertThat(run("trian")).isEqualTo(2);
    assertThat(errors.toString()).contains("trian").contains("train");
  }
}
