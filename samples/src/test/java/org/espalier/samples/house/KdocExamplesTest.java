package org.espalier.samples.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code ```kotlin} block of KDoc compiles, runs, and prints what it says that it prints. */
class KdocExamplesTest {
  private static final int FEWEST = 4;

  @TestFactory
  Stream<DynamicTest> examplesDoWhatTheySay(@TempDir Path work) throws IOException {
    List<KdocExample> examples =
        Room.published().stream()
            .flatMap(room -> room.sources(".kt").stream())
            .flatMap(file -> KdocExample.of(file).stream())
            .toList();
    assertThat(examples).as("examples found").hasSizeGreaterThanOrEqualTo(FEWEST);

    ExampleCompiler compiled = ExampleCompiler.compile(examples, work);
    assertThat(compiled.others()).as("what the compiler says of no example").isEmpty();
    ClassLoader loader = compiled.loader(work);
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.toString(), () -> check(example, compiled, loader)));
  }

  private static void check(KdocExample example, ExampleCompiler compiled, ClassLoader loader)
      throws ReflectiveOperationException {
    List<String> errors = compiled.errors(example);
    if (!errors.isEmpty()) fail(String.join("\n", errors));
    assumeFalse(compiled.hasErrors(), "not run, as others do not compile");
    List<String> printed = run(example, loader.loadClass(compiled.classNames().get(example)));
    if (!example.promised().isEmpty()) {
      assertThat(printed).as("what the block at %s prints", example).isEqualTo(example.promised());
    }
  }

  private static List<String> run(KdocExample example, Class<?> type)
      throws ReflectiveOperationException {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      type.getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError("the block at " + example + " throws", e.getCause());
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aBlockThatDoesNotCompileIsNamedByItsPlace(@TempDir Path work) throws IOException {
    List<String> source =
        List.of(
            "/**",
            " * Text.",
            " *",
            " * ```kotlin",
            " * import java.util.UUID",
            " * val id = UUID(0, 7)",
            " * println(id.nothing)",
            " * // → 7",
            " * // → 8",
            " * ```",
            " */");
    KdocExample example = KdocExample.of(Path.of("Some.kt"), source).get(0);

    ExampleCompiler compiled = ExampleCompiler.compile(List.of(example), work);

    assertThat(example.promised()).containsExactly("7", "8");
    assertThat(compiled.errors(example)).singleElement().asString().startsWith("Some.kt:7: ");
  }
}
