package org.espalier.runtime.plot;

import java.util.List;

/**
 * Colours of the plots. Series follow the palette of Okabe and Ito ("Color Universal Design", 2008)
 * without its yellow, which vanishes on white, and with grey for its black; the sequential and the
 * diverging ramps grow steadily darker from their light end and avoid red against green.
 */
final class Palette {
  static final List<String> SERIES =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f");

  /** The same, lighter where the ground is dark. */
  static final List<String> SERIES_ON_DARK =
      List.of("#3fa2e0", "#f58a3c", "#2ebf94", "#dd95bd", "#f0b429", "#8bd0f5", "#a3a9b0");

  /** From nothing (near white) to much (dark blue). */
  static final List<String> SEQUENTIAL =
      List.of("#f5f9fd", "#cfe1f2", "#93c4de", "#4a97c9", "#1764ab", "#083370");

  /** Negative blue, zero near white, positive vermillion. */
  static final List<String> DIVERGING =
      List.of("#0b4a8f", "#4c94c8", "#b5d5e8", "#f7f7f7", "#f6c3a4", "#dc7440", "#983000");

  static final String MISSING = "#b8bcc2";
  static final String ACCENT = "#d55e00";

  private Palette() {}

  static String series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** The colour at {@code share} in [0, 1] of a ramp, as 0xRRGGBB. */
  static int at(List<String> ramp, double share) {
    double place = Math.min(1, Math.max(0, share)) * (ramp.size() - 1);
    int left = Math.min((int) place, ramp.size() - 2);
    int from = rgb(ramp.get(left));
    int to = rgb(ramp.get(left + 1));
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (from >> shift) & 255;
      int b = (to >> shift) & 255;
      mixed |= (int) Math.round(a + (b - a) * (place - left)) << shift;
    }
    return mixed;
  }

  /** Black or white ink, whichever stands out more on the colour (WCAG relative luminance). */
  static String inkOn(int rgb) {
    double luminance =
        0.2126 * linear((rgb >> 16) & 255)
            + 0.7152 * linear((rgb >> 8) & 255)
            + 0.0722 * linear(rgb & 255);
    return luminance > 0.179 ? "#16191d" : "#fefefe";
  }

  static int rgb(String hex) {
    return Integer.parseInt(hex.substring(1), 16);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
