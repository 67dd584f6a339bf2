package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.parametrization.Constraint;
import org.espalier.dsl.parametrization.Storage;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** The context of one path within a trace. */
final class TraceContext implements Context {
  private final Trace trace;
  private final StepSite site;
  private String path;

  TraceContext(Trace trace, String path, StepSite site) {
    this.trace = trace;
    this.path = path;
    this.site = site;
  }

  TraceContext at(StepSite other) {
    return new TraceContext(trace, path, other);
  }

  Trace trace() {
    return trace;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public DType dtype() {
    return trace.tracing().network().dtype();
  }

  @Override
  public boolean training() {
    return trace.training();
  }

  @Override
  public Initializer defaultInit() {
    return trace.tracing().network().init();
  }

  @Override
  public Expr param(String name, Shape shape, Initializer init, Constraint... own) {
    String full = child(name);
    Expr known = trace.effective().get(full);
    if (known != null) {
      if (known.shape().equals(shape)) return known;
      throw new EspalierException(
          "parameter '" + full + "' is asked for as " + shape + " but exists as " + known.shape());
    }
    List<Constraint> constraints = new ArrayList<>(List.of(own));
    Supplier<Expr> stage = stored(full, shape, init, constraints);
    boolean elsewhere = false;
    Network network = trace.tracing().network();
    String below = full.substring(network.name().length() + 1);
    for (ParametrizationRule rule : network.parametrizations()) {
      if (!rule.matches(below)) continue;
      if (rule.parametrization() instanceof Constraint c) constraints.add(c);
      if (rule.parametrization() instanceof Storage s) {
        stage = stored(full, s.stored(shape), s.start(init, shape), constraints);
        elsewhere = !s.stored(shape).equals(shape);
      }
      Supplier<Expr> before = stage;
      TraceContext context = new TraceContext(trace, full, site);
      stage = () -> rule.parametrization().effective(before, shape, context);
    }
    if (elsewhere && !constraints.isEmpty()) {
      throw new EspalierException(
          "parameter '"
              + full
              + "' may not leave "
              + constraints
              + ", which cannot hold while it is stored in another form; leave one of the two out");
    }
    Expr value = stage.get();
    if (!value.shape().equals(shape)) {
      throw mismatch(shape + " from the parametrization of '" + full + "'", value.shape());
    }
    trace.effective().put(full, value);
    return value;
  }

  private Supplier<Expr> stored(
      String full, Shape shape, Initializer init, List<Constraint> constraints) {
    Type type = new Type(dtype(), shape);
    return () ->
        trace.tracing().declare(full, type, Variable.Role.WEIGHT, init, constraints).leaf();
  }

  @Override
  public Expr state(String name, Type type, Initializer init) {
    return trace.current(trace.tracing().declare(child(name), type, Variable.Role.STATE, init));
  }

  @Override
  public void update(String name, Expr next) {
    Variable variable = trace.tracing().variable(child(name));
    if (variable == null) {
      throw new EspalierException(
          "'"
              + path
              + "' updates '"
              + name
              + "' before declaring it; call state(\""
              + name
              + "\", …) first");
    }
    trace.update(variable, next);
  }

  @Override
  public Expr key(String purpose) {
    return trace.key(child(purpose));
  }

  @Override
  public void loss(String name, Expr scalar) {
    trace.losses().add(scalar(name, scalar));
  }

  @Override
  public void metric(String name, Expr scalar) {
    trace.metrics().put(below(name), scalar(name, scalar));
  }

  private Expr scalar(String name, Expr value) {
    if (value.shape().rank() == 0) return value;
    throw mismatch("a scalar for '" + name + "'", value.shape(), "mean() or sum() of it");
  }

  @Override
  public void tap(String name, Expr value) {
    trace.taps().put(below(name), value);
  }

  @Override
  public <T> T in(String name, Supplier<T> body) {
    String before = path;
    path = child(name);
    try {
      return body.get();
    } finally {
      path = before;
    }
  }

  @Override
  public Expr call(String name, Layer layer, Expr... inputs) {
    TraceContext inner = new TraceContext(trace, child(name), site);
    Expr output = layer.call(List.of(inputs), inner);
    trace.calls().add(new LayerCall(inner.path, layer, List.of(inputs), output));
    return output;
  }

  @Override
  public ShapeMismatch mismatch(String expected, Object received, String... fixes) {
    return site == null
        ? new ShapeMismatch("'" + path + "'", expected, received.toString(), "", List.of(fixes))
        : site.mismatch(path, expected, received.toString(), List.of(fixes));
  }

  private String child(String name) {
    return path + "/" + name;
  }

  private String below(String name) {
    String full = child(name);
    return full.substring(trace.tracing().network().name().length() + 1);
  }
}
