package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * KotlinDL's own TensorFlow 1.15 has the packages of TensorFlow Java and must not be beside it: of
 * KotlinDL only the interfaces are here.
 */
class DependenciesTest {
  private static List<URL> places(String resource) throws Exception {
    return Collections.list(DependenciesTest.class.getClassLoader().getResources(resource));
  }

  @Test
  void thereIsOneTensorFlow() throws Exception {
    assertThat(places("org/tensorflow/Graph.class"))
        .singleElement()
        .asString()
        .contains("tensorflow-core-api");
    assertThat(places("org/tensorflow/Shape.class")).as("a class of TensorFlow 1.15").isEmpty();
    assertThat(places("org/tensorflow/native/")).as("natives of TensorFlow 1.15").isEmpty();
  }

  @Test
  void ofKotlinDlThereAreTheInterfacesOnly() throws Exception {
    assertThat(places("org/jetbrains/kotlinx/dl/api/inference/InferenceModel.class")).hasSize(1);
    assertThat(places("org/jetbrains/kotlinx/dl/api/core/Sequential.class")).isEmpty();
    assertThat(places("org/jetbrains/kotlinx/dl/api/inference/TensorFlowInferenceModel.class"))
        .isEmpty();
  }
}
