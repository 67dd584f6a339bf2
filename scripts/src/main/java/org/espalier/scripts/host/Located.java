package org.espalier.scripts.host;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where classes lie: the jar or folder that holds each, whatever started this JVM. */
final class Located {
  private Located() {}

  /** What an {@code .espalier.kts} file is compiled against. */
  static List<File> espalier() {
    return of(
        "org.espalier.dsl.network.Network",
        "org.espalier.tf.TfSession",
        "org.espalier.runtime.Model",
        "org.espalier.scripts.host.EspalierScript",
        "kotlin.Unit",
        "kotlin.script.experimental.dependencies.DependsOn",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "com.fasterxml.jackson.core.JsonParser",
        "com.fasterxml.jackson.annotation.JsonProperty");
  }

  /** A Kotlin compiler with the standard {@code .main.kts}, and nothing else. */
  static List<File> kotlin() {
    return of(
        "kotlin.Unit",
        "kotlin.reflect.full.KClasses",
        "kotlinx.coroutines.Job",
        "org.jetbrains.annotations.NotNull",
        "kotlin.script.templates.standard.ScriptTemplateWithArgs",
        "org.jetbrains.kotlin.mainKts.MainKtsScript",
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        "org.jetbrains.kotlin.scripting.compiler.plugin.impl.CompiledScriptClassLoader",
        "org.jetbrains.kotlin.scripting.definitions.AutoloadedScriptDefinitions",
        "org.jetbrains.kotlin.daemon.common.CompilerId");
  }

  /** What runs scripts. */
  static List<File> host() {
    return of("org.espalier.scripts.host.ScriptHost", "org.espalier.scripts.host.Located");
  }

  private static List<File> of(String... classes) {
    return Stream.of(classes).map(Located::of).distinct().toList();
  }

  private static File of(String type) {
    String name = type.replace('.', '/') + ".class";
    URL url = Located.class.getClassLoader().getResource(name);
    if (url == null) throw new IllegalStateException("not on the class path: " + type);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI()).toFile();
      }
      String folder = url.toString().substring(0, url.toString().length() - name.length());
      return Path.of(URI.create(folder)).toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
