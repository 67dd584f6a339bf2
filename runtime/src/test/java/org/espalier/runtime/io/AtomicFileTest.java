package org.espalier.runtime.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesTextAndReplacesIt() throws IOException {
    Path file = folder.resolve("new/folder/a.txt");
    AtomicFile.write(file, "größer");
    assertThat(file).hasContent("größer");
    AtomicFile.write(file, "2");
    assertThat(file).hasContent("2");
    assertThat(names(file.getParent())).containsExactly("a.txt");
  }

  @Test
  void leavesNothingWhereItCannotWrite() throws IOException {
    Path blocked = folder.resolve("file");
    Files.writeString(blocked, "kept");
    assertThatThrownBy(() -> AtomicFile.write(blocked.resolve("below"), "x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot write")
        .hasMessageContaining("below");
    assertThatThrownBy(() -> AtomicFile.write(folder, "x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("it is a folder");
    assertThat(names(folder)).containsExactly("file");
    assertThat(blocked).hasContent("kept");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
