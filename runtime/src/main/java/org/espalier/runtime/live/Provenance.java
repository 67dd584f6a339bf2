package org.espalier.runtime.live;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.Natives;

/** How a result came about: versions, machine, settings, data, time. */
public final class Provenance {
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final long wall = System.nanoTime();
  private final long cpu = cpuNanos();

  private Provenance() {}

  /** Notes everything known before a training. */
  public static Provenance start(Compute compute, long seed, Dataset data) {
    Provenance p = new Provenance();
    p.facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    p.facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    p.facts.put("tensorflow", Natives.version());
    p.facts.put("oneDNN", Natives.prepare().oneDnn().name().toLowerCase(Locale.ROOT));
    p.facts.put("device", compute.device().name().toLowerCase(Locale.ROOT));
    p.facts.put("threads", Integer.toString(compute.threads()));
    p.facts.put("seed", Long.toString(seed));
    p.facts.put("data", data.name() + " " + data.checksum());
    return p;
  }

  /** The facts so far with the time spent added to what {@code before} says. */
  public Map<String, String> end(Map<String, String> before) {
    Map<String, String> all = new LinkedHashMap<>(before);
    all.putAll(facts);
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
