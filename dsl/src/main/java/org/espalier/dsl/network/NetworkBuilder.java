package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.tensor.DType;

/**
 * Describes a network step by step; each step is traced as it is added, so that a shape that does
 * not fit throws on the line that wrote it. Handles are typed: what an image can do, a vector
 * cannot.
 */
public final class NetworkBuilder {
  private static final StackWalker STACK = StackWalker.getInstance();
  private static final String JAVA_BUILDERS = NetworkBuilder.class.getPackageName();
  private static final String KOTLIN_BUILDERS =
      JAVA_BUILDERS.substring(0, JAVA_BUILDERS.lastIndexOf('.'));

  private final String name;
  private final List<InputSpec> inputs = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();
  private final List<ParametrizationRule> rules = new ArrayList<>();
  private final Map<String, Expr> values = new LinkedHashMap<>();
  private final Map<String, String> declared = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private Initializer init = new GlorotUniform();
  private DType dtype = DType.FLOAT32;
  private Trace trace;
  private String current;

  NetworkBuilder(String name) {
    this.name = name;
  }

  /** An input of images: [batch, height, width, channels]. */
  public ImageHandle image(long height, long width, long channels) {
    return image("image", height, width, channels);
  }

  /** A named input of images: [batch, height, width, channels]. */
  public ImageHandle image(String name, long height, long width, long channels) {
    return new ImageHandle(this, input(of(name, height, width, channels)));
  }

  /** An input of feature vectors: [batch, features]. */
  public VectorHandle vector(long features) {
    return vector("features", features);
  }

  /** A named input of feature vectors: [batch, features]. */
  public VectorHandle vector(String name, long features) {
    return new VectorHandle(this, input(of(name, features)));
  }

  /** An input of sequences of known length: [batch, time, features]. */
  public SequenceHandle sequence(long time, long features) {
    return sequence("sequence", time, features);
  }

  /** A named input of sequences of known length: [batch, time, features]. */
  public SequenceHandle sequence(String name, long time, long features) {
    return new SequenceHandle(this, input(of(name, time, features)));
  }

  /** An input of any type. */
  public TensorHandle tensor(InputSpec spec) {
    return new TensorHandle(this, input(spec));
  }

  /** An input of the parameters' element type. */
  private InputSpec of(String name, long... example) {
    return new InputSpec(name, InputSpec.of(name, example).type().as(dtype));
  }

  private String input(InputSpec spec) {
    inputs.add(spec);
    values.put(spec.name(), Leaf.input(spec.name(), spec.type()));
    declared.put(spec.name(), caller());
    current = spec.name();
    return current;
  }

  /** How weight matrices start for which no layer says otherwise. */
  public NetworkBuilder init(Initializer policy) {
    this.init = policy;
    return this;
  }

  /** How weight matrices start for which no layer says otherwise, as said so far. */
  public Initializer init() {
    return init;
  }

  /** Element type of parameters, as said so far. */
  public DType dtype() {
    return dtype;
  }

  /** Element type of parameters; float32 unless said, and said before the first input. */
  public NetworkBuilder dtype(DType type) {
    if (!inputs.isEmpty()) throw new EspalierException("say dtype(…) before the first input");
    this.dtype = type;
    return this;
  }

  /**
   * What stands between stored variables and effective weights; see {@link ParametrizationRule}.
   */
  public NetworkBuilder parametrize(String pattern, Parametrization parametrization) {
    rules.add(new ParametrizationRule(pattern, parametrization));
    return this;
  }

  /**
   * What the connections of a step are made of: those that its layer, or layers in it, declare. It
   * comes after what was said by {@link #parametrize}.
   *
   * @param step a step described before
   * @throws EspalierException when there are none
   */
  public NetworkBuilder structure(String step, Parametrization structure) {
    String root =
        steps.stream().filter(s -> s.name().equals(step)).map(Step::weights).findFirst().orElse("");
    List<String> found =
        trace == null
            ? List.of()
            : trace.calls().stream()
                .flatMap(call -> call.connections().stream())
                .map(path -> path.substring(name.length() + 1))
                .filter(path -> path.startsWith(root + "/"))
                .distinct()
                .toList();
    if (found.isEmpty()) {
      throw new EspalierException(
          "'"
              + name
              + "/"
              + step
              + "' has no connections to mask or group: dense, conv2d and other layers with a"
              + " kernel have; a layer of one's own says which of its parameters are by"
              + " implementing Connected, and parametrize(\"PATH\", …) names any");
    }
    for (String path : found) parametrize(path, structure);
    return this;
  }

  /**
   * The value described last, or the one that {@link #from} named since: what is an output when
   * none is said.
   *
   * @throws EspalierException before the first input
   */
  public TensorHandle current() {
    if (current == null) {
      throw new EspalierException(
          "network '"
              + name
              + "' has no input yet; begin with image(height, width, channels), vector(features),"
              + " sequence(time, features) or tensor(spec)");
    }
    return new TensorHandle(this, current);
  }

  /** Goes on from an earlier value. */
  public NetworkBuilder from(Handle<?> earlier) {
    Network.require(values.keySet(), name, "from(…) names", earlier.name());
    current = earlier.name();
    return this;
  }

  /**
   * Adds one use of any layer; what the handles' methods are short for.
   *
   * @param as the step's name; null means the layer's base name and a number
   * @param layer what is computed
   * @param weights name of an earlier step whose parameters this one uses; null means its own
   * @param from what it is computed from, in the layer's order
   * @throws EspalierException when the name is taken or a value is not of this network
   * @throws org.espalier.dsl.error.ShapeMismatch when the layer cannot take these values
   */
  public TensorHandle step(String as, Layer layer, String weights, Handle<?>... from) {
    return new TensorHandle(
        this, add(as, layer, weights, Arrays.stream(from).map(Handle::name).toList()));
  }

  /** Makes a handle an output; several calls make several outputs. */
  public NetworkBuilder output(Handle<?> handle) {
    outputs.add(handle.name());
    return this;
  }

  /**
   * The network described so far.
   *
   * @throws org.espalier.dsl.error.ShapeMismatch when a parametrization cannot take its parameter
   */
  public Network build() {
    if (outputs.isEmpty() && current != null) outputs.add(current);
    if (!rules.isEmpty()) traceAgain();
    return snapshot();
  }

  private Network snapshot() {
    return new Network(name, inputs, steps, new ArrayList<>(outputs), init, rules, dtype);
  }

  /** Adds a step; {@code as} null means a numbered name. What fails leaves nothing behind. */
  String add(String as, Layer layer, String weights, List<String> from) {
    Map<String, Integer> countsBefore = Map.copyOf(counts);
    String step = as != null ? as : number(layer.baseName());
    String placeBefore = declared.put(step, caller());
    steps.add(new Step(step, layer, from, weights == null ? step : weights));
    try {
      for (String each : from) {
        Network.require(values.keySet(), name, "'" + step + "' uses", each);
      }
      if (values.containsKey(step)) Network.claim(new HashSet<>(values.keySet()), name, step);
      if (trace == null) trace = new Trace(new Tracing(snapshot()), "describe", true);
      values.put(step, call(steps.get(steps.size() - 1)));
      current = step;
      return step;
    } catch (RuntimeException e) {
      steps.remove(steps.size() - 1);
      declared.remove(step);
      if (placeBefore != null) declared.put(step, placeBefore);
      counts.clear();
      counts.putAll(countsBefore);
      traceAgain();
      throw e;
    }
  }

  /** Forgets what a failed step had declared; sees the parametrizations said since. */
  private void traceAgain() {
    trace = null;
    if (steps.isEmpty()) return;
    trace = new Trace(new Tracing(snapshot()), "describe", true);
    for (Step step : steps) values.put(step.name(), call(step));
  }

  private Expr call(Step step) {
    return new StepSite(name, steps, step, values, declared).call(trace);
  }

  private String number(String base) {
    String next;
    do next = base + counts.merge(base, 1, Integer::sum);
    while (values.containsKey(next));
    return next;
  }

  Expr value(String step) {
    return values.get(step);
  }

  /** File and line of the first frame outside the builders, Java's and Kotlin's. */
  private static String caller() {
    return STACK.walk(
        frames ->
            frames
                .filter(f -> f.getFileName() != null && !isBuilder(f.getClassName()))
                .findFirst()
                .map(f -> f.getFileName() + ":" + f.getLineNumber())
                .orElse(""));
  }

  private static boolean isBuilder(String type) {
    String room = type.substring(0, Math.max(0, type.lastIndexOf('.')));
    return (room.equals(JAVA_BUILDERS) || room.equals(KOTLIN_BUILDERS)) && !type.endsWith("Test");
  }
}
