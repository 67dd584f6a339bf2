package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void goesTheWholeWay() throws IOException {
    JsonNode told = demo("--epochs", "1", "--data", "digits:train=640,test=200");

    assertThat(told.get("testAccuracy").asDouble()).isGreaterThan(0.3);
    assertThat(told.get("weightsSha256").asText()).matches("[0-9a-f]{64}");
    Path report = Path.of(told.get("report").asText());
    assertThat(report).isEqualTo(folder.resolve("out/report.html").toAbsolutePath());
    String page = Files.readString(report);
    assertThat(page.split("<svg ", -1)).hasSizeGreaterThan(6);
    assertThat(page)
        .contains("Learning curves", "Confusion matrix", "Sample predictions")
        .contains("First-layer filters", "Activation", "digits: 114 314 parameters")
        .contains("Structure learned without labels", "Sparse training", "Compaction");
    assertThat(told.at("/learned/density").asDouble()).isBetween(0.02, 0.11);
    assertThat(told.at("/learned/testAccuracy").asDouble()).isPositive();
    assertThat(told.at("/evolved/links").asInt()).isBetween(5000, 20000);
    assertThat(told.at("/evolved/compacted/parameters").asInt())
        .isLessThan(told.at("/evolved/compacted/parametersBefore").asInt());
    assertThat(told.at("/evolved/compacted/largestDifference").asDouble()).isLessThan(1e-6);
    Matcher outside =
        Pattern.compile("(src|href)=\"(?!#|data:)[^\"]*\"|url\\((?!#|data:)").matcher(page);
    assertThat(outside.results().map(r -> r.group()).toList()).isEmpty();
    assertThat(page).doesNotContain("<script src", "@import");
    JsonNode again =
        Typed.json(
            "evaluate", "--model", told.get("saved").asText(), "--data", "digits:train=1,test=200");
    assertThat(again.get("weightsSha256")).isEqualTo(told.get("weightsSha256"));
    assertThat(again.get("testAccuracy")).isEqualTo(told.get("testAccuracy"));
    JsonNode more =
        Typed.json("train", "--quiet", "--resume", told.get("saved").asText(), "--epochs", "2");
    assertThat(more.get("batch").asInt()).isEqualTo(64);
    assertThat(more.get("epochsDone").asInt()).isEqualTo(2);
  }

  /** What the README promises; on two processors it takes about a quarter of a minute. */
  @Test
  @Tag("heavy")
  void passesNinetyEightPercent() {
    assertThat(demo().get("testAccuracy").asDouble()).isGreaterThan(0.98);
  }

  private JsonNode demo(String... more) {
    String[] args = java.util.Arrays.copyOf(more, more.length + 3);
    System.arraycopy(more, 0, args, 3, more.length);
    args[0] = "demo";
    args[1] = "--out";
    args[2] = folder.resolve("out").toString();
    return Typed.json(args);
  }
}
