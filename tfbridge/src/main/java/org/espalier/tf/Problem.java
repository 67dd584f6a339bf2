package org.espalier.tf;

/**
 * Something the doctor found.
 *
 * @param what what is wrong, in one line
 * @param why what follows from it
 * @param paste what to paste or type to mend it
 * @param refuses true when TensorFlow is not started because of it
 */
public record Problem(String what, String why, String paste, boolean refuses) {
  /** The three parts, as errors show them. */
  public String text() {
    return what + ": " + why + "\n\n  Try       " + paste.indent(12).strip();
  }
}
