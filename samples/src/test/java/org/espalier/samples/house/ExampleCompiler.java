package org.espalier.samples.house;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.espalier.scripts.host.EspalierImports;
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.jetbrains.kotlin.config.Services;

/**
 * Compiles examples at the language level of the kernel, each as a function in a file of its own,
 * all in one run of the compiler.
 */
final class ExampleCompiler implements MessageCollector {
  /** What scripts import by themselves. */
  private static final List<String> IMPORTS =
      EspalierImports.INSTANCE.getAll().stream().map(name -> "import " + name).toList();

  /** Lines of a generated file before the example's own. */
  private static final int ABOVE = 3;

  private final Map<String, KdocExample> byFile = new LinkedHashMap<>();
  private final Map<KdocExample, List<String>> errors = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();

  /** Compiles into a folder below {@code work}; what went wrong is then known to the object. */
  static ExampleCompiler compile(List<KdocExample> examples, Path work) throws IOException {
    ExampleCompiler compiler = new ExampleCompiler();
    Path sources = Files.createDirectories(work.resolve("sources"));
    for (KdocExample example : examples) {
      String unit = "example" + compiler.byFile.size();
      Path file = sources.resolve(unit + ".kt");
      Files.writeString(file, source(unit, example));
      compiler.byFile.put(file.getFileName().toString(), example);
    }
    new K2JVMCompiler().exec(compiler, Services.EMPTY, arguments(sources, classes(work)));
    return compiler;
  }

  static Path classes(Path work) {
    return work.resolve("classes");
  }

  private static K2JVMCompilerArguments arguments(Path sources, Path classes) {
    K2JVMCompilerArguments arguments = new K2JVMCompilerArguments();
    arguments.setFreeArgs(List.of(sources.toString()));
    arguments.setDestination(classes.toString());
    arguments.setClasspath(System.getProperty("java.class.path"));
    arguments.setNoStdlib(true);
    arguments.setNoReflect(true);
    arguments.setJvmTarget("17");
    arguments.setLanguageVersion("1.9");
    arguments.setApiVersion("1.9");
    arguments.setSuppressWarnings(true);
    arguments.setSuppressVersionWarnings(true);
    return arguments;
  }

  private static String source(String unit, KdocExample example) {
    List<String> imports = new ArrayList<>(IMPORTS);
    List<String> body = new ArrayList<>();
    for (String line : example.code()) {
      boolean isImport = line.startsWith("import ");
      if (isImport) imports.add(line);
      body.add(isImport ? "" : line);
    }
    return Stream.concat(
            Stream.of("package kdoc." + unit, String.join("; ", imports), "fun run() {"),
            Stream.concat(body.stream(), Stream.of("}")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The function that each example became. */
  Map<KdocExample, String> classNames() {
    Map<KdocExample, String> names = new LinkedHashMap<>();
    byFile.forEach(
        (file, example) -> {
          String unit = file.replace(".kt", "");
          names.put(example, "kdoc." + unit + ".E" + unit.substring(1) + "Kt");
        });
    return names;
  }

  ClassLoader loader(Path work) throws IOException {
    URL[] classes = {classes(work).toUri().toURL()};
    return new URLClassLoader(classes, ExampleCompiler.class.getClassLoader());
  }

  /** What the compiler says against an example, with the places in the KDoc. */
  List<String> errors(KdocExample example) {
    return errors.getOrDefault(example, List.of());
  }

  /** What it says that concerns no example. */
  List<String> others() {
    return others;
  }

  @Override
  public boolean hasErrors() {
    return !errors.isEmpty() || !others.isEmpty();
  }

  @Override
  public void clear() {
    errors.clear();
    others.clear();
  }

  @Override
  public void report(
      CompilerMessageSeverity severity, String message, CompilerMessageSourceLocation location) {
    if (!severity.isError()) return;
    KdocExample example =
        location == null ? null : byFile.get(Path.of(location.getPath()).getFileName().toString());
    if (example == null) {
      others.add(message);
    } else {
      String place = example.place(location.getLine() - ABOVE - 1);
      errors.computeIfAbsent(example, e -> new ArrayList<>()).add(place + ": " + message);
    }
  }
}
