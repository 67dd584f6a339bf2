package org.espalier.runtime.plot;

/**
 * One image of {@link Plots#imageGrid}.
 *
 * @param image its pixels
 * @param caption up to two short lines under it, split by a line break; may be empty
 * @param marked whether it is set off by a coloured frame and a bold caption
 */
public record Tile(Pixels image, String caption, boolean marked) {
  /** Checks that the image is there; a null caption is an error. */
  public Tile {
    if (image == null || caption == null) {
      throw new IllegalArgumentException(
          "a tile needs an image and a caption (\"\" for none), got " + image + ", " + caption);
    }
  }

  /** An image that is not set off. */
  public static Tile of(Pixels image, String caption) {
    return new Tile(image, caption, false);
  }

  /** The same tile, set off. */
  public Tile asMarked() {
    return new Tile(image, caption, true);
  }
}
