package org.espalier.samples;

import java.nio.file.Path;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Fit;

/** The README's first example, so that it compiles; a test holds the two equal. */
public final class ReadmeExample {
  private ReadmeExample() {}

  /** Trains on the MNIST files in the folder that is the first argument. */
  public static void main(String[] args) {
    String folder = args[0];
    Network lenet =
        Network.named("lenet")
            .image(28, 28, 1)
            .conv2d(32, 5, new Nish())
            .maxPool(2)
            .conv2d(64, 5, new Nish())
            .maxPool(2)
            .flatten()
            .dense(512, new Nish())
            .dense(10)
            .init(new HeNormal())
            .build(); // shapes are checked here; no TensorFlow yet
    System.out.println(lenet.summary()); // layers, shapes, parameters, MACs

    TrainTest mnist = DataSpec.parse("mnist:" + folder).load();
    try (Model model = Espalier.compile(lenet, Training.classification().seed(7))) {
      model.fit(mnist.train(), Fit.epochs(3).validation(mnist.test()).progress());
      float[][] probabilities = model.predict(mnist.test());
      float[][] features = model.tap("conv2").predict(mnist.test());
      model.snapshot().saveTo(Path.of("lenet.espalier"));
      System.out.println(probabilities[0].length + " classes, " + features[0].length + " features");
    }
  }
}
