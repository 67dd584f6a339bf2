package org.espalier.tf;

import java.util.List;

/**
 * What this process runs on. Plain data: prints, and becomes JSON as it stands.
 *
 * @param tensorFlow version of TensorFlow, {@code 2.18.0}; empty when it cannot be loaded
 * @param java version and maker of the Java machine
 * @param system operating system, its version, architecture
 * @param cpu model of the processor, as far as the system tells
 * @param cores processors this process may use
 * @param intraThreads threads of one op unless told otherwise
 * @param interThreads ops at the same time unless told otherwise
 * @param oneDnn whether TensorFlow computes with oneDNN
 * @param oneDnnWhy how that came about
 * @param devices devices TensorFlow sees, by its names; empty when it cannot be loaded
 * @param memoryBytes memory of the machine, 0 when not known
 * @param heapBytes memory Java may use for objects; TensorFlow's tensors are outside of it
 * @param natives TensorFlow's native libraries on the class path
 * @param cuda NVIDIA's libraries, looked for when a GPU build is on the class path
 * @param problems what is wrong, worst first
 */
public record DoctorReport(
    String tensorFlow,
    String java,
    String system,
    String cpu,
    int cores,
    int intraThreads,
    int interThreads,
    Natives.OneDnn oneDnn,
    String oneDnnWhy,
    List<String> devices,
    long memoryBytes,
    long heapBytes,
    List<NativeLibrary> natives,
    List<CudaLibrary> cuda,
    List<Problem> problems) {
  public DoctorReport {
    devices = List.copyOf(devices);
    natives = List.copyOf(natives);
    cuda = List.copyOf(cuda);
    problems = List.copyOf(problems);
  }

  /** True when sessions can be opened. */
  public boolean works() {
    return problems.stream().noneMatch(Problem::refuses);
  }
}
