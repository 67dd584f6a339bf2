package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.runtime.data.DataExceptions.thrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path dir;

  static byte[] idx(int type, int[] dims, byte... content) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + content.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int dim : dims) {
      bytes.putInt(dim);
    }
    return bytes.put(content).array();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(dir.resolve("data.idx"), bytes);
  }

  private DataException fault(byte[] bytes) throws IOException {
    Path file = file(bytes);
    DataException e = thrownBy(() -> Idx.read(file));
    assertThat(e.where()).isEqualTo(file.toString());
    return e;
  }

  private static final byte[] SMALL = idx(8, new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, -1});

  @Test
  void readsPlainAndGzipWhateverTheName() throws IOException {
    for (byte[] bytes : new byte[][] {SMALL, gzip(SMALL)}) {
      Idx idx = Idx.read(file(bytes));
      assertThat(idx.element()).isEqualTo(Idx.Element.UBYTE);
      assertThat(idx.dims()).containsExactly(2, 3);
      assertThat(idx.rows()).isEqualTo(2);
      assertThat(idx.rowShape()).containsExactly(3);
      assertThat(idx.ints()).containsExactly(1, 2, 3, 4, 5, 255);
      assertThat(idx.floats()).containsExactly(1, 2, 3, 4, 5, 255);
      float[] out = new float[3];
      idx.column(0.5f).gather(new int[] {1}, 0, 1, out, 0);
      assertThat(out).containsExactly(2, 2.5f, 127.5f);
    }
  }

  @Test
  void readsMoreThanOneBuffer() throws IOException {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    byte[] bytes = idx(9, new int[] {3000, 1000}, content);
    for (byte[] stored : new byte[][] {bytes, gzip(bytes)}) {
      int[] read = Idx.read(file(stored)).ints();
      for (int i = 0; i < content.length; i++) {
        if (read[i] != content[i]) {
          assertThat(read[i]).as("element %d", i).isEqualTo(content[i]);
        }
      }
      assertThat(read).hasSize(content.length);
    }
  }

  @Test
  void readsEveryElementType() throws IOException {
    byte[] floats = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2e30f).array();
    byte[] doubles = ByteBuffer.allocate(8).putDouble(Math.PI).array();
    byte[] ints = ByteBuffer.allocate(8).putInt(-7).putInt(1 << 30).array();
    byte[] shorts = ByteBuffer.allocate(4).putShort((short) -7).putShort((short) 300).array();
    assertThat(Idx.read(file(idx(9, new int[] {1}, (byte) -3))).ints()).containsExactly(-3);
    assertThat(Idx.read(file(idx(0xb, new int[] {2}, shorts))).ints()).containsExactly(-7, 300);
    assertThat(Idx.read(file(idx(0xc, new int[] {2}, ints))).ints()).containsExactly(-7, 1 << 30);
    Idx real = Idx.read(file(idx(0xd, new int[] {2, 1}, floats)));
    assertThat(real.floats()).containsExactly(1.5f, -2e30f);
    assertThat(real.column(1f / 255).rowLength()).isEqualTo(1);
    assertThat(Idx.read(file(idx(0xe, new int[] {1}, doubles))).floats())
        .containsExactly((float) Math.PI);
    assertThat(thrownBy(real::ints)).hasMessageContaining("use floats()");
    byte[] nan = ByteBuffer.allocate(4).putFloat(Float.NaN).array();
    Idx broken = Idx.read(file(idx(0xd, new int[] {1, 1}, nan)));
    assertThat(thrownBy(() -> broken.column(1))).hasMessageContaining("row 0, column 0");
  }

  @Test
  void missingEmptyOrAFolder() throws IOException {
    Path nowhere = dir.resolve("nowhere");
    assertThat(thrownBy(() -> Idx.read(nowhere)).what()).isEqualTo("no such file");
    assertThat(thrownBy(() -> Idx.read(dir)).received()).isEqualTo("a folder");
    assertThat(fault(new byte[0]).received()).isEqualTo("0 bytes");
    assertThat(fault(gzip(new byte[0])).what()).isEqualTo("not an IDX file");
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    DataException e = fault(Arrays.copyOf(SMALL, SMALL.length - 1));
    assertThat(e.what()).isEqualTo("a file that is cut short");
    assertThat(e.expected()).isEqualTo("18 bytes, as its header says");
    assertThat(e.received()).isEqualTo("17 bytes");
    e = fault(gzip(Arrays.copyOf(SMALL, SMALL.length - 1)));
    assertThat(e.received()).isEqualTo("17 unpacked bytes");
    for (byte[] whole : new byte[][] {SMALL, gzip(SMALL)}) {
      for (int length = 1; length < whole.length; length++) {
        fault(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void bytesAfterTheEndAreNoticed() throws IOException {
    DataException e = fault(Arrays.copyOf(SMALL, 20));
    assertThat(e.what()).isEqualTo("bytes after the end");
    assertThat(e.expected()).isEqualTo("18 bytes");
    assertThat(e.received()).isEqualTo("20 bytes");
    assertThat(fault(gzip(Arrays.copyOf(SMALL, 20))).received())
        .isEqualTo("more than 18 unpacked bytes");
    byte[] packed = gzip(SMALL);
    for (int extra : new int[] {1, 8, 40, 100_000}) {
      assertThat(fault(Arrays.copyOf(packed, packed.length + extra)).what())
          .isEqualTo("bytes after the compressed data");
    }
  }

  @Test
  void everyDamagedGzipByteOfContentIsNoticed() throws IOException {
    byte[] packed = gzip(SMALL);
    for (int i = 10; i < packed.length; i++) {
      byte[] damaged = packed.clone();
      damaged[i] ^= 0x10;
      fault(damaged);
    }
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    assertThat(fault(new byte[] {1, 2, 3, 4, 5}).received())
        .isEqualTo("the first bytes 01 02 03 04");
    assertThat(fault(new byte[] {0, 0}).received()).isEqualTo("the first bytes 00 00");
    assertThat(fault(idx(7, new int[] {1}, (byte) 1)).what()).isEqualTo("not an IDX file");
    assertThat(fault(idx(8, new int[0])).what()).isEqualTo("not an IDX file");
    assertThat(fault(idx(8, new int[9], (byte) 1)).what()).isEqualTo("not an IDX file");
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[1 + random.nextInt(60)];
      random.nextBytes(noise);
      fault(noise);
    }
  }

  @Test
  void absurdSizesAreRefusedBeforeMemoryIsTaken() throws IOException {
    DataException e = fault(idx(8, new int[] {-1, -1, -1}, new byte[10]));
    assertThat(e.received()).isEqualTo("axes [4294967295, 4294967295, 4294967295]");
    assertThat(e.what()).isEqualTo("sizes that cannot be right");
    assertThat(fault(idx(0xe, new int[] {1 << 28}, new byte[10])).what())
        .isEqualTo("sizes that cannot be right");
    byte[] huge = idx(8, new int[] {2_000_000_000}, new byte[10]);
    assertThat(fault(huge).received()).isEqualTo("18 bytes");
    assertThat(fault(gzip(huge)).received()).contains("compressed bytes, which cannot hold that");
    assertThat(fault(idx(8, new int[] {0, 28, 28})).what()).isEqualTo("no elements");
  }
}
