package org.espalier.runtime.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who uses a thing that must be freed: its owner, and whoever is in the middle of a call.
 * The last of them to let go frees it.
 */
final class Uses {
  private final Runnable free;
  private final AtomicInteger users = new AtomicInteger(1);
  private final AtomicBoolean owned = new AtomicBoolean(true);
  private final CountDownLatch freed = new CountDownLatch(1);

  Uses(Runnable free) {
    this.free = free;
  }

  /** One more user; false when the owner has let go, and then nothing may be used. */
  boolean begin() {
    for (int now = users.get(); owned.get() && now > 0; now = users.get()) {
      if (users.compareAndSet(now, now + 1)) return true;
    }
    return false;
  }

  /** One user less. */
  void end() {
    if (users.decrementAndGet() > 0) return;
    try {
      free.run();
    } finally {
      freed.countDown();
    }
  }

  /** The owner lets go; doing it again does nothing. */
  void disown() {
    if (owned.compareAndSet(true, false)) end();
  }

  /** Waits until the last user has let go; an interrupted thread stops waiting. */
  void awaitFreed() {
    try {
      freed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
