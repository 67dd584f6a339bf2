package org.espalier.tf;

import com.sun.jna.Platform;
import java.util.List;
import java.util.function.Predicate;

/**
 * A library of NVIDIA's that the GPU build of TensorFlow 2.18 opens when it starts.
 *
 * @param name file name the loader is asked for
 * @param part what it belongs to: {@code driver}, {@code CUDA 12}, {@code cuDNN 9}
 * @param found whether the system's loader finds it
 */
public record CudaLibrary(String name, String part, boolean found) {
  private static final List<CudaLibrary> WANTED =
      List.of(
          new CudaLibrary("libcuda.so.1", "driver", false),
          new CudaLibrary("libcudart.so.12", "CUDA 12", false),
          new CudaLibrary("libcublas.so.12", "CUDA 12", false),
          new CudaLibrary("libcublasLt.so.12", "CUDA 12", false),
          new CudaLibrary("libcufft.so.11", "CUDA 12", false),
          new CudaLibrary("libcusolver.so.11", "CUDA 12", false),
          new CudaLibrary("libcusparse.so.12", "CUDA 12", false),
          new CudaLibrary("libcudnn.so.9", "cuDNN 9", false));

  /** All of them, found or not; none on systems for which there is no GPU build. */
  static List<CudaLibrary> look() {
    return Platform.isLinux() ? look(CudaLibrary::opens) : List.of();
  }

  static List<CudaLibrary> look(Predicate<String> opens) {
    return WANTED.stream()
        .map(lib -> new CudaLibrary(lib.name(), lib.part(), opens.test(lib.name())))
        .toList();
  }

  private static boolean opens(String name) {
    try {
      com.sun.jna.NativeLibrary.getInstance(name).close();
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
