package org.espalier.dsl.network;

import java.util.ArrayList;
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
    return new SequenceHandle(this, input(of("sequence", time, features)));
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
    return spec.name();
  }

  /** How weight matrices start for which no layer says otherwise. */
  public NetworkBuilder init(Initializer policy) {
    this.init = policy;
    return this;
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

  /** Makes a handle an output; several calls make several outputs. */
  public NetworkBuilder output(Handle<?> handle) {
    outputs.add(handle.name());
    return this;
  }

  /** The network described so far. */
  public Network build() {
    if (outputs.isEmpty() && !values.isEmpty()) {
      outputs.add(new ArrayList<>(values.keySet()).get(values.size() - 1));
    }
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

  /** Forgets what a failed step had declared. */
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

  /** File and line of the first frame outside the library. */
  private static String caller() {
    return STACK.walk(
        frames ->
            frames
                .filter(
                    f ->
                        !f.getClassName().startsWith("org.espalier.dsl.network.")
                            || f.getClassName().endsWith("Test"))
                .filter(f -> f.getFileName() != null)
                .findFirst()
                .map(f -> f.getFileName() + ":" + f.getLineNumber())
                .orElse(""));
  }
}
