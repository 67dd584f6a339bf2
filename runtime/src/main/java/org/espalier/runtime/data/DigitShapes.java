package org.espalier.runtime.data;

/**
 * How the ten digits are written, two or three ways each. A digit is a list of strokes, a stroke a
 * list of points in the unit square (x to the right, y down) through which a smooth curve runs; at
 * a point marked {@link #CORNER} the curve may turn sharply.
 */
final class DigitShapes {
  /** The third number of a point where the pen turns sharply. */
  static final double CORNER = 1;

  private static final String[][] WRITTEN = {
    {
      ".50,.05 .27,.16 .18,.50 .27,.84 .50,.95 .73,.84 .82,.50 .73,.16 .52,.05",
      ".62,.07 .40,.10 .22,.36 .22,.72 .40,.94 .64,.88 .79,.60 .76,.26 .56,.06 .44,.10",
      ".45,.07 .28,.30 .27,.68 .45,.94 .64,.88 .72,.52 .64,.16 .43,.06",
    },
    {
      ".50,.05 .50,.50 .50,.95",
      ".32,.28 .54,.05! .53,.50 .52,.95",
      ".30,.24 .52,.05! .52,.50 .52,.95 | .28,.95 .52,.95 .78,.95",
    },
    {
      ".20,.26 .30,.09 .52,.05 .73,.13 .77,.30 .67,.50 .45,.72 .20,.94! .50,.94 .83,.93",
      ".22,.22 .44,.05 .72,.13 .74,.36 .53,.64 .30,.86 .19,.84 .28,.74 .46,.82 .64,.94 .86,.86",
      ".18,.16 .42,.05 .70,.12 .74,.32 .60,.56 .22,.92! .42,.86 .62,.93 .84,.90",
    },
    {
      ".22,.17 .42,.05 .68,.10 .74,.26 .63,.41 .42,.48! .66,.53 .80,.70 .70,.89 .45,.96 .20,.85",
      ".22,.07 .50,.07 .76,.07! .60,.24 .44,.41! .70,.46 .81,.68 .69,.89 .43,.96 .20,.85",
      ".24,.14 .46,.05 .68,.14 .68,.34 .46,.46 .70,.54 .78,.74 .62,.93 .38,.95 .22,.86",
    },
    {
      ".30,.08 .24,.32 .18,.56! .50,.57 .84,.56 | .65,.30 .63,.62 .61,.95",
      ".62,.95 .62,.50 .62,.05! .38,.36 .14,.66! .50,.66 .86,.66",
      ".28,.06 .22,.32 .30,.52 .52,.55 .73,.46 | .75,.08 .71,.50 .68,.95",
    },
    {
      ".76,.06 .52,.06 .31,.06! .28,.25 .26,.44! .50,.37 .74,.47 .80,.68 .68,.88 .43,.95 .19,.86",
      ".32,.10 .29,.28 .28,.46! .56,.39 .78,.56 .74,.82 .50,.95 .22,.88 | .32,.09 .56,.08 .80,.06",
      ".77,.09 .50,.06 .31,.17 .34,.38 .60,.47 .77,.67 .64,.89 .41,.95 .20,.85",
    },
    {
      ".68,.07 .42,.22 .25,.48 .20,.72 .33,.93 .55,.95 .76,.82 .74,.62 .55,.51 .34,.57 .22,.74",
      ".58,.05 .36,.38 .23,.68 .31,.91 .53,.95 .72,.82 .69,.63 .50,.55 .30,.66",
      ".74,.14 .58,.05 .36,.16 .23,.46 .23,.76 .40,.95 .64,.92 .76,.74 .64,.55 .42,.54 .24,.70",
    },
    {
      ".18,.08 .50,.08 .82,.08! .62,.45 .43,.95",
      ".20,.10 .50,.09 .80,.08! .60,.46 .46,.95 | .36,.52 .56,.51 .78,.49",
      ".20,.24 .20,.09! .50,.09 .81,.08! .66,.34 .56,.62 .53,.95",
    },
    {
      ".50,.48 .28,.34 .28,.15 .50,.05 .72,.15 .72,.34 .50,.48 .24,.65 .25,.86 .50,.96 .75,.86"
          + " .76,.65 .50,.48",
      ".50,.05 .30,.14 .30,.36 .50,.46 .70,.36 .70,.14 .48,.05 | .50,.46 .25,.58 .25,.85 .50,.95"
          + " .75,.85 .75,.58 .48,.46",
      ".74,.17 .54,.05 .31,.13 .34,.36 .60,.55 .75,.76 .61,.94 .38,.94 .25,.77 .39,.56 .64,.38"
          + " .75,.18",
    },
    {
      ".75,.27 .66,.10 .45,.05 .26,.18 .26,.39 .45,.51 .66,.43 .75,.26! .73,.60 .67,.95",
      ".74,.26 .62,.07 .40,.07 .25,.24 .31,.44 .52,.51 .70,.40 .75,.24! .76,.58 .62,.88 .38,.95"
          + " .22,.88",
      ".72,.14 .48,.05 .28,.18 .30,.40 .52,.47 .70,.32 .73,.14! .64,.52 .46,.95",
    },
  };

  /** By class, way of writing, stroke: points as x, y, corner. */
  private static final double[][][][][] STROKES = parse();

  private DigitShapes() {}

  /** In how many ways a class is written. */
  static int ways(int digit) {
    return STROKES[digit].length;
  }

  /** The strokes of one way of writing a class, each a list of points (x, y, corner or 0). */
  static double[][][] strokes(int digit, int way) {
    return STROKES[digit][way];
  }

  private static double[][][][][] parse() {
    double[][][][][] digits = new double[WRITTEN.length][][][][];
    for (int d = 0; d < WRITTEN.length; d++) {
      digits[d] = new double[WRITTEN[d].length][][][];
      for (int w = 0; w < WRITTEN[d].length; w++) {
        String[] strokes = WRITTEN[d][w].split(" \\| ");
        digits[d][w] = new double[strokes.length][][];
        for (int s = 0; s < strokes.length; s++) {
          digits[d][w][s] = points(strokes[s]);
        }
      }
    }
    return digits;
  }

  private static double[][] points(String stroke) {
    String[] words = stroke.split(" ");
    double[][] points = new double[words.length][];
    for (int i = 0; i < words.length; i++) {
      boolean corner = words[i].endsWith("!");
      String[] xy = words[i].replace("!", "").split(",");
      points[i] =
          new double[] {Double.parseDouble(xy[0]), Double.parseDouble(xy[1]), corner ? CORNER : 0};
    }
    return points;
  }
}
