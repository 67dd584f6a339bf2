package org.espalier.scripts;

import java.util.concurrent.Callable;
import org.espalier.tf.Natives;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code espalier doctor}: what this machine offers, and what it lacks. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Shows versions, devices, threads, oneDNN, and what is missing.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Answer answer;

  @Override
  public Integer call() {
    answer.say(Natives.version());
    answer.end(Answer.node().put("tensorflow", Natives.version()));
    return 0;
  }
}
