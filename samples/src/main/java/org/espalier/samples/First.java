package org.espalier.samples;

import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.fit.Fit;

/** The first program in Java; samples/scripts has it as two scripts and as a notebook. */
public final class First {
  public static void main(String[] args) {
    var digits = DataSpec.parse("digits:train=4000,test=1000").load();
    var features = Network.named("first").image(28, 28, 1).conv2d(8, 5, new Nish()).maxPool(2);
    var first = features.flatten().dense(10).init(new HeNormal()).build();
    System.out.println(first.summary());

    try (var model = Espalier.compile(first, Training.classification().seed(7))) {
      model.fit(digits.train(), Fit.epochs(2).validation(digits.test()).progress());
      System.out.println("test " + model.evaluate(digits.test()));
      System.out.println("weights " + model.weightsSha256());
    }
  }
}
