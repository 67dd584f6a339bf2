package org.espalier.runtime.live;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.Natives;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/** How a result came about: versions, machine, settings, data, time. */
public final class Provenance {
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Dataset data;
  private final long wall = System.nanoTime();
  private final long cpu = cpuNanos();

  private Provenance(Dataset data) {
    this.data = data;
  }

  /** Notes everything known before a training. */
  public static Provenance start(Engine engine, Dataset data) {
    Provenance p = new Provenance(data);
    TfOptions options = engine.options();
    p.facts.put("espalier", version());
    p.facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    p.facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    p.facts.put("architecture", System.getProperty("os.arch"));
    p.facts.put("cpu", Processor.model());
    p.facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    p.facts.put("tensorflow", Natives.version());
    p.facts.put("javacpp", Natives.bindingVersion());
    p.facts.put("oneDNN", Natives.prepare().oneDnn().name().toLowerCase(Locale.ROOT));
    p.facts.put("device", options.device().name().toLowerCase(Locale.ROOT));
    p.facts.put("devices", String.join(" ", TfSession.devices()));
    p.facts.put("threads", Integer.toString(options.intraThreads()));
    p.facts.put("poolThreads", Integer.toString(TfSession.poolThreads()));
    p.facts.put("interThreads", Integer.toString(options.interThreads()));
    p.facts.put("grappler", Boolean.toString(options.grappler()));
    p.facts.put("seed", Long.toString(engine.training().seed()));
    return p;
  }

  private static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * The facts so far with the time spent added to what {@code before} says. The first call reads
   * all data for their checksum.
   */
  public Map<String, String> end(Map<String, String> before) {
    Map<String, String> all = new LinkedHashMap<>(before);
    all.putAll(facts);
    all.put("data", data.name() + " " + data.checksum());
    all.put("wallSeconds", seconds(before.get("wallSeconds"), System.nanoTime() - wall));
    all.put("cpuSeconds", seconds(before.get("cpuSeconds"), cpuNanos() - cpu));
    return all;
  }

  private static String seconds(String before, long nanos) {
    double sum = (before == null ? 0 : Double.parseDouble(before)) + nanos / 1e9;
    return String.format(Locale.ROOT, "%.3f", sum);
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }
}
