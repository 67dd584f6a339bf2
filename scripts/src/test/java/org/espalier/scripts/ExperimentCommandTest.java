package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExperimentCommandTest {
  @Test
  void listsWhatThereIs() {
    assertThat(Typed.json("experiment").get("depth").asText()).contains("AutoInit");
  }
}
