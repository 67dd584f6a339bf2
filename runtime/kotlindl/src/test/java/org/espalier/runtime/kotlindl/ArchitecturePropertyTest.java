package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;

/** Architectures come back from Keras's JSON as they went out. */
class ArchitecturePropertyTest {
  @Property(tries = 300)
  void importOfExportIsTheNetwork(@ForAll long seed) throws Exception {
    Network network = Architectures.of(seed);
    Path file = Files.createTempFile("architecture", ".json");
    try {
      Keras.write(network, file);

      Network again = Keras.network(file);

      assertThat(again).isEqualTo(asWhole(network));
      assertThat(Keras.json(again)).isEqualTo(Keras.json(network));
    } finally {
      Files.delete(file);
    }
  }

  /** A block's policy and element type are those of the network around it. */
  private static Network asWhole(Network network) {
    return network.withSteps(network.steps().stream().map(s -> inside(s, network)).toList());
  }

  private static Step inside(Step step, Network whole) {
    Layer layer = step.layer();
    if (!(layer instanceof Block block)) return step;
    List<InputSpec> inputs =
        block.network().inputs().stream()
            .map(in -> new InputSpec(in.name(), in.type().as(whole.dtype())))
            .toList();
    Network inner = block.network().withInputs(inputs).withDtype(whole.dtype());
    return step.withLayer(new Block(inner.withInit(whole.init())));
  }
}
