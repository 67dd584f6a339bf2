package org.espalier.runtime.coding;

import java.util.function.Function;
import org.espalier.dsl.coding.Classifiers;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.experiment.Beginning;
import org.espalier.runtime.experiment.Trial;

/**
 * A trial that begins with structure learned from its own training examples, by its own seed, or
 * with what such a structure has to be compared with. Trials of one seed share what is learned.
 *
 * @param coding how it is learned; its seed is the trial's
 * @param samples how many of the first examples it is learned from, at most
 * @param classes of the classifier
 * @param variant which of the classifiers
 */
public record StructureBeginning(EfficientCoding coding, int samples, int classes, Variant variant)
    implements Beginning {
  /** A classifier that can be made of a structure; see {@link Classifiers}. */
  public enum Variant {
    /** Learned links, weights from the dictionary. */
    LEARNED(Classifiers::learned),
    /** Learned links, weights drawn afresh. */
    LINKS(made -> made.freshWeights().learned()),
    /** As many links at random places. */
    RANDOM(Classifiers::randomLinks),
    /** Dense, with as many parameters. */
    DENSE(Classifiers::dense),
    /** Convolutions, with as many parameters. */
    CNN(Classifiers::cnn);

    private final Function<Classifiers, Snapshot> make;

    Variant(Function<Classifiers, Snapshot> make) {
      this.make = make;
    }
  }

  public StructureBeginning {
    Check.positive("samples", samples);
  }

  @Override
  public Snapshot snapshot(Trial trial, TrainTest data, Compute compute) {
    Dataset train = data.train().take(Math.min(samples, data.train().size()));
    LearnedStructure learned =
        Memory.STRUCTURES.get(
            new Key(coding.withSeed(trial.seed()), train.checksum(), compute),
            key -> new StructureLearning(key.coding()).on(compute).learn(train));
    return variant.make.apply(learned.classifiers(classes).training(trial.training()));
  }

  /** What a structure depends on. */
  record Key(EfficientCoding coding, String data, Compute compute) {}
}
