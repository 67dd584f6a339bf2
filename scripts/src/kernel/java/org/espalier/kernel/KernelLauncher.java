package org.espalier.kernel;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts the Kotlin notebook kernel, or says why it cannot run. A kernelspec names a Java that may
 * be replaced later; so this class is compiled for Java 8, and looks before anything newer loads.
 */
public final class KernelLauncher {
  private static final String KERNEL = "org.jetbrains.kotlinx.jupyter.IkotlinKt";

  private KernelLauncher() {}

  /**
   * Starts the kernel.
   *
   * @param args the kernel's own, handed on
   */
  public static void main(String[] args) {
    String complaint = complaint(System.getProperty("java.specification.version"));
    if (complaint != null) end(complaint + " (Java: " + System.getProperty("java.home") + ")");
    try {
      Class.forName(KERNEL).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      end("jars of the notebook kernel are gone (" + e.getMessage() + "); install it again");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the notebook kernel failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      end("the notebook kernel does not start: " + e + "; install it again");
    }
  }

  /**
   * Why a Java cannot run the kernel.
   *
   * @param version as in {@code java.specification.version}: 1.8, 17, 25
   * @return null for one that can
   */
  public static String complaint(String version) {
    int major = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    if (major >= 17 && major <= 24) return null;
    return "the notebook kernel runs on a JDK 17 to 24, and this is Java "
        + major
        + "; set JAVA_HOME to such a JDK and run ./espalier notebook install";
  }

  private static void end(String complaint) {
    System.err.println("espalier: " + complaint);
    System.exit(1);
  }
}
