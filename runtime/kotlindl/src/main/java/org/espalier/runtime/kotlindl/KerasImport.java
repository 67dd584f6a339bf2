package org.espalier.runtime.kotlindl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.form.LayerConverter;
import org.espalier.runtime.kotlindl.form.LayerForms;
import org.espalier.runtime.kotlindl.graph.Architecture;
import org.espalier.runtime.kotlindl.graph.Imported;
import org.espalier.runtime.kotlindl.weights.KerasArchive;
import org.espalier.runtime.kotlindl.weights.KerasHdf5;

/**
 * Reads what Keras writes: architectures ({@code model.to_json()} of Keras 2 and 3), {@code .keras}
 * files, weights of Keras 3 ({@code .weights.h5}) and whole models of Keras 2 ({@code .h5}).
 * Immutable; the standard one knows every layer that Espalier has, others are added:
 *
 * <pre>{@code
 * Network n = KerasImport.standard()
 *     .with("Scale", config -> new Scale(config.number("factor")))
 *     .network(Path.of("model.keras"));
 * }</pre>
 *
 * <p>What a network computes is taken over; who trains it how is not: seeds, {@code trainable}, the
 * optimizer and the loss stay behind. An option that changes the result or the training objective
 * and has no counterpart (a regularizer, a mask, {@code channels_first}) is an error.
 */
public final class KerasImport {
  private static final KerasImport STANDARD = new KerasImport(LayerForms.standard());

  private final LayerForms forms;

  private KerasImport(LayerForms forms) {
    this.forms = forms;
  }

  /** Knows the layers that Espalier has. */
  public static KerasImport standard() {
    return STANDARD;
  }

  /** A copy that makes layers of one more Keras class, or of a known one in another way. */
  public KerasImport with(String className, LayerConverter converter) {
    return new KerasImport(forms.with(className, converter));
  }

  /** A copy that knows one more activation by the name Keras gives it. */
  public KerasImport with(String name, Activation activation) {
    return new KerasImport(forms.with(name, activation));
  }

  /**
   * The architecture that a file holds, told by its content: JSON, a {@code .keras} archive or a
   * legacy {@code .h5} model.
   *
   * @throws KerasException naming every layer and option without counterpart, or what is wrong with
   *     the file
   * @throws org.espalier.dsl.error.ShapeMismatch when the layers do not fit together
   */
  public Network network(Path file) {
    return read(file).network();
  }

  /**
   * The network and weights of a {@code .keras} archive or a legacy {@code .h5} model. What it
   * trains by follows from what it ends in: class ids for a softmax, yes or no for a sigmoid,
   * numbers otherwise; so that it predicts what Keras predicts. Choose with {@code withTraining}.
   *
   * @throws KerasException also when weights are missing, misshapen or superfluous, listing all
   */
  public Snapshot snapshot(Path file) {
    Kind kind = Kind.of(file);
    if (kind == Kind.JSON) {
      throw new KerasException(
          file
              + " holds an architecture without weights; give both:"
              + " Keras.snapshot(architecture, weights)");
    }
    Imported model = read(file);
    return snapshot(
        file,
        model,
        kind == Kind.ARCHIVE ? KerasArchive.read(file, model) : KerasHdf5.read(file, model));
  }

  /**
   * The network of one file with the weights of another: {@code .weights.h5}, legacy {@code .h5}.
   *
   * @throws KerasException as for one file
   */
  public Snapshot snapshot(Path architecture, Path weights) {
    Imported model = read(architecture);
    if (Kind.of(weights) != Kind.HDF5) {
      throw new KerasException(weights + " is no HDF5 file; give what model.save_weights wrote");
    }
    return snapshot(architecture, model, KerasHdf5.read(weights, model));
  }

  static Snapshot snapshot(Path from, Imported model, SortedMap<String, Tensor> arrays) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("importedFrom", String.valueOf(from.getFileName()));
    return new Snapshot(
        model.network(), Optional.of(Objectives.of(model)), arrays, Progress.NONE, provenance);
  }

  private Imported read(Path file) {
    return Architecture.read(text(file), file.toString(), forms);
  }

  private static String text(Path file) {
    return switch (Kind.of(file)) {
      case ARCHIVE -> KerasArchive.architecture(file);
      case HDF5 ->
          KerasHdf5.architecture(file)
              .orElseThrow(
                  () ->
                      new KerasException(
                          file
                              + " holds weights without an architecture; give both:"
                              + " Keras.snapshot(architecture, weights)"));
      case JSON -> json(file);
    };
  }

  static String json(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KerasException("cannot read " + file + " as UTF-8: " + e, e);
    }
  }

  /** What a file is, by its first bytes. */
  private enum Kind {
    ARCHIVE,
    HDF5,
    JSON;

    static Kind of(Path file) {
      if (!Files.isRegularFile(file)) {
        throw new KerasException(
            Files.isDirectory(file)
                ? file + " is a folder; what KotlinDL saved is read by KotlinDl.read(folder)"
                : "there is no file " + file.toAbsolutePath());
      }
      try (InputStream in = Files.newInputStream(file)) {
        String head = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        if (head.startsWith("PK\u0003\u0004")) return ARCHIVE;
        if (head.startsWith("\u0089HDF\r\n")) return HDF5;
        if (head.stripLeading().startsWith("{")) return JSON;
      } catch (IOException e) {
        throw new KerasException("cannot read " + file + ": " + e, e);
      }
      throw new KerasException(
          file + " is neither JSON nor an HDF5 file nor a .keras archive; was it saved by Keras?");
    }
  }
}
