package org.espalier.samples.javaapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Model model;
  private static PredictionServer server;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("sun.net.httpserver.maxReqTime", "1");
    model = Espalier.open(Saved.snapshot());
    server = PredictionServer.start(new Predictor(model), anyPort());
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Test
  void anExampleIsAnsweredByWhatTheModelPredicts() throws Exception {
    HttpResponse<String> response = post(server, Saved.body(2, 784));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode predictions = new JsonMapper().readTree(response.body()).get("predictions");
    assertThat(predictions).hasSize(2);
    float[] example = new float[784];
    java.util.Arrays.fill(example, 0.5f);
    float[] expected = model.predict(new float[][] {example})[0];
    JsonNode probabilities = predictions.get(1).get("probabilities");
    for (int i = 0; i < expected.length; i++) {
      assertThat((float) probabilities.get(i).asDouble()).isCloseTo(expected[i], within(1e-6f));
      assertThat(expected[predictions.get(1).get("class").asInt()])
          .isGreaterThanOrEqualTo(expected[i]);
    }
  }

  @Test
  void healthNamesTheNetwork() throws Exception {
    HttpResponse<String> response =
        CLIENT.send(to(server, "/health").GET().build(), BodyHandlers.ofString());

    assertThat(response.body()).isEqualTo("{\"status\":\"ok\",\"network\":\"small\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"examples": [[1, 2]]}          | line 1, column 20: example 0: expected 784 numbers, received 2
          {"examples": [[1, NaN]]}        | line 1, column 22: Non-standard token 'NaN'
          {"examples": [[1, "2"]]}        | line 1, column 19: expected a number, got 2
          {"examples": [[1, null]]}       | line 1, column 19: expected a number, got null
          {"examples": [[1e39]]}          | line 1, column 16: the number 1e39 is too large
          {"examples": [1]}               | line 1, column 15: expected a list of numbers, got 1
          {"examples": [[1, 2}            | line 1, column 20: Unexpected close marker '}'
          {"examples": [] , "other": 1}   | line 1, column 19: expected nothing but "examples", got other
          {"examples": []} []             | line 1, column 18: expected nothing after the object, got [
          {"example": []}                 | line 1, column 2: expected "examples", got "example"
          [[1, 2]]                        | line 1, column 1: expected {"examples": [[number, …], …]}, got [
          not json                        | line 1, column 1: Unrecognized token 'not'
          """)
  void aBodyOfAnotherFormIsRefusedWithItsPlace(String body, String message) throws Exception {
    HttpResponse<String> response = post(server, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).startsWith(message);
  }

  @Test
  void anEmptyBodyIsRefused() throws Exception {
    assertThat(post(server, "").statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsTooLongIsReadNoFurther() throws Exception {
    HttpResponse<String> response = post(server, " ".repeat(PredictionServer.MOST_BYTES + 1));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(error(response)).contains("longer than " + PredictionServer.MOST_BYTES + " bytes");
  }

  @Test
  void tooManyExamplesAreRefused() throws Exception {
    assertThat(post(server, Saved.body(Predictor.MOST_EXAMPLES, 784)).statusCode()).isEqualTo(200);
    HttpResponse<String> response = post(server, Saved.body(Predictor.MOST_EXAMPLES + 1, 784));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).contains("more than 64 examples in one request");
  }

  @ParameterizedTest
  @CsvSource({"GET,/predict,405,POST", "PUT,/predict,405,POST", "POST,/health,405,GET"})
  void anotherMethodIsToldWhichIsAllowed(String method, String path, int status, String allowed)
      throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            to(server, path).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Allow")).contains(allowed);
  }

  @ParameterizedTest
  @CsvSource({"/", "/predictions", "/predict/1"})
  void anotherPathIsNotFound(String path) throws Exception {
    HttpResponse<String> response =
        CLIENT.send(to(server, path).GET().build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(error(response)).contains(path);
  }

  @Test
  void anotherContentTypeIsRefused() throws Exception {
    HttpRequest request =
        to(server, "/predict")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(Saved.body(1, 784)))
            .build();
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(error(response)).contains("application/json").contains("text/plain");
  }

  @Test
  void whoFindsNoRoomIsToldToComeLater() throws Exception {
    try (PredictionServer full = PredictionServer.start(new Predictor(model, 0), anyPort())) {
      HttpResponse<String> response = post(full, Saved.body(1, 784));

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void manyAtOnceAreAllAnswered() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < Predictor.ROOM; i++) {
      answers.add(CLIENT.sendAsync(request(server, Saved.body(3, 784)), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void clientsThatSendSlowlyAreCutOffAndOthersServed() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < PredictionServer.MOST_CONNECTIONS / 2; i++) {
      Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
      socket.getOutputStream().write("POST /predict HT".getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }
    assertThat(post(server, Saved.body(1, 784)).statusCode()).isEqualTo(200);
    for (Socket socket : slow) {
      try (socket;
          InputStream in = socket.getInputStream()) {
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void anAddressThatIsTakenIsNamed() {
    InetSocketAddress taken = new InetSocketAddress("127.0.0.1", server.uri().getPort());

    assertThatThrownBy(() -> PredictionServer.start(new Predictor(model), taken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining(String.valueOf(taken.getPort()));
  }

  private static HttpRequest.Builder to(PredictionServer server, String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private static HttpRequest request(PredictionServer server, String body) {
    return to(server, "/predict")
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> post(PredictionServer server, String body) throws Exception {
    return CLIENT.send(request(server, body), BodyHandlers.ofString());
  }

  private static String error(HttpResponse<String> response) throws IOException {
    return new JsonMapper().readTree(response.body()).get("error").asText();
  }
}
