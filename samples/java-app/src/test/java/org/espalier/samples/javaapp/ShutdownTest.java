package org.espalier.samples.javaapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server in a process of its own that is told to stop, as {@code kill} does. */
@Timeout(120)
class ShutdownTest {
  private static final String LISTENING = "listening on ";
  private static final String BODY = Saved.body(2, 784);

  @TempDir Path folder;
  private Process process;
  private BufferedReader said;
  private URI uri;

  @BeforeEach
  void start() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath,
                DigitsApp.class.getName(),
                "serve",
                "--port=0",
                "--model=" + Saved.file(folder))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    assertThat(line).startsWith(LISTENING);
    uri = URI.create(line.substring(LISTENING.length()));
  }

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  @Test
  void underLoadEveryRequestOnAnOpenConnectionIsAnswered() throws Exception {
    int clients = 8;
    CountDownLatch warm = new CountDownLatch(20 * clients);
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<Integer>> answered = new ArrayList<>();
    for (int i = 0; i < clients; i++) answered.add(threads.submit(() -> askUntilRefused(warm)));
    warm.await();
    process.toHandle().destroy(); // SIGTERM; Process.destroy also closes the streams

    for (Future<Integer> count : answered) assertThat(count.get()).isPositive();
    threads.shutdown();
    assertEnded();
  }

  /** Counts whole answers; any end of it but a refused connection is a lost request. */
  private Integer askUntilRefused(CountDownLatch warm) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/predict"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(BODY))
            .build();
    for (int answered = 0; ; answered++) {
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("{\"predictions\"").endsWith("]}]}");
      } catch (ConnectException refused) {
        return answered;
      }
      warm.countDown();
    }
  }

  @Test
  void aRequestThatWasHalfSentMayBeFinished() throws Exception {
    try (Socket slow = new Socket(uri.getHost(), uri.getPort());
        Socket kept = new Socket(uri.getHost(), uri.getPort())) {
      send(kept, request(BODY));
      assertThat(answer(kept)).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
      String request = request(BODY);
      send(slow, request.substring(0, request.length() / 2));

      process.toHandle().destroy();
      awaitRefusal();
      send(kept, request(BODY));
      assertThat(answer(kept)).startsWith("HTTP/1.1 200").contains("Connection: close");
      send(slow, request.substring(request.length() / 2));
      assertThat(answer(slow)).startsWith("HTTP/1.1 200").contains("Connection: close");
    }
    assertEnded();
  }

  private void assertEnded() throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(said.readLine()).isEqualTo("stopped");
  }

  private void awaitRefusal() throws IOException {
    while (true) {
      try {
        new Socket(uri.getHost(), uri.getPort()).close();
      } catch (ConnectException refused) {
        return;
      }
    }
  }

  private String request(String body) {
    return "POST /predict HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        + ("Content-Length: " + body.length() + "\r\n\r\n")
        + body;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Head and body of an answer, the body whole. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) throw new AssertionError("ended in the middle of the head: " + head);
      head.append((char) next);
    }
    int length =
        Integer.parseInt(head.toString().replaceAll("(?s).*Content-length: (\\d+).*", "$1"));
    byte[] body = socket.getInputStream().readNBytes(length);
    assertThat(body).hasSize(length);
    return head + new String(body, StandardCharsets.UTF_8);
  }
}
