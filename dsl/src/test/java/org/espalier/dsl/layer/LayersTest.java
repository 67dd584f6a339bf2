package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Nested;

/** Every layer of the library keeps the contract. */
class LayersTest {
  @Nested
  class DenseOnVectors extends LayerContract {
    {
      subject(new Dense(4, new Tanh()));
      takes(3);
      gives(4);
      weight("kernel", 3, 4);
      weight("bias", 4);
    }
  }

  @Nested
  class DenseAtEveryPosition extends LayerContract {
    {
      subject(new Dense(2).withKernel(new HeNormal()).withoutBias().atEveryPosition());
      takes(5, 3);
      gives(5, 2);
      weight("kernel", 3, 2);
    }
  }

  @Nested
  class Convolution extends LayerContract {
    {
      subject(new Conv2d(3, 2, new Nish()));
      takes(4, 3, 2);
      gives(3, 2, 3);
      weight("kernel", 2, 2, 2, 3);
      weight("bias", 3);
    }
  }

  @Nested
  class PaddedStridedConvolution extends LayerContract {
    {
      subject(new Conv2d(2, 3).same().withStrides(2, 1).withKernelSize(3, 2).withoutBias());
      takes(5, 4, 1);
      gives(3, 4, 2);
      weight("kernel", 3, 2, 1, 2);
    }
  }

  @Nested
  class DilatedConvolution extends LayerContract {
    {
      subject(new Conv2d(2, 2, new LeakyRelu(0.3)).withDilation(2));
      takes(4, 5, 1);
      gives(2, 3, 2);
      weight("kernel", 2, 2, 1, 2);
      weight("bias", 2);
    }
  }

  @Nested
  class LargestOfWindows extends LayerContract {
    {
      subject(new MaxPool2d(2));
      takes(5, 4, 2);
      gives(2, 2, 2);
    }
  }

  @Nested
  class LargestOfOverlappingWindows extends LayerContract {
    {
      subject(new MaxPool2d(3, 2).withStride(1).same());
      takes(3, 4, 1);
      gives(3, 4, 1);
    }
  }

  @Nested
  class BorderOfZeros extends LayerContract {
    {
      subject(new ZeroPad2d(1, 0, 2, 3));
      takes(3, 4, 2);
      gives(4, 9, 2);
    }
  }

  @Nested
  class Standardised extends LayerContract {
    {
      subject(Rescaling.standardising(2, 4));
      takes(3, 2);
      gives(3, 2);
    }
  }

  @Nested
  class MeanOfWindows extends LayerContract {
    {
      subject(new AveragePool2d(2).same());
      takes(5, 4, 2);
      gives(3, 2, 2);
    }
  }

  @Nested
  class MeanOfAllPixels extends LayerContract {
    {
      subject(new GlobalAveragePool());
      takes(3, 2, 4);
      gives(4);
    }
  }

  @Nested
  class LargestOverTime extends LayerContract {
    {
      subject(new GlobalMaxPool());
      takes(3, 4);
      gives(4);
    }
  }

  @Nested
  class NormalisedImages extends LayerContract {
    {
      subject(new BatchNorm());
      takes(2, 3, 2);
      gives(2, 3, 2);
      weight("gamma", 2);
      weight("beta", 2);
      state("movingMean", 2);
      state("movingVariance", 2);
    }
  }

  @Nested
  class NormalisedVectors extends LayerContract {
    {
      subject(new BatchNorm(0.9, 0.01));
      takes(3);
      gives(3);
      weight("gamma", 3);
      weight("beta", 3);
      state("movingMean", 3);
      state("movingVariance", 3);
    }
  }

  @Nested
  class Dropped extends LayerContract {
    {
      subject(new Dropout(0.4));
      takes(3, 2);
      gives(3, 2);
    }
  }

  @Nested
  class Flattened extends LayerContract {
    {
      subject(new Flatten());
      takes(3, 2, 2);
      gives(12);
    }
  }

  @Nested
  class Reshaped extends LayerContract {
    {
      subject(new ReshapeTo(2, -1));
      takes(3, 4);
      gives(2, 6);
    }
  }

  @Nested
  class Sum extends LayerContract {
    {
      subject(new Add());
      takes(3, 2);
      takes(3, 2);
      takes(3, 2);
      gives(3, 2);
    }
  }

  @Nested
  class Product extends LayerContract {
    {
      subject(new Multiply());
      takes(3);
      takes(3);
      gives(3);
    }
  }

  @Nested
  class JoinedChannels extends LayerContract {
    {
      subject(new Concat(-1));
      takes(2, 3);
      takes(2, 1);
      takes(2, 2);
      gives(2, 6);
    }
  }

  @Nested
  class JoinedRows extends LayerContract {
    {
      subject(new Concat(1));
      takes(2, 3);
      takes(4, 3);
      gives(6, 3);
    }
  }

  @Nested
  class Formula extends LayerContract {
    {
      Type image = new Type(DType.FLOAT32, Shape.of(Dim.named("n"), Dim.of(2), Dim.of(3)));
      subject(
          Lambda.of(
              "centred",
              List.of(image, image),
              in -> in.get(0).minus(in.get(1).mean(1).expand(1)).times(in.get(0).onesLike())));
      takes(2, 3);
      takes(2, 3);
      gives(2, 3);
    }
  }

  @Nested
  class NetworkAsLayer extends LayerContract {
    {
      subject(
          new Block(
              Network.named("inner").vector(3).dense("a", 4, new Tanh()).dense("b", 2).build()));
      takes(3);
      gives(2);
      weight("a/kernel", 3, 4);
      weight("a/bias", 4);
      weight("b/kernel", 4, 2);
      weight("b/bias", 2);
    }
  }

  @Nested
  class ContrastOfImages extends LayerContract {
    {
      subject(new ContrastNorm(0.1));
      takes(3, 2, 2);
      gives(3, 2, 2);
    }
  }

  @Nested
  class WholeFixedAffine extends LayerContract {
    {
      subject(new FixedAffine());
      takes(4);
      gives(4);
      state("mean", 4);
      state("matrix", 4, 4);
    }
  }

  @Nested
  class DiagonalFixedAffine extends LayerContract {
    {
      subject(new FixedAffine(true));
      takes(4);
      gives(4);
      state("mean", 4);
      state("scale", 4);
    }
  }

  @Nested
  class NormsOfGroups extends LayerContract {
    {
      subject(new GroupPool(2));
      takes(6);
      gives(3);
    }
  }

  @Nested
  class LargestOfGroups extends LayerContract {
    {
      subject(new GroupPool(3, true));
      takes(6);
      gives(2);
    }
  }
}
