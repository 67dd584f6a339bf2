package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.op.Leaf;
import org.espalier.tf.lowering.LoweringTable;
import org.junit.jupiter.api.Test;

/** No op of the library lacks a way to TensorFlow. */
class EveryOpTest {
  @Test
  void everyOpHasALoweringOrADecomposition() throws Exception {
    List<Class<? extends Op>> ops = ops();
    assertThat(ops).hasSizeGreaterThan(40);
    LoweringTable table = LoweringTable.of(List.of());
    assertThat(ops)
        .filteredOn(op -> op != Leaf.class && !Fused.class.isAssignableFrom(op))
        .allMatch(table::has);
  }

  /** All classes of the dsl that are ops. */
  private static List<Class<? extends Op>> ops() throws IOException, URISyntaxException {
    URI home = Op.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(home))) return ops(Path.of(home));
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + home), Map.of())) {
      return ops(jar.getPath("/"));
    }
  }

  private static List<Class<? extends Op>> ops(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("org/espalier/dsl"))) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && !name.contains("-info"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .<Class<?>>map(EveryOpTest::load)
          .filter(c -> Op.class.isAssignableFrom(c) && concrete(c))
          .<Class<? extends Op>>map(c -> c.asSubclass(Op.class))
          .toList();
    }
  }

  /** True for classes of which there are instances; the constants of an enum count as the enum. */
  private static boolean concrete(Class<?> c) {
    boolean constant = c.getSuperclass() != null && c.getSuperclass().isEnum();
    return !constant && !c.isInterface() && (c.isEnum() || !Modifier.isAbstract(c.getModifiers()));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, EveryOpTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
