package org.espalier.dsl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writing a snapshot leaves the whole file or what was there before, whatever comes between. */
class SnapshotWriteTest extends SnapshotFolder {
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
                SnapshotWriteTest.class.getName(),
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
}
