package org.espalier.runtime.plot;

import java.util.List;

/** How much room text takes, guessed without the reader's fonts, on the safe side. */
public final class Lettering {
  private Lettering() {}

  /**
   * About how many pixels wide the text is drawn, its widest line counting; wide scripts count
   * double.
   *
   * @param size of the letters, in pixels
   */
  public static double width(String text, double size) {
    double widest = 0;
    for (String line : text.split("\n", -1)) {
      double ems = line.codePoints().mapToDouble(c -> c >= 0x2e80 ? 1.05 : 0.58).sum();
      widest = Math.max(widest, ems * size);
    }
    return widest;
  }

  /** The width of the widest of several texts. */
  public static double widest(List<String> texts, double size) {
    return texts.stream().mapToDouble(t -> width(t, size)).max().orElse(0);
  }

  /** The text broken at spaces so that each line is about {@code pixels} wide at most. */
  public static String wrap(String text, double pixels, double size) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > 0 && width(line + " " + word, size) > pixels) {
        out.append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    return out.append(line).toString();
  }

  /** The text cut to about {@code pixels} with an ellipsis where it is longer. */
  public static String shorten(String text, double pixels, double size) {
    if (width(text, size) <= pixels) {
      return text;
    }
    int end = text.length();
    while (end > 1 && width(text.substring(0, end) + "…", size) > pixels) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }
}
