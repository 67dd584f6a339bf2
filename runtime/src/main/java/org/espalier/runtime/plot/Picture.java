package org.espalier.runtime.plot;

import java.nio.file.Path;
import java.util.Locale;
import org.espalier.runtime.io.AtomicFile;

/**
 * A picture as a value. It draws itself as SVG or PNG without a browser, a display or a network;
 * equal pictures draw equal bytes. What they have in common is here: the document around the
 * drawing, its words for screen readers, its dark colours, its files.
 */
public abstract class Picture {
  private static final double MOST_PIXELS = 1e8;

  private final String title;
  private final String description;
  private final int width;
  private final int height;

  /**
   * A picture of a size.
   *
   * @param title what it shows, as written above it; not blank
   * @param description the picture in words
   * @param width in CSS pixels, more than 0
   * @param height in CSS pixels, more than 0
   */
  protected Picture(String title, String description, int width, int height) {
    Checks.title(title);
    Checks.label("description", description, "loss falls from 0.30 to 0.03 nats in 3 epochs");
    Checks.positive("width", width);
    Checks.positive("height", height);
    this.title = title;
    this.description = description;
    this.width = width;
    this.height = height;
  }

  /**
   * The drawing as an SVG document in the light colours of {@link Ink}, written as attributes such
   * as {@code fill="#1f2328"}; what they become on a dark page, the fonts and the words for screen
   * readers are added to it.
   */
  protected abstract String drawing();

  /**
   * A name that follows from what is drawn, which begins with a letter and holds letters, digits,
   * '-' and '_': different for different pictures, so that several stand in one page.
   */
  protected abstract String identity();

  /** What the picture shows, as written above it. */
  public final String title() {
    return title;
  }

  /** The picture in words, for those who cannot see it; the SVG carries it as its label. */
  public final String description() {
    return description;
  }

  /** Width in CSS pixels. */
  public final int width() {
    return width;
  }

  /** Height in CSS pixels. */
  public final int height() {
    return height;
  }

  /**
   * A self-contained SVG document: no script, no font and no file beside it. Its card is light, or
   * dark where the reader's system asks for dark.
   */
  public final String svg() {
    return svg(identity());
  }

  /**
   * The same, with the id that its style rules and clip paths are named after, so that several
   * pictures stand in one HTML page.
   *
   * @param id letters, digits, '-' and '_', starting with a letter; unique in the page
   */
  public final String svg(String id) {
    return SvgFinish.finish(drawing(), this, id, true);
  }

  /**
   * The light picture as a PNG file of (width·scale) × (height·scale) pixels.
   *
   * @param scale pixels per CSS pixel, in (0, 16]; 2 is sharp on today's screens
   */
  public final byte[] png(double scale) {
    Checks.positive("scale", scale);
    if (scale > 16) {
      throw new IllegalArgumentException("scale must be at most 16, got " + scale);
    }
    String light = SvgFinish.finish(drawing(), this, identity(), false);
    return SvgToPng.png(light, width, height, scale);
  }

  /**
   * Writes the picture by its extension, {@code .svg} or {@code .png} (at scale 2, or less where
   * that would be more than 100 million pixels), whole or not at all.
   *
   * @throws IllegalArgumentException for another extension
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public final void saveTo(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".svg")) {
      AtomicFile.write(file, svg());
    } else if (lower.endsWith(".png")) {
      AtomicFile.write(file, png(Math.min(2, Math.sqrt(MOST_PIXELS / width / height))));
    } else {
      throw new IllegalArgumentException(
          "cannot tell the kind of picture from '" + name + "': end its name with .svg or .png");
    }
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + title + ", " + width + " × " + height + "]";
  }
}
