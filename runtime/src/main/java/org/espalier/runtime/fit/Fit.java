package org.espalier.runtime.fit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.runtime.data.Dataset;

/**
 * What one call of {@code fit} does, as a value: {@code Fit.epochs(3).batch(128).validation(test)}.
 *
 * @param epochs how many more, or until which
 * @param total true when {@code epochs} counts from the very beginning, so that a resumed training
 *     ends where an uninterrupted one does
 * @param batch examples a step; the last batch of an epoch may be smaller
 * @param shuffle whether each epoch visits the examples in an order of its own
 * @param validation evaluated after each epoch
 * @param checkpoint rewritten after every epoch
 * @param display where progress is shown
 * @param passes structure passes, in the order they run
 * @param callbacks told what happens
 */
public record Fit(
    int epochs,
    boolean total,
    int batch,
    boolean shuffle,
    Optional<Dataset> validation,
    Optional<Path> checkpoint,
    ProgressStyle display,
    List<ScheduledPass> passes,
    List<Callback> callbacks) {

  public Fit {
    Check.notNegative("epochs", epochs);
    Check.positive("batch", batch);
    passes = List.copyOf(passes);
    callbacks = List.copyOf(callbacks);
  }

  /** So many more epochs, in batches of 128. */
  public static Fit epochs(int epochs) {
    return new Fit(
        epochs,
        false,
        128,
        true,
        Optional.empty(),
        Optional.empty(),
        ProgressStyle.SILENT,
        List.of(),
        List.of());
  }

  /** Until so many epochs are done in all, those before a resume included. */
  public static Fit untilEpoch(int epochs) {
    Fit f = epochs(epochs);
    return new Fit(
        epochs,
        true,
        f.batch,
        f.shuffle,
        f.validation,
        f.checkpoint,
        f.display,
        f.passes,
        f.callbacks);
  }

  /** Examples a step. */
  public Fit batch(int size) {
    return new Fit(
        epochs, total, size, shuffle, validation, checkpoint, display, passes, callbacks);
  }

  /** Examples in the order they are stored, every epoch. */
  public Fit inOrder() {
    return new Fit(epochs, total, batch, false, validation, checkpoint, display, passes, callbacks);
  }

  /** Evaluated after each epoch. */
  public Fit validation(Dataset data) {
    return new Fit(
        epochs, total, batch, shuffle, Optional.of(data), checkpoint, display, passes, callbacks);
  }

  /**
   * A file that holds everything, rewritten after every epoch; the one before is kept till then.
   */
  public Fit checkpoint(Path file) {
    return new Fit(
        epochs, total, batch, shuffle, validation, Optional.of(file), display, passes, callbacks);
  }

  /** A bar on a terminal, a live curve in a notebook, plain lines elsewhere. */
  public Fit progress() {
    return progress(ProgressStyle.AUTO);
  }

  /** Progress in a given style. */
  public Fit progress(ProgressStyle style) {
    return new Fit(epochs, total, batch, shuffle, validation, checkpoint, style, passes, callbacks);
  }

  /** Runs a structure pass after every {@code every} epochs. */
  public Fit pass(int every, StructurePass pass) {
    return pass(new ScheduledPass(every, pass));
  }

  /**
   * Runs a structure pass once, after the training's epoch of that number: {@code passOnce(1, new
   * Restart(new Hypercore()))} starts again from a first epoch.
   */
  public Fit passOnce(int epoch, StructurePass pass) {
    return pass(ScheduledPass.once(epoch, pass));
  }

  /** Runs a structure pass after every {@code every} steps, in the middle of epochs, too. */
  public Fit passEverySteps(int every, StructurePass pass) {
    return pass(ScheduledPass.everySteps(every, pass));
  }

  /** Runs a structure pass when it is due. */
  public Fit pass(ScheduledPass scheduled) {
    List<ScheduledPass> more = new ArrayList<>(passes);
    more.add(scheduled);
    return new Fit(epochs, total, batch, shuffle, validation, checkpoint, display, more, callbacks);
  }

  /** Tells somebody what happens. */
  public Fit callback(Callback callback) {
    List<Callback> more = new ArrayList<>(callbacks);
    more.add(callback);
    return new Fit(epochs, total, batch, shuffle, validation, checkpoint, display, passes, more);
  }
}
