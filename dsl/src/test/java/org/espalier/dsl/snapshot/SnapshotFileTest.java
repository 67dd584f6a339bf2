package org.espalier.dsl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot comes back from its file bit for bit, or not at all. */
class SnapshotFileTest {
  /** A layer that is not the library's. */
  record Doubled(double by) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      return x.times(by);
    }
  }

  @TempDir Path folder;

  private static Network network() {
    return Network.named("net").vector(3).dense(5, new Relu()).batchNorm().dense(2).build();
  }

  static Snapshot snapshot() {
    Map<String, Double> epoch = new LinkedHashMap<>();
    for (String name : List.of("zeta", "loss", "accuracy", "beta", "alpha")) {
      epoch.put(name, 0.1 + epoch.size());
    }
    epoch.put("worst", Double.NaN);
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("tensorflow", "2.18.0");
    provenance.put("data", "\"quoted\" äöü ∂");
    Snapshot start = Snapshot.initial(network(), Training.classification().seed(0));
    return new Snapshot(
        start.network(),
        start.training(),
        start.arrays(),
        new Progress(2, 17, 18, List.of(epoch, Map.of("loss", 1e-300))),
        provenance);
  }

  private Path saved(Snapshot snapshot) {
    Path file = folder.resolve("net.espalier");
    snapshot.saveTo(file);
    return file;
  }

  private void holdsOnly(Path... files) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(found).containsExactlyInAnyOrder(files);
    }
  }

  @Test
  void everythingComesBack() throws IOException {
    Snapshot snapshot = snapshot();
    Path file = saved(snapshot);
    Snapshot back = Snapshot.load(file);
    assertThat(back).isEqualTo(snapshot);
    assertThat(back.progress().history().get(0).keySet())
        .containsExactly("zeta", "loss", "accuracy", "beta", "alpha", "worst");
    assertThat(back.provenance().keySet()).containsExactly("tensorflow", "data");
    assertThat(back.weightsSha256()).isEqualTo(snapshot.weightsSha256());
    holdsOnly(file);
  }

  @Test
  void equalSnapshotsGiveEqualFiles() throws IOException {
    byte[] first = Files.readAllBytes(saved(snapshot()));
    assertThat(Files.readAllBytes(saved(snapshot()))).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyElementTypeComesBack(DType dtype) {
    Random random = new Random(7);
    Map<String, Tensor> arrays = new TreeMap<>();
    for (long[] dims : new long[][] {{}, {0}, {3, 0, 2}, {1}, {7}, {2, 3, 5}, {40_000}}) {
      byte[] bytes = new byte[dtype.bytes() * Nd.count(dims)];
      random.nextBytes(bytes);
      arrays.put("net/" + dims.length + "-" + Nd.count(dims), Tensor.ofBytes(dtype, dims, bytes));
    }
    Snapshot snapshot =
        new Snapshot(network(), Optional.empty(), new TreeMap<>(arrays), Progress.NONE, Map.of());
    assertThat(Snapshot.load(saved(snapshot)).arrays()).isEqualTo(arrays);
  }

  @Test
  void theWeightsNameChangesWithEveryWeightAndNothingElse() {
    Snapshot s = snapshot();
    String name = s.weightsSha256();
    assertThat(s.withProgress(Progress.NONE).weightsSha256()).isEqualTo(name);
    for (String path : s.arrays().keySet()) {
      Tensor before = s.array(path);
      byte[] bytes = new byte[before.bytes().remaining()];
      before.bytes().get(bytes);
      bytes[bytes.length - 1] ^= 1;
      Tensor after = Tensor.ofBytes(before.dtype(), before.dims(), bytes);
      boolean same = s.with(Map.of(path, after)).weightsSha256().equals(name);
      assertThat(same).as(path).isEqualTo(path.startsWith("@"));
    }
  }

  /** Byte counts at which a file may be cut: every sixteenth, and around the frame's edges. */
  static Stream<Double> cuts() {
    return IntStream.range(0, 16).mapToObj(i -> i / 16.0);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aTruncatedFileIsRefused(double share) throws IOException {
    Path file = saved(snapshot());
    byte[] whole = Files.readAllBytes(file);
    for (int off : new int[] {0, 1, 3, 9, 17}) {
      Files.write(file, Arrays.copyOf(whole, (int) (share * whole.length) + off));
      refused(file);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    refused(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    refused(file);
  }

  private static void refused(Path file) {
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void anyFlippedBitIsNoticed() throws IOException {
    Path file = saved(snapshot());
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    List<Integer> places = new ArrayList<>(List.of(0, 8, 11, 12, 15, 16, 100));
    for (int i = 1; i <= 33; i++) places.add(whole.length - i);
    for (int i = 0; i < 200; i++) places.add(random.nextInt(whole.length));
    for (int place : places) {
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      refused(file);
    }
    Files.write(file, whole);
    assertThat(Snapshot.load(file)).isEqualTo(snapshot());
  }

  @Test
  void randomBytesAndOtherFilesAreRefused() throws IOException {
    Path file = folder.resolve("noise.espalier");
    Random random = new Random(2);
    for (int size : new int[] {0, 1, 8, 12, 16, 48, 1000, 100_000}) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      Files.write(file, noise);
      refused(file);
    }
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> Snapshot.load(file))
        .hasMessage(file + " is no Espalier snapshot: it is empty");
    Path missing = folder.resolve("missing.espalier");
    assertThatThrownBy(() -> Snapshot.load(missing)).hasMessage("no such file: " + missing);
    assertThatThrownBy(() -> Snapshot.load(folder))
        .hasMessage("cannot read " + folder + ": it is a folder; name a file in it");
  }

  @Test
  void anotherVersionSaysWhatToDo() throws IOException {
    Path file = saved(snapshot());
    byte[] whole = Files.readAllBytes(file);
    ByteBuffer.wrap(whole).putInt(8, 9);
    Files.write(file, sealed(whole));
    assertThatThrownBy(() -> Snapshot.load(file))
        .hasMessage(
            file
                + " has snapshot version 9; this Espalier reads version 1: use the release that"
                + " wrote it, or a newer one");
  }

  /** The same with a right checksum. */
  private static byte[] sealed(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, file.length - 32);
      System.arraycopy(digest.digest(), 0, file, file.length - 32, 32);
      return file;
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aForgedHeaderIsRefused() throws IOException {
    Path file = saved(snapshot());
    byte[] whole = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(whole).getInt(12);
    String header = new String(whole, 16, length, StandardCharsets.UTF_8);
    for (String[] change :
        new String[][] {
          {"[ 3, 5 ]", "[3, 500000]"},
          {"[ 3, 5 ]", "[-3, 5]"},
          {"[ 3, 5 ]", "[3, 4]"},
          {"[ 3, 5 ]", "[4294967296, 4294967296]"},
          {"\"FLOAT32\"", "\"FLOAT99\""},
          {"\"network\"", "\"netwerk\""},
        }) {
      assertThat(header).contains(change[0]);
      byte[] text = header.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
      ByteBuffer forged = ByteBuffer.allocate(whole.length - length + text.length);
      forged.put(whole, 0, 12).putInt(text.length).put(text);
      forged.put(whole, 16 + length, whole.length - 16 - length);
      Files.write(file, sealed(forged.array()));
      refused(file);
    }
    ByteBuffer.wrap(whole).putInt(12, Integer.MAX_VALUE);
    Files.write(file, sealed(whole));
    assertThatThrownBy(() -> Snapshot.load(file))
        .hasMessage(
            file + " is no Espalier snapshot: its header claims " + Integer.MAX_VALUE + " bytes");
  }

  @Test
  void aTypeOfAUserIsPassedToTheReader() {
    Network own = Network.named("own").vector(3).layer(new Doubled(2)).dense(2).build();
    Snapshot snapshot = Snapshot.initial(own, Training.classification());
    Path file = saved(snapshot);
    assertThatThrownBy(() -> Snapshot.load(file))
        .isInstanceOf(EspalierException.class)
        .hasMessageStartingWith("cannot read " + file + ": $.network.steps[0].layer")
        .hasMessageContaining("unknown type 'doubled'")
        .hasMessageEndingWith("Json.standard().with(Doubled.class) in Snapshot.load(path, json)");
    assertThat(Snapshot.load(file, Json.standard().with(Doubled.class))).isEqualTo(snapshot);
  }

  @Test
  void aFolderOrAFileInTheWayIsRefused() throws IOException {
    Snapshot snapshot = snapshot();
    assertThatThrownBy(() -> snapshot.saveTo(folder))
        .hasMessage("cannot write " + folder + ": it is a folder; name a file in it");
    Path file = Files.writeString(folder.resolve("plain"), "text");
    Path below = file.resolve("net.espalier");
    assertThatThrownBy(() -> snapshot.saveTo(below))
        .isInstanceOf(EspalierException.class)
        .hasMessageStartingWith("cannot write " + below);
    assertThat(Files.readString(file)).isEqualTo("text");
    holdsOnly(file);
    Path deep = folder.resolve("a/b/net.espalier");
    snapshot.saveTo(deep);
    assertThat(Snapshot.load(deep)).isEqualTo(snapshot);
  }

  @Test
  void aReadOnlyFolderKeepsWhatItHas() throws IOException {
    Path file = saved(snapshot());
    assertThat(folder.toFile().setWritable(false)).isTrue();
    boolean root = Files.isWritable(folder);
    Path target = root ? Path.of("/proc/net.espalier") : file;
    try {
      assumeTrue(!root || Files.isDirectory(Path.of("/proc")), "no folder here is read-only");
      assertThatThrownBy(() -> Snapshot.load(file).withProgress(Progress.NONE).saveTo(target))
          .isInstanceOf(EspalierException.class)
          .hasMessageStartingWith("cannot write " + target);
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
    assertThat(Snapshot.load(file)).isEqualTo(snapshot());
    holdsOnly(file);
  }

  @Test
  void manyWritersOfOneFileLeaveOneWholeFile() throws Exception {
    Path file = folder.resolve("net.espalier");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Snapshot mine = snapshot().withProgress(new Progress(i, i, i, List.of()));
        writers.add(
            () -> {
              mine.saveTo(file);
              return null;
            });
      }
      for (Future<Void> f : pool.invokeAll(writers)) f.get();
    } finally {
      pool.shutdown();
    }
    assertThat(Snapshot.load(file).arrays()).isEqualTo(snapshot().arrays());
    holdsOnly(file);
  }

  @Test
  void anInterruptedThreadWritesAllTheSame() {
    Thread.currentThread().interrupt();
    Path file = saved(snapshot());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Snapshot.load(file)).isEqualTo(snapshot());
  }

  @Test
  @Timeout(60)
  void anInterruptInTheMiddleChangesNothing() throws InterruptedException, IOException {
    Snapshot big = snapshot().with(Map.of("net/big", Tensor.of(new float[1 << 22], 1 << 22)));
    Path file = folder.resolve("big.espalier");
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) big.saveTo(file);
            });
    writer.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    writer.start();
    while (Files.notExists(file)) Thread.onSpinWait();
    writer.interrupt();
    writer.join();
    assertThat(failure.get()).isNull();
    assertThat(Snapshot.load(file)).isEqualTo(big);
    holdsOnly(file);
  }

  @Test
  void aFullDiskLeavesTheFormerFile() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash to limit the size of files");
    Path file = saved(snapshot());
    Path out = folder.resolve("out.txt");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process other =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "ulimit -f 64; exec \"$@\"",
                "bash",
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SnapshotFileTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out).strip())
        .startsWith("cannot write " + file + ": ")
        .contains("File too large")
        .endsWith("what was there before is untouched. Free space, or choose another place");
    assertThat(Snapshot.load(file)).isEqualTo(snapshot());
    holdsOnly(file, out);
  }

  /** The other JVM: writes more than it may. */
  public static void main(String[] args) {
    Map<String, Tensor> big = Map.of("net/big", Tensor.of(new float[1 << 20], 1 << 20));
    try {
      snapshot().with(big).saveTo(Path.of(args[0]));
    } catch (EspalierException e) {
      System.out.println(e.getMessage());
    }
  }

  @Test
  void arraysBeyondTwoGigabytesAreRefusedInWords() {
    assertThatThrownBy(
            () -> Tensor.ofBytes(DType.FLOAT32, new long[] {30_000, 30_000}, new byte[0]))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll("float32[30000, 30000]", "3600000000 bytes", "2 GB at most");
    assertThatThrownBy(
            () -> Tensor.ofBytes(DType.BOOL, new long[] {1L << 32, 1L << 32}, new byte[0]))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("more elements than one array holds");
    Network huge = Network.named("huge").vector(100_000).dense(100_000).build();
    assertThatThrownBy(() -> Snapshot.initial(huge, Training.classification()))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("[100000, 100000] has more elements than one array holds");
  }
}
