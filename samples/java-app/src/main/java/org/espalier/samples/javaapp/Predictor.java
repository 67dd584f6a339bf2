package org.espalier.samples.javaapp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.Model;

/** Turns the body of a request into examples, and what the model predicts into an answer. */
final class Predictor {
  /** Predictions under way or waiting for a processor; who comes then is told to come later. */
  static final int ROOM = 16;

  /** Examples in one request. */
  static final int MOST_EXAMPLES = 64;

  private static final JsonMapper JSON = new JsonMapper();

  private final Model model;
  private final int length;
  private final Semaphore room;

  Predictor(Model model) {
    this(model, ROOM);
  }

  Predictor(Model model, int room) {
    this.model = model;
    this.length = exampleLength(model);
    this.room = new Semaphore(room);
  }

  private static int exampleLength(Model model) {
    InputSpec input = model.network().inputs().get(0);
    Shape example = input.type().shape().slice(1, input.type().shape().rank());
    return Math.toIntExact(Arrays.stream(example.toArray()).reduce(1, Math::multiplyExact));
  }

  /** What is served. */
  String name() {
    return model.network().name();
  }

  /**
   * The class and the probabilities of each example. May be called from many threads, as {@link
   * Model#predict} may.
   *
   * @throws Refusal when the body is not what it should be, or too many predictions are waiting
   */
  ObjectNode predict(byte[] body) {
    float[][] examples = ExamplesReader.read(body, length, MOST_EXAMPLES);
    if (!room.tryAcquire()) {
      throw new Refusal(503, "too many requests at once", Map.of("Retry-After", "1"));
    }
    try {
      return answer(model.predict(examples));
    } finally {
      room.release();
    }
  }

  private static ObjectNode answer(float[][] predicted) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode predictions = answer.putArray("predictions");
    for (float[] probabilities : predicted) {
      ObjectNode one = predictions.addObject().put("class", largest(probabilities));
      ArrayNode all = one.putArray("probabilities");
      for (float p : probabilities) all.add(p);
    }
    return answer;
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    return best;
  }
}
