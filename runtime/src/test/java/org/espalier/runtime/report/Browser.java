package org.espalier.runtime.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium that opens pages and notes what they ask for and complain about. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private String session = "";
  private int messages;
  private boolean loaded;

  private Browser(Process process, String address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Inbox())
            .join();
  }

  /** The program on the PATH, if any. */
  static Optional<Path> program() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                List.of("chromium", "chromium-browser", "google-chrome").stream()
                    .map(name -> Path.of(folder, name)))
        .filter(path -> path.toFile().canExecute())
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Browser browser = new Browser(process, address(process));
      String target =
          browser.ask("Target.createTarget", "url", "about:blank").get("targetId").asText();
      ObjectNode attach = JSON.createObjectNode().put("targetId", target).put("flatten", true);
      browser.session = browser.ask("Target.attachToTarget", attach).get("sessionId").asText();
      for (String domain : List.of("Network", "Log", "Runtime", "Page")) {
        browser.ask(domain + ".enable", JSON.createObjectNode());
      }
      return browser;
    } catch (RuntimeException | IOException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads what the program prints until it says where it listens, then on in the background. */
  private static String address(Process process) throws IOException {
    BufferedReader reader = process.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    Pattern listening = Pattern.compile("DevTools listening on (ws://\\S+)");
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      Matcher matcher = listening.matcher(line);
      if (matcher.find()) {
        Thread drain = new Thread(() -> reader.lines().forEach(rest -> {}), "browser-stderr");
        drain.setDaemon(true);
        drain.start();
        return matcher.group(1);
      }
      said.append(line).append('\n');
    }
    throw new IOException("the browser ended without listening:\n" + said);
  }

  /** Opens a page and waits until it has loaded. */
  void open(URI page) {
    requests.clear();
    errors.clear();
    loaded = false;
    ask("Page.navigate", "url", page.toString());
    while (!loaded) {
      take();
    }
  }

  /** Renders as a reader who prefers this colour scheme, "light" or "dark", sees it. */
  void prefer(String scheme) {
    ObjectNode media = JSON.createObjectNode();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    ask("Emulation.setEmulatedMedia", media);
  }

  /** The value of a JavaScript expression. */
  JsonNode evaluate(String expression) {
    ObjectNode call =
        JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
    JsonNode answer = ask("Runtime.evaluate", call);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.get("result").get("value");
  }

  /** What the page has asked for since it was opened, itself included, data URLs not. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Errors in the console and exceptions since the page was opened. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  private JsonNode ask(String method, String name, String value) {
    return ask(method, JSON.createObjectNode().put(name, value));
  }

  private JsonNode ask(String method, ObjectNode parameters) {
    int id = ++messages;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    while (true) {
      JsonNode answer = take();
      if (answer.path("id").asInt(-1) == id) {
        if (answer.has("error")) {
          throw new AssertionError(method + ": " + answer.get("error"));
        }
        return answer.get("result");
      }
    }
  }

  private JsonNode take() {
    JsonNode message;
    try {
      message = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the browser", e);
    }
    if (message == null) {
      throw new AssertionError("the browser said nothing for " + PATIENCE_SECONDS + " s");
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded = true;
      case "Runtime.exceptionThrown" -> errors.add(parameters.toString());
      case "Network.requestWillBeSent" -> {
        String url = parameters.at("/request/url").asText();
        if (!url.startsWith("data:")) {
          requests.add(url);
        }
      }
      case "Log.entryAdded" -> {
        if (parameters.at("/entry/level").asText().equals("error")) {
          errors.add(parameters.at("/entry/text").asText());
        }
      }
      case "Runtime.consoleAPICalled" -> {
        if (parameters.path("type").asText().equals("error")) {
          errors.add(parameters.path("args").toString());
        }
      }
      default -> {}
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private final class Inbox implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          inbox.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new AssertionError("the browser sent no JSON: " + text, e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
