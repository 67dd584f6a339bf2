package org.espalier.dsl.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.espalier.dsl.tensor.Nd;

/** The vectors of a method's sheet. */
public final class Vectors {
  private Vectors() {}

  /** The file of a sheet: {@code pa-rewiring}. */
  public static JsonNode of(String sheet) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + sheet + ".json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of numbers. */
  public static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** All numbers of lists within lists, in order. */
  public static double[] flat(JsonNode lists) {
    if (lists.isNumber()) return new double[] {lists.doubleValue()};
    return StreamSupport.stream(lists.spliterator(), false)
        .flatMapToDouble(list -> Arrays.stream(flat(list)))
        .toArray();
  }

  /** A list of rows. */
  public static Nd matrix(JsonNode rows) {
    double[] all = flat(rows);
    return new Nd(new long[] {rows.size(), all.length / rows.size()}, all);
  }
}
