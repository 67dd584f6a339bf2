package org.espalier.tf;

/**
 * TensorFlow's native library as the class path holds it.
 *
 * @param kind what it computes on
 * @param platform the system it is for: {@code linux-x86_64}
 * @param from file name of the jar, or the folder, that holds it
 */
public record NativeLibrary(Kind kind, String platform, String from) {
  /** What a native library computes on. */
  public enum Kind {
    /** Processors. */
    CPU,
    /** NVIDIA GPUs too, with CUDA and cuDNN installed. */
    GPU
  }
}
