package org.espalier.runtime.kotlindl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.io.AtomicFile;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.form.LayerForms;
import org.espalier.runtime.kotlindl.graph.Architecture;
import org.espalier.runtime.kotlindl.graph.Imported;
import org.espalier.runtime.kotlindl.weights.TextWeights;

/**
 * Folders in KotlinDL's format JSON_CONFIG_CUSTOM_VARIABLES: {@code modelConfig.json}, {@code
 * variableNames.txt}, and a text file of numbers for each variable.
 */
public final class KotlinDl {
  private static final String CONFIG = "modelConfig.json";

  private KotlinDl() {}

  /**
   * The network and weights that KotlinDL saved, without the optimizer's variables. The folder does
   * not hold the loss, so how it is trained follows from what it ends in, as {@link
   * KerasImport#snapshot(Path)} says. KotlinDL's networks usually end in logits, which its softmax
   * losses turn into probabilities: {@code read(folder).withTraining(Training.classification())}
   * predicts these.
   *
   * @throws KerasException naming what has no counterpart, and every weight that does not fit
   */
  public static Snapshot read(Path folder) {
    Path config = folder.resolve(CONFIG);
    if (!Files.isRegularFile(config)) {
      throw new KerasException(
          folder
              + " has no "
              + CONFIG
              + "; give a folder that KotlinDL saved as JSON_CONFIG_CUSTOM_VARIABLES");
    }
    Imported model =
        Architecture.read(KerasImport.json(config), config.toString(), LayerForms.standard());
    return KerasImport.snapshot(folder, model, TextWeights.read(folder, model));
  }

  /**
   * Writes a network and its weights for KotlinDL, which reads them by {@code
   * loadModelConfiguration} and {@code loadWeights}. The folder appears whole or not at all.
   *
   * @param folder must not exist, or be empty
   * @throws KerasException when the network has something that cannot be said there, or the folder
   *     is in use
   * @throws UncheckedIOException when a file cannot be written; nothing is left behind
   */
  public static void write(Snapshot snapshot, Path folder) {
    Network network = snapshot.network();
    Map<String, String> files = new LinkedHashMap<>();
    files.put(CONFIG, Architecture.write(network));
    files.putAll(TextWeights.write(Imported.of(network, List.of()), snapshot.arrays()));
    try {
      requireFree(folder);
      write(files, folder.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder + ": " + e, e);
    }
  }

  private static void requireFree(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isEmpty()) return;
      }
    }
    throw new KerasException(folder + " is in use; give a folder that does not exist or is empty");
  }

  private static void write(Map<String, String> files, Path folder) throws IOException {
    Path beside = folder.resolveSibling("." + folder.getFileName() + "." + pid() + ".part");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        AtomicFile.write(beside.resolve(file.getKey()), file.getValue());
      }
      Files.deleteIfExists(folder);
      Files.move(beside, folder);
    } catch (IOException | UncheckedIOException e) {
      for (String file : files.keySet()) Files.deleteIfExists(beside.resolve(file));
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }
}
