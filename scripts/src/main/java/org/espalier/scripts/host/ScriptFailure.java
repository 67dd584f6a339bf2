package org.espalier.scripts.host;

/**
 * A script that does not compile, threw an exception or was interrupted; the message says where.
 */
public final class ScriptFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit code of a script that does not compile. */
  public static final int DOES_NOT_COMPILE = 1;

  /** Exit code of a script that threw an exception. */
  public static final int THREW = 3;

  /** Exit code of a script whose training was ended by Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private final int exitCode;

  /** A failure with an exit code; the cause is what the script threw, or null. */
  public ScriptFailure(int exitCode, String message, Throwable cause) {
    super(message, cause, false, false);
    this.exitCode = exitCode;
  }

  /** What the command line ends with. */
  public int exitCode() {
    return exitCode;
  }
}
