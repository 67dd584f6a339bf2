package org.espalier.samples.javaapp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** {@code POST /predict} and {@code GET /health} over HTTP. */
final class PredictionServer implements AutoCloseable {
  /** Bytes of a request's body: {@value Predictor#MOST_EXAMPLES} examples and some room. */
  static final int MOST_BYTES = 1 << 20;

  /** Bytes of a refused body that are read and thrown away, so that the client sees why. */
  private static final int DISCARDED_BYTES = 8 << 20;

  /** Connections open at once, and so threads; any more are closed at once. */
  static final int MOST_CONNECTIONS = 128;

  private static final Logger LOG = System.getLogger(PredictionServer.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  static {
    setDefault("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
    // Seconds until a client that sends or reads slowly is cut off, so that it holds no thread.
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "30");
  }

  private final Predictor predictor;
  private final HttpServer http;
  private final Traffic traffic = new Traffic();
  private final Drain drain;

  private PredictionServer(Predictor predictor, InetSocketAddress address) throws IOException {
    this.predictor = predictor;
    this.http = HttpServer.create(address, 0);
    this.drain = new Drain(http, traffic);
    http.setExecutor(traffic);
    http.createContext("/", this::handle);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }

  /**
   * Listens from now on; port 0 takes any that is free.
   *
   * @throws IOException when the address is unknown or taken
   */
  static PredictionServer start(Predictor predictor, InetSocketAddress address)
      throws IOException, InterruptedException {
    try {
      PredictionServer server = new PredictionServer(predictor, address);
      server.http.start();
      server.drain.prepare();
      return server;
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  URI uri() {
    InetSocketAddress at = http.getAddress();
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
  }

  /** Takes no more connections, answers every request on those there are, then ends. */
  @Override
  public void close() {
    drain.run();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        reply(exchange, 200, answer(exchange));
      } catch (Refusal refusal) {
        discard(exchange.getRequestBody());
        refusal.headers().forEach(exchange.getResponseHeaders()::set);
        reply(exchange, refusal.status(), error(refusal.getMessage()));
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a request failed", e);
        reply(exchange, 500, error("the server failed; its log says why"));
      }
    }
  }

  private ObjectNode answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/predict":
        require("POST", exchange);
        requireJson(exchange);
        return predictor.predict(body(exchange));
      case "/health":
        require("GET", exchange);
        return JSON.createObjectNode().put("status", "ok").put("network", predictor.name());
      default:
        throw new Refusal(404, "there is no " + path + "; there are /predict and /health");
    }
  }

  private static void require(String method, HttpExchange exchange) {
    if (exchange.getRequestMethod().equals(method)) return;
    throw new Refusal(
        405, "use " + method + ", not " + exchange.getRequestMethod(), Map.of("Allow", method));
  }

  private static void requireJson(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null && type.split(";")[0].strip().equalsIgnoreCase("application/json")) return;
    throw new Refusal(415, "expected Content-Type: application/json, received " + type);
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(MOST_BYTES + 1);
    if (body.length <= MOST_BYTES) return body;
    throw new Refusal(413, "the body is longer than " + MOST_BYTES + " bytes");
  }

  private static void discard(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    long read = 0;
    for (int n = 0; n >= 0 && read < DISCARDED_BYTES; read += n) n = in.read(buffer);
  }

  private static ObjectNode error(String message) {
    return JSON.createObjectNode().put("error", message);
  }

  private void reply(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (drain.begun()) exchange.getResponseHeaders().set("Connection", "close");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) exchange.getResponseBody().write(bytes);
  }
}
