package org.espalier.runtime.view;

import org.espalier.runtime.plot.Picture;

/** A picture: itself, as wide as the page at most. */
public final class PictureView implements View<Picture> {
  @Override
  public Class<Picture> type() {
    return Picture.class;
  }

  @Override
  public String html(Picture picture) {
    return figure(picture);
  }

  static String figure(Picture picture) {
    String svg = picture.svg();
    int end = svg.indexOf(' ');
    return "<figure style=\"margin:.5em 0\">"
        + svg.substring(0, end)
        + " style=\"max-width:100%;height:auto\""
        + svg.substring(end)
        + "</figure>\n";
  }
}
