package org.espalier.dsl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypeIndexWriterTest {
  record Zebra(int stripes) implements Described {}

  enum Ant implements Described {
    RED,
    BLACK {
      @Override
      public String toString() {
        return "black";
      }
    }
  }

  interface Animal extends Described {}

  record Inherited() implements Animal {}

  record Unmarked(int value) {}

  static final class NoRecord implements Described {}

  static final class Elsewhere {
    record Zebra() implements Described {}
  }

  @TempDir Path classes;

  @Test
  void listsRecordsAndEnumsThatAreDescribedSortedByName() throws IOException {
    give(Zebra.class, Ant.class, Ant.BLACK.getClass(), Animal.class, Inherited.class);
    give(Unmarked.class, NoRecord.class);

    TypeIndexWriter.main(new String[] {classes.toString()});

    String outer = TypeIndexWriterTest.class.getName();
    assertThat(classes.resolve(TypeIndexWriter.INDEX))
        .hasContent("ant=%1$s$Ant\ninherited=%1$s$Inherited\nzebra=%1$s$Zebra\n".formatted(outer));
  }

  @Test
  void twoTypesOfOneNameStopTheBuildAndBothAreNamed() throws IOException {
    give(Zebra.class, Elsewhere.Zebra.class);

    assertThatThrownBy(() -> TypeIndexWriter.main(new String[] {classes.toString()}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'zebra'")
        .hasMessageContaining(Zebra.class.getName())
        .hasMessageContaining(Elsewhere.Zebra.class.getName());
    assertThat(classes.resolve(TypeIndexWriter.INDEX)).doesNotExist();
  }

  @Test
  void anIndexWithNothingLeftToListIsRemoved() throws IOException {
    Path index = classes.resolve(TypeIndexWriter.INDEX);
    Files.createDirectories(index.getParent());
    Files.writeString(index, "gone=org.example.Gone\n");
    give(Unmarked.class);

    TypeIndexWriter.main(new String[] {classes.toString()});

    assertThat(index).doesNotExist();
  }

  @Test
  void aModuleWithoutClassesHasNoIndex() throws IOException {
    Path absent = classes.resolve("absent");

    assertThat(TypeIndexWriter.write(absent, getClass().getClassLoader())).isEmpty();
    assertThat(absent).doesNotExist();
  }

  @Test
  void aClassThatCannotBeLoadedIsNamed() throws IOException {
    Files.write(classes.resolve("Broken.class"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> TypeIndexWriter.write(classes, getClass().getClassLoader()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot load Broken");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> TypeIndexWriter.main(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one argument")
        .hasMessageContaining("received 0");
  }

  private void give(Class<?>... types) throws IOException {
    for (Class<?> type : types) {
      String file = type.getName().replace('.', '/') + ".class";
      Path target = classes.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
        Files.copy(in, target);
      }
    }
  }
}
