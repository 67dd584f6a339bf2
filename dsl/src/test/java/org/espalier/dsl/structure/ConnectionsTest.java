package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.GroupMask;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Connected;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.DendriteDense;
import org.espalier.dsl.layer.PyNadaDense;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Which parameters are connections: layers say it, a user's own as the library's. */
class ConnectionsTest {
  /** Two matrices, of which the layer declares one. */
  private record Gated(int units) implements UnaryLayer, Connected {
    @Override
    public Expr call(Expr x, Context context) {
      Shape shape = Shape.of(x.shape().last(), Dim.of(units));
      Expr gate = x.matmul(context.param("gate", shape, context.defaultInit())).sigmoid();
      return gate.times(x.matmul(context.param("value", shape, context.defaultInit())));
    }

    @Override
    public List<String> connections() {
      return List.of("value");
    }
  }

  private static List<String> paths(Network network) {
    return Connections.of(network).stream().map(Connections::path).toList();
  }

  @Test
  void aLayerOfOnesOwnDeclaresItsConnections() {
    Network own = Network.named("own").vector(4).layer(new Gated(5)).dense(2).build();
    assertThat(paths(own)).containsExactly("own/gated1/value", "own/dense1/kernel");
    Snapshot start = Snapshot.initial(own, Training.classification());
    Snapshot pruned = new MagnitudePruning(0.5, "gated1/**").plan(start).apply(start);
    assertThat(Links.of(pruned, "own/gated1/value").count()).isEqualTo(10);
    assertThat(Sparsity.uniform(0.5).withOutput().on(own).parametrizations()).hasSize(2);
  }

  @Test
  void layersInLayersDeclareTheirs() {
    Network inner = Network.named("inner").vector(6).dense(6).build();
    Network net =
        Network.named("net")
            .vector(4)
            .layer(new PyNadaDense(6))
            .layer(new Block(inner))
            .layer(new DendriteDense(3))
            .batchNorm()
            .build();
    assertThat(paths(net))
        .containsExactly(
            "net/pyNadaDense1/dendrite/kernel",
            "net/pyNadaDense1/soma/kernel",
            "net/block1/dense1/kernel",
            "net/dendriteDense1/kernel");
    assertThat(Connections.of(net)).filteredOn(Connections::output).hasSize(1);
  }

  @Test
  void sharedWeightsAreOneAndADescribedMaskIsEnough() {
    Network net =
        Network.named("net")
            .parametrize("a/bias", new Masked(0.5))
            .vector(4)
            .dense("a", 4, new Relu())
            .shared("a", new org.espalier.dsl.layer.Dense(4, new Relu()))
            .dense("out", 2)
            .build();
    assertThat(paths(net)).containsExactly("net/a/kernel", "net/a/bias", "net/out/kernel");
    assertThat(Connections.of(net)).filteredOn(Connections::masked).hasSize(1);
  }

  @Test
  void structureIsOfWhatTheLayerDeclares() {
    Network net =
        Network.named("net")
            .vector(4)
            .layer(new Gated(6))
            .structure(new Masked(0.5))
            .layer(new PyNadaDense(6))
            .structure(new Masked(0.25))
            .build();
    assertThat(net.parametrizations())
        .extracting(ParametrizationRule::pattern)
        .containsExactly(
            "gated1/value", "pyNadaDense1/dendrite/kernel", "pyNadaDense1/soma/kernel");
    assertThatThrownBy(() -> Network.named("net").vector(4).batchNorm().structure(new Masked(0.5)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll("has no connections to mask or group", "Connected");
  }

  @Test
  void aMaskThatDoesNotFitIsRefusedWhileDescribing() {
    assertThatThrownBy(
            () ->
                Network.named("net")
                    .vector(6)
                    .dense(10)
                    .structure(new Masked(new GroupMask(4)))
                    .build())
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContainingAll(
            "'net/dense1/kernel' (dense, 10 units) needs inputs and outputs (the last two axes)"
                + " that 4 groups divide but receives [6, 10].",
            "ConnectionsTest.java:");
  }
}
