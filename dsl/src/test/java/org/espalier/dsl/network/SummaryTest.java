package org.espalier.dsl.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Dense;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void aSharedLayerCountsItsParametersOnceAndItsWorkTwice() {
    NetworkBuilder start = Network.named("twins");
    VectorHandle left = start.vector("left", 3).dense("embed", 4);
    VectorHandle right = start.vector("right", 3).shared("embed", new Dense(4));
    Network twins = left.add(right).build();

    Summary summary = twins.summary();

    assertThat(summary.parameters()).isEqualTo(3 * 4 + 4);
    assertThat(summary.macs()).isEqualTo(2 * 3 * 4);
    assertThat(summary.rows()).filteredOn(Summary.Row::shared).hasSize(1);
    assertThat(summary.toString()).contains("shared").contains("embed, ");
  }

  @Test
  void stateIsNoParameter() {
    Network network = Network.named("n").vector(5).dense(7).layer(new BatchNorm()).build();

    Summary summary = network.summary();

    assertThat(summary.parameters()).isEqualTo(5 * 7 + 7 + 2 * 7);
    assertThat(summary.state()).isEqualTo(2 * 7);
    assertThat(summary.bytes()).isEqualTo(4 * (summary.parameters() + summary.state()));
    assertThat(summary.toString()).contains("56 parameters and 14 numbers of state");
  }

  @Test
  void columnsAreAligned() {
    String table =
        Network.named("n").vector(1000).dense(20, new Relu()).build().summary().toString();

    List<String> lines = table.lines().toList();
    assertThat(lines.get(2))
        .isEqualTo("dense1    dense, 20 units, relu  [batch, 20]        20 020  20 000");
    assertThat(lines.get(0)).hasSameSizeAs(lines.get(2)).endsWith("MACs");
  }

  @Test
  void fiveThousandLayersAreNoTrouble() {
    VectorHandle end = Network.named("deep").vector(2);
    for (int i = 0; i < 5000; i++) end = end.dense(2);

    assertThat(end.build().summary().parameters()).isEqualTo(5000 * 6);
  }

  @Test
  void anUnknownStepIsRefused() {
    Summary summary = Network.named("n").vector(1).dense(1).build().summary();

    assertThat(summary.shape("dense1").toString()).isEqualTo("[batch, 1]");
    assertThatThrownBy(() -> summary.shape("dense2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no step 'dense2' in n");
  }

  @Test
  void hiddenActivationsChangeEverywhereButInTheOutput() {
    Network inner = Network.named("inner").vector(4).dense(4, new Relu()).build();
    Network network =
        Network.named("n")
            .vector(4)
            .dense("linear", 4)
            .dense("hidden", 4, new Relu())
            .activation(new Relu())
            .layer("block", new Block(inner))
            .dense("out", 2, new Relu())
            .build();

    Network changed = network.withHiddenActivation(new Nish());

    assertThat(changed.step("linear")).isEqualTo(network.step("linear"));
    assertThat(changed.step("hidden").orElseThrow().layer()).isEqualTo(new Dense(4, new Nish()));
    assertThat(changed.steps().get(2).layer()).isEqualTo(new Nish());
    assertThat(
            ((Block) changed.step("block").orElseThrow().layer()).network().steps().get(0).layer())
        .isEqualTo(new Dense(4, new Nish()));
    assertThat(changed.step("out")).isEqualTo(network.step("out"));
  }
}
