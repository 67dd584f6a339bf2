package org.espalier.samples.javaapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a server without losing a request that came in on a connection it had accepted.
 *
 * <p>{@link HttpServer#stop} waits for the exchanges under way, but counts a request only once its
 * headers are read, and closes all connections as soon as that count is 0: requests that wait for a
 * thread, or are about to arrive on a connection that is kept alive, would be lost. So this asks
 * the server one thing itself, whose answer it holds back until all others are given.
 */
final class Drain {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long nothing may happen until nothing more is expected. */
  private static final Duration QUIET = Duration.ofMillis(300);

  private final HttpServer server;
  private final InetSocketAddress address;
  private final Traffic traffic;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean begun;
  private Socket own;

  Drain(HttpServer server, Traffic traffic) {
    this.server = server;
    this.address = server.getAddress(); // a stopped server does not know it any more
    this.traffic = traffic;
  }

  /** True when answers should tell clients to close their connection. */
  boolean begun() {
    return begun;
  }

  /**
   * Asks what is answered last; before others come and take the connections there may be.
   *
   * @throws IOException when the server cannot be reached
   */
  void prepare() throws IOException, InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    String path = "/" + UUID.randomUUID();
    server.createContext(path, exchange -> hold(exchange, held));
    String request = "GET " + path + " HTTP/1.0\r\n\r\n";
    own = connect();
    own.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    held.await();
  }

  /** Returns when all is answered, or when that takes too long. */
  void run() {
    Thread stopping = new Thread(() -> server.stop((int) PATIENCE.toSeconds()), "stop");
    stopping.start();
    try {
      awaitRefusal();
      begun = true;
      traffic.awaitQuiet(1, QUIET, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
      server.stop(0);
      traffic.shutdown();
    }
  }

  private void hold(HttpExchange exchange, CountDownLatch held) {
    held.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** Until then a client that is told to close would only connect again. */
  private void awaitRefusal() {
    long end = System.nanoTime() + QUIET.toNanos();
    while (System.nanoTime() < end) {
      try {
        connect().close();
        LockSupport.parkNanos(1_000_000);
      } catch (IOException refused) {
        return;
      }
    }
  }

  private Socket connect() throws IOException {
    InetAddress host =
        address.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : address.getAddress();
    return new Socket(host, address.getPort());
  }
}
