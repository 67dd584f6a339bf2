package org.espalier.samples.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code ```kotlin} block of a KDoc comment. Comment lines {@code // → text} at its end say what
 * it prints.
 *
 * @param file that holds it, from the root
 * @param line of the block's first line of code
 * @param code its lines, comments included
 */
record KdocExample(Path file, int line, List<String> code) {
  private static final String PRINTS = "// → ";

  static List<KdocExample> of(Path file) {
    try {
      return of(Path.of("..").relativize(file), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<KdocExample> of(Path file, List<String> lines) {
    List<KdocExample> found = new ArrayList<>();
    boolean comment = false;
    KdocExample open = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("/**")) comment = true;
      if (!comment) continue;
      String text = line.replaceFirst("^\\* ?", "");
      if (open != null && text.equals("```")) {
        found.add(open);
        open = null;
      } else if (open != null) {
        open.code.add(text);
      } else if (text.equals("```kotlin")) {
        open = new KdocExample(file, i + 2, new ArrayList<>());
      }
      if (line.endsWith("*/")) comment = false;
    }
    if (open != null) throw new AssertionError(open + ": this block has no end");
    return found;
  }

  /** What it says that it prints: the comments at its end. */
  List<String> promised() {
    int from = code.size();
    while (from > 0 && code.get(from - 1).startsWith(PRINTS)) from--;
    return code.subList(from, code.size()).stream()
        .map(line -> line.substring(PRINTS.length()))
        .toList();
  }

  /** Where it stands, in the way that editors and terminals turn into a link. */
  @Override
  public String toString() {
    return place(0);
  }

  String place(int codeLine) {
    return file + ":" + (line + codeLine);
  }
}
