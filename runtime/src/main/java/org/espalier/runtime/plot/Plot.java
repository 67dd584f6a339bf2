package org.espalier.runtime.plot;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.espalier.runtime.io.AtomicFile;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * A picture as a value, made by {@link Plots} and the helpers beside it. It draws itself as SVG or
 * PNG without a browser, a display or a network; equal plots draw equal bytes.
 */
public final class Plot {
  private final String title;
  private final String description;
  private final int width;
  private final int height;
  private final Map<String, Object> spec;

  Plot(String title, String description, Map<String, Object> spec) {
    this(title, description, frozen(spec), size(spec, "width"), size(spec, "height"));
  }

  private Plot(String title, String description, Map<String, Object> spec, int width, int height) {
    this.title = title;
    this.description = description;
    this.spec = spec;
    this.width = width;
    this.height = height;
  }

  /** What the picture shows, as written above it. */
  public String title() {
    return title;
  }

  /** The picture in words, for those who cannot see it; the SVG carries it as its label. */
  public String description() {
    return description;
  }

  /** Width in CSS pixels. */
  public int width() {
    return width;
  }

  /** Height in CSS pixels. */
  public int height() {
    return height;
  }

  /**
   * The same picture laid out anew for another size.
   *
   * @param width in CSS pixels, at least 120
   * @param height in CSS pixels, at least 90
   */
  public Plot withSize(int width, int height) {
    if (width < 120 || height < 90) {
      throw new IllegalArgumentException(
          "a plot needs at least 120 × 90 pixels, got " + width + " × " + height);
    }
    return new Plot(title, description, spec, width, height);
  }

  /** The same picture with another description in words. */
  public Plot withDescription(String description) {
    Checks.label("description", description, "loss falls from 0.30 to 0.03 nats in 3 epochs");
    return new Plot(title, description, spec, width, height);
  }

  /**
   * A self-contained SVG document: no script, no font and no file beside it. Its card is light, or
   * dark where the reader's system asks for dark.
   */
  public String svg() {
    return svg(identity());
  }

  /**
   * The same, with the id that its style rules and clip paths are named after, so that several
   * pictures stand in one HTML page.
   *
   * @param id letters, digits, '-' and '_', starting with a letter; unique in the page
   */
  public String svg(String id) {
    return SvgFinish.finish(draw(), this, id, true);
  }

  /**
   * The light picture as a PNG file of (width·scale) × (height·scale) pixels.
   *
   * @param scale pixels per CSS pixel, in (0, 16]; 2 is sharp on today's screens
   */
  public byte[] png(double scale) {
    Checks.positive("scale", scale);
    if (scale > 16) {
      throw new IllegalArgumentException("scale must be at most 16, got " + scale);
    }
    return SvgToPng.png(SvgFinish.finish(draw(), this, identity(), false), width, height, scale);
  }

  /**
   * Writes the picture by its extension, {@code .svg} or {@code .png} (at scale 2), whole or not at
   * all.
   *
   * @throws IllegalArgumentException for another extension
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void saveTo(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".svg")) {
      AtomicFile.write(file, svg());
    } else if (lower.endsWith(".png")) {
      AtomicFile.write(file, png(2));
    } else {
      throw new IllegalArgumentException(
          "cannot tell the kind of picture from '" + name + "': end its name with .svg or .png");
    }
  }

  @SuppressWarnings("unchecked")
  private String draw() {
    Map<String, Object> mutable = (Map<String, Object>) Spec.thawed(spec);
    mutable.put("ggsize", Spec.map("width", width, "height", height));
    return PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
        mutable, null, PngImage::dataUrl, true);
  }

  /** A name that follows from what is drawn. */
  private String identity() {
    long drawn = spec.hashCode() * 0x9e3779b97f4a7c15L + Objects.hash(description, width, height);
    return "p" + Long.toString(drawn >>> 1, 36);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> frozen(Map<String, Object> spec) {
    return (Map<String, Object>) Spec.frozen(spec);
  }

  private static int size(Map<String, Object> spec, String side) {
    return ((Number) Spec.mapIn(spec, "ggsize").get(side)).intValue();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plot p
        && width == p.width
        && height == p.height
        && title.equals(p.title)
        && description.equals(p.description)
        && spec.equals(p.spec);
  }

  @Override
  public int hashCode() {
    return Objects.hash(title, width, height, spec);
  }

  @Override
  public String toString() {
    return "Plot[" + title + ", " + width + " × " + height + "]";
  }
}
