package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Initializers that look back on a first epoch, from the command line. */
class PretrainedInitTest {
  @TempDir Path folder;

  private JsonNode train(String... options) {
    List<String> args = new ArrayList<>(List.of("train", "--quiet", "--network", "mlp"));
    args.addAll(List.of("--data", "digits:train=300,test=50", "--batch", "50"));
    args.addAll(List.of(options));
    return Typed.json(args.toArray(new String[0]));
  }

  @Test
  void hypercoreStartsByHeAndAgainAfterAnEpoch() {
    assertThat(train("--init", "hypercore", "--epochs", "1").at("/epochs/0/loss"))
        .isEqualTo(train("--init", "he", "--epochs", "1").at("/epochs/0/loss"));
    JsonNode hypercore = train("--init", "hypercore", "--epochs", "2");
    JsonNode he = train("--init", "he", "--epochs", "2");
    assertThat(hypercore.at("/epochs/1/loss").asDouble())
        .as("it starts again")
        .isGreaterThan(he.at("/epochs/1/loss").asDouble());
    assertThat(train("--init", "hypercore+rewired", "--epochs", "2").get("weightsSha256"))
        .isNotEqualTo(hypercore.get("weightsSha256"));
  }

  @Test
  void aResumedTrainingStartsAgainNoSecondTime() {
    String part = folder.resolve("part").toString();
    JsonNode whole = train("--init", "hypercore", "--epochs", "3");
    train("--init", "hypercore", "--epochs", "1", "--save", part);
    JsonNode rest = Typed.json("train", "--quiet", "--resume", part, "--epochs", "3");
    assertThat(rest.get("weightsSha256")).isEqualTo(whole.get("weightsSha256"));
  }
}
