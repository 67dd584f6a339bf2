package org.espalier.tf;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/** Options as TensorFlow takes them. */
final class Configs {
  private Configs() {}

  static ConfigProto of(TfOptions options) {
    RewriterConfig rewriter =
        RewriterConfig.newBuilder().setDisableMetaOptimizer(!options.grappler()).build();
    OptimizerOptions optimizer =
        OptimizerOptions.newBuilder()
            .setOptLevel(options.grappler() ? OptimizerOptions.Level.L1 : OptimizerOptions.Level.L0)
            .build();
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(options.intraThreads())
            .setInterOpParallelismThreads(options.interThreads())
            .setAllowSoftPlacement(true)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
            .setGraphOptions(
                GraphOptions.newBuilder()
                    .setRewriteOptions(rewriter)
                    .setOptimizerOptions(optimizer));
    if (options.device() == Device.CPU) config.putDeviceCount("GPU", 0);
    return config.build();
  }

  static TfException noGpu() {
    return new TfException(
        "a GPU is asked for and TensorFlow sees none; devices: "
            + TfSession.devices()
            + "\n\n  Try       Device.CPU or Device.AUTO to run without one, or, with an NVIDIA driver,"
            + " CUDA 12 and cuDNN 9 installed, in place of espalier-native-cpu\n"
            + Problems.dependency("espalier-native-gpu").indent(12).stripTrailing());
  }
}
