package org.espalier.runtime.view;

/** A value that knows how it looks; a type of one's own that implements it is shown as it says. */
public interface Viewable {
  /**
   * A piece of HTML that is self-contained and readable on light and dark pages; text in it is
   * escaped, see {@link Html#escape}.
   */
  String html();
}
