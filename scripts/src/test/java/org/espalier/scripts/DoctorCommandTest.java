package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.espalier.tf.DoctorReport;
import org.espalier.tf.NativeLibrary;
import org.espalier.tf.Natives;
import org.espalier.tf.Problem;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  @Test
  void tellsWhatThisMachineOffers() {
    JsonNode told = Typed.json("doctor");

    assertThat(told.get("works").asBoolean()).isTrue();
    assertThat(told.get("tensorFlow").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(told.get("devices").toString()).contains("CPU");
    assertThat(told.get("oneDnn").asText()).isIn("ON", "OFF", "UNKNOWN");
    assertThat(told.get("intraThreads").asInt()).isPositive();
    assertThat(Typed.run("doctor").out())
        .contains("TensorFlow  " + told.get("tensorFlow").asText())
        .contains("devices     ");
  }

  @Test
  void whatIsMissingComesWithTheLineToPaste() {
    Problem problem =
        new Problem("no native library", "TensorFlow cannot start", "<dependency/>", true);
    DoctorReport report =
        new DoctorReport(
            "",
            "17",
            "Linux",
            "some",
            2,
            2,
            1,
            Natives.OneDnn.UNKNOWN,
            "TensorFlow is not loaded",
            List.of(),
            1L << 33,
            1L << 31,
            List.<NativeLibrary>of(),
            List.of(),
            List.of(problem));

    assertThat(DoctorCommand.text("espalier 1", report))
        .startsWith("espalier 1")
        .contains("TensorFlow  cannot be loaded", "natives     none", "devices     none")
        .contains("8.0 GiB, of which Java may use 2.0 for objects")
        .endsWith("no native library: TensorFlow cannot start\n\n  Try       <dependency/>");
  }
}
