package org.espalier.runtime.plot;

import java.util.Map;
import java.util.Objects;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/** A chart, made by {@link Plots} and the helpers beside it. */
public final class Plot extends Picture {
  private final Map<String, Object> spec;

  Plot(String title, String description, Map<String, Object> spec) {
    this(title, description, frozen(spec), size(spec, "width"), size(spec, "height"));
  }

  private Plot(String title, String description, Map<String, Object> spec, int width, int height) {
    super(title, description, width, height);
    this.spec = spec;
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
    return new Plot(title(), description(), spec, width, height);
  }

  /** The same picture with another description in words. */
  public Plot withDescription(String description) {
    return new Plot(title(), description, spec, width(), height());
  }

  @Override
  @SuppressWarnings("unchecked")
  protected String drawing() {
    Map<String, Object> mutable = (Map<String, Object>) Spec.thawed(spec);
    mutable.put("ggsize", Spec.map("width", width(), "height", height()));
    return PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
        mutable, null, PngImage::dataUrl, true);
  }

  @Override
  protected String identity() {
    long drawn =
        spec.hashCode() * 0x9e3779b97f4a7c15L + Objects.hash(description(), width(), height());
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
        && width() == p.width()
        && height() == p.height()
        && title().equals(p.title())
        && description().equals(p.description())
        && spec.equals(p.spec);
  }

  @Override
  public int hashCode() {
    return Objects.hash(title(), width(), height(), spec);
  }
}
