package org.espalier.runtime.kotlindl.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.GlorotNormal;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.HeUniform;
import org.espalier.dsl.init.Identity;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.LeCunNormal;
import org.espalier.dsl.init.LeCunUniform;
import org.espalier.dsl.init.Normal;
import org.espalier.dsl.init.Orthogonal;
import org.espalier.dsl.init.TruncatedNormal;
import org.espalier.dsl.init.Uniform;

/**
 * Initializers by Keras's names. Keras truncates the normal distributions of He, Glorot and LeCun,
 * Espalier does not: the variance is the same. Seeds are not taken over; they come from the
 * training.
 */
final class InitializerNames {
  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One initializer on both sides.
   *
   * @param variance distribution (normal or uniform) and mode as VarianceScaling has them, or empty
   */
  private record Form(
      String name,
      Class<? extends Initializer> type,
      Function<JsonNode, Initializer> read,
      Function<Initializer, ObjectNode> write,
      String variance) {}

  private static final List<Form> FORMS =
      List.of(
          plain("Zeros", Constant.ZEROS, ""),
          plain("Ones", Constant.ONES, ""),
          of(
              "Constant",
              Constant.class,
              c -> new Constant(c.path("value").asDouble(0)),
              i -> options().put("value", i.value())),
          plain("GlorotUniform", new GlorotUniform(), "uniform fan_avg 1.0"),
          plain("GlorotNormal", new GlorotNormal(), "normal fan_avg 1.0"),
          plain("HeUniform", new HeUniform(), "uniform fan_in 2.0"),
          plain("HeNormal", new HeNormal(), "normal fan_in 2.0"),
          plain("LecunUniform", new LeCunUniform(), "uniform fan_in 1.0"),
          plain("LecunNormal", new LeCunNormal(), "normal fan_in 1.0"),
          of(
              "Orthogonal",
              Orthogonal.class,
              c -> new Orthogonal(c.path("gain").asDouble(1)),
              i -> options().put("gain", i.gain())),
          of(
              "Identity",
              Identity.class,
              c -> new Identity(c.path("gain").asDouble(1)),
              i -> options().put("gain", i.gain())),
          of(
              "RandomNormal",
              Normal.class,
              c -> new Normal(c.path("mean").asDouble(0), c.path("stddev").asDouble(0.05)),
              i -> options().put("mean", i.mean()).put("stddev", i.stddev())),
          of(
              "TruncatedNormal",
              TruncatedNormal.class,
              c -> new TruncatedNormal(c.path("mean").asDouble(0), c.path("stddev").asDouble(0.05)),
              i -> options().put("mean", i.mean()).put("stddev", i.stddev())),
          of(
              "RandomUniform",
              Uniform.class,
              c -> new Uniform(c.path("minval").asDouble(-0.05), c.path("maxval").asDouble(0.05)),
              i -> options().put("minval", i.min()).put("maxval", i.max())));

  private InitializerNames() {}

  private static <I extends Initializer> Form plain(String name, I value, String variance) {
    return new Form(name, value.getClass(), c -> value, i -> options(), variance);
  }

  private static <I extends Initializer> Form of(
      String name,
      Class<I> type,
      Function<JsonNode, Initializer> read,
      Function<I, ObjectNode> write) {
    return new Form(name, type, read, i -> write.apply(type.cast(i)), "");
  }

  private static ObjectNode options() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Of a name, or of an object with class_name and config. */
  static Initializer read(JsonNode value, String path, LayerConfig layer) {
    String name =
        Fields.text(value.isObject() ? Fields.require(value, "class_name", path) : value, path);
    JsonNode config = value.path("config");
    Optional<Form> form =
        bare(name).equals("variancescaling")
            ? scaled(config)
            : FORMS.stream().filter(f -> bare(f.name()).equals(bare(name))).findFirst();
    if (form.isPresent()) return form.get().read().apply(config);
    layer.problem(
        path.substring(path.lastIndexOf('.') + 1)
            + " "
            + Fields.brief(value)
            + " has no counterpart; there are "
            + FORMS.stream().map(Form::name).toList());
    return new GlorotUniform();
  }

  private static Optional<Form> scaled(JsonNode config) {
    String distribution = config.path("distribution").asText("truncated_normal");
    String wanted =
        (distribution.endsWith("normal") ? "normal" : distribution)
            + " "
            + config.path("mode").asText("fan_in")
            + " "
            + config.path("scale").asDouble(1);
    return FORMS.stream().filter(f -> f.variance().equals(wanted)).findFirst();
  }

  private static String bare(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT).replaceFirst("initializer$", "");
  }

  static JsonNode write(Initializer initializer, LayerText layer) {
    Optional<Form> form =
        FORMS.stream()
            .filter(f -> f.type() == initializer.getClass())
            .filter(f -> f.read().apply(f.write().apply(initializer)).equals(initializer))
            .findFirst();
    if (form.isEmpty()) {
      layer.problem("its initializer " + initializer + " has no counterpart in Keras");
      return JSON.nullNode();
    }
    ObjectNode out = options().put("class_name", form.get().name());
    out.set("config", form.get().write().apply(initializer));
    return out;
  }
}
