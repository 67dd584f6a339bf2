package org.espalier.samples.javaapp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code {"examples": [[number, …], …]}} and says where a body is anything else. */
final class ExamplesReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String FORM = "{\"examples\": [[number, …], …]}";

  private final JsonParser json;
  private final int length;
  private final int most;

  private ExamplesReader(JsonParser json, int length, int most) {
    this.json = json;
    this.length = length;
    this.most = most;
  }

  /**
   * The examples of a body, at most {@code most} of {@code length} finite numbers each.
   *
   * @throws Refusal when it holds anything else
   */
  static float[][] read(byte[] body, int length, int most) {
    try (JsonParser json = JSON.createParser(body)) {
      return new ExamplesReader(json, length, most).body();
    } catch (JsonProcessingException e) {
      throw bad(e.getLocation(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private float[][] body() throws IOException {
    expect(JsonToken.START_OBJECT, FORM);
    expect(JsonToken.FIELD_NAME, "\"examples\"");
    if (!json.currentName().equals("examples")) {
      throw bad("expected \"examples\", got \"" + json.currentName() + "\"");
    }
    float[][] examples = examples();
    expect(JsonToken.END_OBJECT, "nothing but \"examples\"");
    expect(null, "nothing after the object");
    return examples;
  }

  private float[][] examples() throws IOException {
    expect(JsonToken.START_ARRAY, "a list of examples");
    List<float[]> examples = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (examples.size() == most) throw bad("more than " + most + " examples in one request");
      if (json.currentToken() != JsonToken.START_ARRAY) throw unexpected("a list of numbers");
      examples.add(example(examples.size()));
    }
    return examples.toArray(new float[0][]);
  }

  private float[] example(int index) throws IOException {
    float[] numbers = new float[length];
    int n = 0;
    for (; json.nextToken() != JsonToken.END_ARRAY; n++) {
      if (json.currentToken() == null || !json.currentToken().isNumeric()) {
        throw unexpected("a number");
      }
      float number = json.getFloatValue();
      if (!Float.isFinite(number)) throw bad("the number " + json.getText() + " is too large");
      if (n < length) numbers[n] = number;
    }
    if (n == length) return numbers;
    throw bad("example " + index + ": expected " + length + " numbers, received " + n);
  }

  private void expect(JsonToken token, String what) throws IOException {
    if (json.nextToken() != token) throw unexpected(what);
  }

  private Refusal unexpected(String expected) throws IOException {
    String got = json.currentToken() == null ? "the end" : json.getText();
    return bad("expected " + expected + ", got " + got);
  }

  private Refusal bad(String what) {
    return bad(json.currentTokenLocation(), what);
  }

  private static Refusal bad(JsonLocation at, String what) {
    return new Refusal(
        400, "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what);
  }
}
