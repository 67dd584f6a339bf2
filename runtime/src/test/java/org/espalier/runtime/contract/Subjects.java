package org.espalier.runtime.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Custom;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.init.BernoulliMask;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.ErdosRenyiMask;
import org.espalier.dsl.init.GivenMask;
import org.espalier.dsl.init.GroupMask;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Hypercore;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.LinkMask;
import org.espalier.dsl.init.Normal;
import org.espalier.dsl.init.RandomMask;
import org.espalier.dsl.init.TruncatedNormal;
import org.espalier.dsl.init.Uniform;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.AveragePool2d;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.ContrastNorm;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.DendriteConv2d;
import org.espalier.dsl.layer.DendriteDense;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.FixedAffine;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.GaussianDropout;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.layer.GlobalMaxPool;
import org.espalier.dsl.layer.GroupPool;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.layer.Multiply;
import org.espalier.dsl.layer.PyNadaConv2d;
import org.espalier.dsl.layer.PyNadaDense;
import org.espalier.dsl.layer.Rescaling;
import org.espalier.dsl.layer.ReshapeTo;
import org.espalier.dsl.layer.SpatialDropout2d;
import org.espalier.dsl.layer.ZeroPad2d;
import org.espalier.dsl.loss.Loss;
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy;
import org.espalier.dsl.metric.Metric;
import org.espalier.dsl.metric.TopKAccuracy;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.AdamW;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.parametrization.AtLeast;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.parametrization.MaxNorm;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.CosineDecay;
import org.espalier.dsl.schedule.InverseDecay;
import org.espalier.dsl.schedule.Schedule;
import org.espalier.dsl.step.StepProgram;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.GradientGrowth;
import org.espalier.dsl.structure.GradualPruning;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.dsl.structure.Restart;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;

/**
 * An example of every type of the library that training is made of. Types that need no settings are
 * found by themselves; <b>a new type with settings needs a line here</b>, in its family's list.
 */
final class Subjects {
  private static final Json JSON = Json.standard();
  private static final long[] PICTURE = {4, 4, 1};

  private final List<Subject> all = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  Subjects() {
    family(Activation.class, activations(), a -> around(a, false));
    family(Layer.class, layers(), this::around);
    family(Initializer.class, initializers(), this::started);
    family(Optimizer.class, optimizers(), o -> subject(plain(), training(o)));
    family(Schedule.class, schedules(), s -> subject(plain(), training(new Sgd(s))));
    family(Loss.class, Map.of(), this::compared);
    family(Metric.class, Map.of("topKAccuracy", new TopKAccuracy(2)), this::measured);
    family(
        Parametrization.class,
        Map.of(
            "atLeast",
            new AtLeast(-0.1),
            "linked",
            new Linked(0.5),
            "masked",
            new Masked(0.5),
            "maxNorm",
            new MaxNorm(1)),
        p -> subject(plain().parametrize("**/kernel", p)));
    family(
        StructurePass.class,
        Map.of(
            "gradientGrowth",
            new GradientGrowth(0.3, 4, 2, true),
            "gradualPruning",
            new GradualPruning(0.9, 0.5, 2, "**/kernel"),
            "linkedStorage",
            new LinkedStorage(0.6),
            "magnitudePruning",
            new MagnitudePruning(0.6),
            "restart",
            new Restart(new HeNormal(), false),
            "sparseEvolution",
            new SparseEvolution(0.3, new Normal(0, 0.1), true)),
        this::passed);
    family(
        StepProgram.class,
        Map.of("supervised", new Supervised(new SparseSoftmaxCrossEntropy(), new Sgd(0.1))),
        p -> subject(plain(), Training.of(p)));
  }

  /** Every example. */
  List<Subject> all() {
    return all;
  }

  /** {@code family/type} of every type that has no example yet. */
  List<String> missing() {
    return missing;
  }

  private static Map<String, Activation> activations() {
    return Map.of("custom", Custom.of("mine", x -> x.times(x.sigmoid()).plus(x.sin())));
  }

  private static Map<String, Layer> layers() {
    Map<String, Layer> layers = new HashMap<>();
    layers.put("add", new Add());
    layers.put("averagePool2d", new AveragePool2d(2));
    layers.put("batchNorm", new BatchNorm());
    layers.put("block", new Block(Network.named("inner").vector(16).dense(5, new Tanh()).build()));
    layers.put("concat", new Concat(-1));
    layers.put("contrastNorm", new ContrastNorm(0.1));
    layers.put("fixedAffine", new FixedAffine());
    layers.put("groupPool", new GroupPool(2));
    layers.put("conv2d", new Conv2d(3, 2, new Relu()));
    layers.put("dendriteConv2d", new DendriteConv2d(3, 2));
    layers.put("dendriteDense", new DendriteDense(7));
    layers.put("dense", new Dense(7, new Relu()));
    layers.put("dropout", new Dropout(0.2));
    layers.put("flatten", new Flatten());
    layers.put("gaussianDropout", new GaussianDropout(0.1));
    layers.put("globalAveragePool", new GlobalAveragePool());
    layers.put("globalMaxPool", new GlobalMaxPool());
    layers.put(
        "lambda", Lambda.of("squared", InputSpec.of("x", 16).type(), x -> x.square().plus(x)));
    layers.put("maxPool2d", new MaxPool2d(2));
    layers.put("zeroPad2d", new ZeroPad2d(1, 0, 2, 1));
    layers.put("multiply", new Multiply());
    layers.put("pyNadaConv2d", new PyNadaConv2d(3, 2));
    layers.put("pyNadaDense", new PyNadaDense(7));
    layers.put("rescaling", new Rescaling(2, -1));
    layers.put("reshapeTo", new ReshapeTo(4, 4));
    layers.put("spatialDropout2d", new SpatialDropout2d(0.1));
    return layers;
  }

  private static Map<String, Initializer> initializers() {
    Map<String, Initializer> inits = new HashMap<>();
    inits.put("bernoulliMask", new BernoulliMask(0.6));
    inits.put("constant", new Constant(0.1));
    inits.put("erdosRenyiMask", new ErdosRenyiMask(0.5));
    inits.put("givenMask", GivenMask.of(Nd.filled(1, 2, 16)));
    inits.put("groupMask", new GroupMask(2));
    inits.put("normal", new Normal(0, 0.3));
    inits.put("randomMask", new RandomMask(0.5));
    inits.put("rewired", new Normal(0, 0.3).rewired());
    inits.put("stabilised", new Normal(0, 0.3).stabilised(3));
    inits.put("truncatedNormal", new TruncatedNormal(0, 0.3));
    inits.put("uniform", new Uniform(-0.4, 0.4));
    return inits;
  }

  private static Map<String, Optimizer> optimizers() {
    return Map.of(
        "adam", new Adam(0.01),
        "adamW", new AdamW(0.01, 0.01),
        "momentum", new Momentum(0.02),
        "sgd", new Sgd(0.1));
  }

  private static Map<String, Schedule> schedules() {
    return Map.of(
        "constantRate",
        new ConstantRate(0.1),
        "cosineDecay",
        new CosineDecay(0.2, 30, 4, 0.1),
        "inverseDecay",
        new InverseDecay(0.2, 30));
  }

  /** A subject of each type of a family: by its example, or without settings. */
  private <T> void family(
      Class<T> family, Map<String, ? extends T> examples, Function<T, Subject> subject) {
    for (String name : JSON.names(family)) {
      String label = family.getSimpleName() + "/" + name;
      if (family == Layer.class && JSON.names(Activation.class).contains(name)) continue;
      T example = examples.containsKey(name) ? examples.get(name) : byDefault(family, name);
      if (example == null) missing.add(label);
      else all.add(named(label, subject.apply(example)));
    }
  }

  private static <T> T byDefault(Class<T> family, String name) {
    try {
      return JSON.read("{\"type\": \"" + name + "\"}", family);
    } catch (JsonError needsSettings) {
      return null;
    }
  }

  private static Subject named(String name, Subject s) {
    return new Subject(name, s.network(), s.training(), s.data(), s.fit());
  }

  private static Network plain() {
    return Clouds.network();
  }

  private static Training training(Optimizer optimizer) {
    return Training.classification().optimizer(optimizer);
  }

  private static Subject subject(Network network) {
    return subject(network, training(new Adam(0.01)));
  }

  private static Subject subject(Network network, Training training) {
    Fit fit = Fit.epochs(3).batch(64);
    return new Subject("", network, training, Clouds.data(), fit);
  }

  /** The layer in the middle: on vectors if it takes them, else on pictures, twice where needed. */
  private Subject around(Layer layer) {
    boolean joins = layer instanceof Add || layer instanceof Concat || layer instanceof Multiply;
    return around(layer, joins);
  }

  private Subject around(Layer layer, boolean joins) {
    Network vectors = wired(layer, joins, UnaryOperator.identity());
    if (describes(vectors)) return subject(vectors);
    return subject(wired(layer, joins, steps -> pictures(steps)));
  }

  private static boolean describes(Network network) {
    try {
      org.espalier.dsl.snapshot.Snapshot.initial(network, Training.classification());
      return true;
    } catch (org.espalier.dsl.error.EspalierException refused) {
      return false;
    }
  }

  private static List<Step> pictures(List<Step> steps) {
    List<Step> more = new ArrayList<>(steps);
    Step first = more.get(0);
    more.set(0, new Step("vectors", first.layer(), first.inputs()));
    more.add(1, new Step(first.name(), new ReshapeTo(PICTURE), List.of("vectors")));
    return more;
  }

  private static Network wired(Layer layer, boolean joins, UnaryOperator<List<Step>> change) {
    List<String> from = joins ? List.of("before", "before") : List.of("before");
    List<Step> steps =
        List.of(
            new Step("before", new Dense(16, new Tanh()), List.of("in")),
            new Step("subject", layer, from),
            new Step("flat", new Flatten(), List.of("subject")),
            new Step("out", new Dense(3), List.of("flat")));
    List<InputSpec> inputs = List.of(InputSpec.of("in", 2));
    return new Network("net", inputs, change.apply(steps), List.of("out"));
  }

  /** Rows of numbers where the loss takes them, else class ids. */
  private Subject compared(Loss loss) {
    Type output = Type.float32(Clouds.SIZE, 3);
    boolean ids = loss.target(output).dtype().isInt();
    Dataset data = ids ? Clouds.data() : Dataset.of(Clouds.points(), oneHot());
    Training training = Training.of(new Supervised(loss, new Adam(0.01)));
    return new Subject("", plain(), training, data, Fit.epochs(3).batch(64));
  }

  private static float[][] oneHot() {
    float[][] rows = new float[Clouds.SIZE][3];
    for (int i = 0; i < rows.length; i++) rows[i][i % 3] = 1;
    return rows;
  }

  /** A metric on class ids where it takes them, else on rows of numbers. */
  private Subject measured(Metric metric) {
    Subject ids = compared(new SparseSoftmaxCrossEntropy());
    Subject rows = compared(new org.espalier.dsl.loss.SoftmaxCrossEntropy());
    for (Subject s : List.of(ids, rows)) {
      Loss loss = ((Supervised) s.training().program()).objectives().get(0).loss();
      Training training = Training.of(new Supervised(loss, new Adam(0.01), metric));
      if (traces(s.network(), training)) {
        return new Subject("", s.network(), training, s.data(), s.fit());
      }
    }
    throw new AssertionError(metric + " measures neither class ids nor rows of numbers");
  }

  private static boolean traces(Network network, Training training) {
    try {
      org.espalier.dsl.step.StepGraph.of(network, training.program());
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  /**
   * As the network's policy; what needs trained values gets them after the first epoch; a mask
   * masks the first kernel.
   */
  private Subject started(Initializer init) {
    if (init instanceof LinkMask mask) {
      return subject(plain().parametrize("dense1/kernel", new Masked(mask)));
    }
    if (!(init instanceof Hypercore)) return subject(plain().withInit(init));
    Subject s = subject(plain());
    Fit fit = s.fit().passOnce(1, new Restart(init));
    return new Subject("", s.network(), s.training(), s.data(), fit);
  }

  private Subject passed(StructurePass pass) {
    Subject s = subject(plain().parametrize("**/kernel", new Masked(0.5)));
    return new Subject("", s.network(), s.training(), s.data(), s.fit().pass(2, pass));
  }
}
