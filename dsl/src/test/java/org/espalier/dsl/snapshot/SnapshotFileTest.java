package org.espalier.dsl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot comes back from its file bit for bit, or not at all. */
class SnapshotFileTest extends SnapshotFolder {
  /** A layer that is not the library's. */
  record Doubled(double by) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      return x.times(by);
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
