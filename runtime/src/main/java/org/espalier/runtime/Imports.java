package org.espalier.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What a script and a notebook cell import without being asked. Two of these, {@code
 * org.espalier.dsl.*} and {@code org.espalier.runtime.*}, are enough for the Kotlin builders; the
 * others name the Java types.
 */
public final class Imports {
  /** The names, in the form of Kotlin's {@code import}. */
  public static final List<String> ALL = all();

  private Imports() {}

  private static List<String> all() {
    List<String> all = new ArrayList<>();
    add(
        all,
        "org.espalier.dsl",
        List.of(
            "*",
            "activation.*",
            "coding.*",
            "expr.Expr",
            "init.*",
            "layer.*",
            "loss.*",
            "metric.*",
            "network.*",
            "op.Padding",
            "optimizer.*",
            "parametrization.*",
            "reading.*",
            "schedule.*",
            "snapshot.*",
            "step.*",
            "structure.*",
            "tensor.*",
            "topology.*",
            "zoo.*"));
    add(
        all,
        "org.espalier.runtime",
        List.of(
            "*",
            "coding.*",
            "data.*",
            "fit.*",
            "plot.*",
            "report.*",
            "signal.*",
            "sparse.*",
            "topology.*",
            "view.*"));
    all.add("java.nio.file.Path");
    return List.copyOf(all);
  }

  private static void add(List<String> all, String root, List<String> names) {
    for (String name : names) all.add(root + "." + name);
  }
}
