package org.espalier.runtime.plot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a drawing, such as lets-plot's, into our SVG: ids that do not change from run to run, a
 * view box, a label for screen readers, style rules that stay inside the picture and know light
 * from dark, coordinates to a hundredth of a pixel.
 */
final class SvgFinish {
  private static final String FONTS =
      "\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"Liberation Sans\",\"DejaVu Sans\",sans-serif";
  private static final Pattern BODY_ID = Pattern.compile("<g id=\"(p[A-Za-z0-9]+)\">");
  private static final Pattern CLIP_ID = Pattern.compile("<clipPath id=\"([A-Za-z0-9]+)\">");
  private static final Pattern RULE =
      Pattern.compile("\\.((?:plot|legend|axis)-[a-z-]+)\\s*\\{([^}]*)\\}");
  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d+");
  private static final Pattern RGB =
      Pattern.compile("\"rgb\\((\\d{1,3}),(\\d{1,3}),(\\d{1,3})\\)\"");

  /** Light colours and what they turn into on a dark page. */
  private static final Map<String, String> DARK = new LinkedHashMap<>();

  static {
    DARK.put(Ink.CARD, "#1b1f24");
    DARK.put(Ink.TEXT, "#e6edf3");
    DARK.put(Ink.MUTED, "#a9b3bd");
    DARK.put(Ink.GRID, "#30363d");
    DARK.put(Ink.AXIS, "#6e7681");
    for (int i = 0; i < Palette.SERIES.size(); i++) {
      DARK.put(Palette.SERIES.get(i), Palette.SERIES_ON_DARK.get(i));
    }
  }

  private SvgFinish() {}

  static String finish(String raw, Picture picture, String id, boolean followsDark) {
    if (!id.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "id '" + id + "' must start with a letter and hold letters, digits, '-' and '_' only");
    }
    int styleEnd = raw.indexOf("</style>");
    int bodyStart = raw.indexOf('>', Math.max(styleEnd, raw.indexOf("<svg"))) + 1;
    int bodyEnd = raw.lastIndexOf("</svg>");
    if (bodyStart == 0 || bodyEnd < bodyStart) {
      throw new IllegalStateException(
          "there is no drawing of '" + picture.title() + "': " + head(raw));
    }
    StringBuilder out = new StringBuilder(raw.length() / 2);
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .append(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    attribute(out, "id", id);
    attribute(out, "class", "espalier-plot");
    attribute(out, "width", Integer.toString(picture.width()));
    attribute(out, "height", Integer.toString(picture.height()));
    attribute(out, "viewBox", "0 0 " + picture.width() + " " + picture.height());
    attribute(out, "role", "img");
    attribute(out, "aria-label", picture.title() + ". " + picture.description());
    String body = shortened(renamed(raw.substring(bodyStart, bodyEnd), id));
    if (!followsDark) {
      body = body.replace("; image-rendering: pixelated", "");
    }
    out.append(">\n<style>\n");
    out.append(style(raw.substring(0, bodyStart), body, id, followsDark));
    out.append("</style>\n").append(body);
    return out.append("\n</svg>\n").toString();
  }

  private static String style(String rawStyle, String body, String id, boolean followsDark) {
    Map<String, String> rules = new LinkedHashMap<>();
    Matcher rule = RULE.matcher(rawStyle);
    while (rule.find()) {
      if (!rule.group(1).contains("tooltip")) {
        String css = rule.group(2).replaceAll("font-family:[^;]*;|font-style: normal;", "");
        rules.put(" ." + rule.group(1), css.replaceAll("\\s+", ""));
      }
    }
    StringBuilder out = new StringBuilder();
    out.append('#').append(id).append("{font-family:").append(FONTS).append("}\n");
    rules.forEach((selector, css) -> rule(out, id, selector, css));
    if (followsDark) {
      out.append("@media (prefers-color-scheme:dark){\n");
      DARK.forEach(
          (light, dark) -> {
            String ink = "fill:" + light;
            rules.forEach(
                (selector, css) -> {
                  if (css.contains(ink)) {
                    rule(out, id, selector, "fill:" + dark);
                  }
                });
            painted(out, body, id, light, dark);
          });
      out.append("}\n");
    }
    return out.toString();
  }

  /**
   * Rules that turn one light colour, wherever the picture is painted with it, into its dark one.
   */
  private static void painted(
      StringBuilder out, String body, String id, String light, String dark) {
    for (String paint : new String[] {"fill", "stroke"}) {
      String painted = paint + "=\"" + light + '"';
      if (body.contains(painted)) {
        rule(out, id, " [" + painted + "]", paint + ":" + dark);
      }
    }
    if (body.contains("\"fill:" + light)) {
      rule(out, id, " [style^=\"fill:" + light + "\"]", "fill:" + dark + "!important");
    }
  }

  private static void rule(StringBuilder out, String id, String selector, String css) {
    out.append('#').append(id).append(selector).append('{').append(css).append("}\n");
  }

  private static String renamed(String body, String id) {
    String text = body;
    Matcher root = BODY_ID.matcher(text);
    if (root.find()) {
      text = text.replace("<g id=\"" + root.group(1) + "\">", "<g>");
    }
    text = text.replaceAll("<g id=\"d[A-Za-z0-9]+\">\\s*</g>", "");
    text =
        text.replaceAll(" clip-bounds-jfx=\"[^\"]*\"", "").replace("font-family:sans-serif;", "");
    Matcher clip = CLIP_ID.matcher(text);
    Map<String, String> names = new LinkedHashMap<>();
    while (clip.find()) {
      names.putIfAbsent(clip.group(1), id + "-clip" + names.size());
    }
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace('"' + name.getKey() + '"', '"' + name.getValue() + '"');
      text = text.replace("url(#" + name.getKey() + ")", "url(#" + name.getValue() + ")");
    }
    return text;
  }

  /** Copies tags with shorter numbers and colours, and text without the indentation around it. */
  private static String shortened(String body) {
    StringBuilder out = new StringBuilder(body.length() / 2);
    int at = 0;
    while (at < body.length()) {
      int open = body.indexOf('<', at);
      int end = open < 0 ? body.length() : open;
      String text = body.substring(at, end).strip();
      out.append(text);
      if (open < 0) {
        break;
      }
      int close = body.indexOf('>', open) + 1;
      String tag = body.substring(open, close);
      if (text.isEmpty() && !tag.startsWith("</")) {
        out.append('\n');
      }
      out.append(tag.contains("data:image") ? tag : shorter(tag));
      at = close;
    }
    return out.toString();
  }

  private static String shorter(String tag) {
    Matcher rgb = RGB.matcher(tag);
    String hex =
        rgb.replaceAll(
            m ->
                String.format(
                    "\"#%02x%02x%02x\"",
                    Integer.parseInt(m.group(1)),
                    Integer.parseInt(m.group(2)),
                    Integer.parseInt(m.group(3))));
    return LONG_NUMBER.matcher(hex).replaceAll(m -> rounded(m.group()));
  }

  /** To a hundredth, without a fraction of zeros. */
  private static String rounded(String number) {
    long hundredths = Math.round(Double.parseDouble(number) * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    long size = Math.abs(hundredths);
    String fraction = Long.toString(100 + size % 100).substring(1);
    String shortest = fraction.endsWith("0") ? fraction.substring(0, 1) : fraction;
    return (hundredths < 0 ? "-" : "") + size / 100 + "." + shortest;
  }

  private static void attribute(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\n' -> out.append(' ');
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  private static String head(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
