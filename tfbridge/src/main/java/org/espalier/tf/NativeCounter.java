package org.espalier.tf;

import java.util.concurrent.atomic.AtomicLong;

/** How many native things this process holds: what a leak test compares before and after. */
public final class NativeCounter {
  static final AtomicLong SESSIONS = new AtomicLong();
  static final AtomicLong TENSORS = new AtomicLong();
  static final AtomicLong RETAINED = new AtomicLong();
  static final AtomicLong RESULTS = new AtomicLong();

  private NativeCounter() {}

  /** Open sessions, each with one graph. */
  public static long sessions() {
    return SESSIONS.get();
  }

  /** Input tensors of open runners. */
  public static long tensors() {
    return TENSORS.get();
  }

  /**
   * Input tensors of closed runners whose memory was handed out as a buffer that is still
   * reachable: they are freed when it no longer is, so that no buffer ever points at freed memory.
   */
  public static long retained() {
    return RETAINED.get();
  }

  /** Fetched results not yet released: at most one per open runner. */
  public static long results() {
    return RESULTS.get();
  }
}
