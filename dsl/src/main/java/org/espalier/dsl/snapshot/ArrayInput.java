package org.espalier.dsl.snapshot;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;
import org.espalier.dsl.snapshot.ArrayFile.Entry;
import org.espalier.dsl.tensor.Tensor;

/**
 * An array file, read: first the whole file against its checksum, then header and arrays one by
 * one, so that nothing damaged is ever looked into and no more than the arrays is held.
 */
final class ArrayInput {
  private static final int CHUNK = 1 << 16;
  private static final int FRAME = ArrayFile.MAGIC.length + 8;

  private final Path file;
  private final String what;
  private long size;

  ArrayInput(Path file, String what) {
    this.file = file;
    this.what = what;
  }

  <H extends Record> ArrayFile.Content<H> load(
      Class<H> type, Function<H, List<Entry>> entries, Json json) {
    try {
      if (Files.isDirectory(file)) {
        throw new EspalierException("cannot read " + file + ": it is a folder; name a file in it");
      }
      size = Files.size(file);
      verify();
      return read(type, entries, json);
    } catch (NoSuchFileException e) {
      throw new EspalierException("no such file: " + file, e);
    } catch (AccessDeniedException e) {
      throw new EspalierException("cannot read " + file + ": access is denied", e);
    } catch (EOFException e) {
      throw broken("it ends too early");
    } catch (IOException e) {
      throw new EspalierException("cannot read " + file + ": " + ArrayFile.reason(e), e);
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK));
  }

  private void verify() throws IOException {
    if (size == 0) throw broken("it is empty");
    try (InputStream in = open()) {
      byte[] magic = in.readNBytes(ArrayFile.MAGIC.length);
      if (!Arrays.equals(magic, ArrayFile.MAGIC)) throw broken("it does not begin as one");
      byte[] version = in.readNBytes(4);
      if (size < FRAME + ArrayFile.HASH) throw broken("it ends too early");
      requireVersion(ByteBuffer.wrap(version).getInt());
      MessageDigest digest = ArrayFile.sha256();
      digest.update(magic);
      digest.update(version);
      byte[] chunk = new byte[CHUNK];
      long left = size - magic.length - version.length - ArrayFile.HASH;
      while (left > 0) {
        int some = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (some < 0) throw new EOFException();
        digest.update(chunk, 0, some);
        left -= some;
      }
      if (!MessageDigest.isEqual(digest.digest(), in.readNBytes(ArrayFile.HASH))) {
        throw broken("its checksum does not match, so it is damaged or cut off");
      }
    }
  }

  private void requireVersion(int version) {
    if (version == ArrayFile.VERSION) return;
    throw new EspalierException(
        file
            + " has snapshot version "
            + version
            + "; this Espalier reads version "
            + ArrayFile.VERSION
            + ": use the release that wrote it, or a newer one");
  }

  private <H extends Record> ArrayFile.Content<H> read(
      Class<H> type, Function<H, List<Entry>> entries, Json json) throws IOException {
    try (DataInputStream in = open()) {
      in.skipNBytes(FRAME - 4);
      int length = in.readInt();
      long left = size - FRAME - ArrayFile.HASH - length;
      if (length < 0 || left < 0) throw broken("its header claims " + length + " bytes");
      H header = header(in.readNBytes(length), type, json);
      SortedMap<String, Tensor> arrays = new TreeMap<>();
      for (Entry e : entries.apply(header)) {
        long bytes = bytes(e, left);
        left -= bytes;
        byte[] values = new byte[(int) bytes];
        in.readFully(values);
        arrays.put(e.path(), Tensor.ofBytes(e.dtype(), e.dims(), ByteBuffer.wrap(values)));
      }
      if (left > 0) throw broken(left + " bytes belong to no array");
      return new ArrayFile.Content<>(header, arrays);
    }
  }

  private <H extends Record> H header(byte[] text, Class<H> type, Json json) {
    try {
      return json.read(new String(text, StandardCharsets.UTF_8), type);
    } catch (JsonError e) {
      throw new EspalierException(
          "cannot read " + file + ": " + e.getMessage() + " in Snapshot.load(path, json)", e);
    }
  }

  private long bytes(Entry e, long left) {
    long bytes = e.dtype().bytes();
    for (long dim : e.dims()) {
      if (dim < 0 || (dim > 0 && bytes > left / dim)) {
        throw broken("array '" + e.path() + "' claims sizes " + Arrays.toString(e.dims()));
      }
      bytes *= dim;
    }
    if (bytes > left) {
      throw broken("array '" + e.path() + "' claims sizes " + Arrays.toString(e.dims()));
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new EspalierException(
          file
              + ": array '"
              + e.path()
              + "' has "
              + bytes
              + " bytes; one array holds 2 GB at most");
    }
    return bytes;
  }

  private EspalierException broken(String why) {
    return new EspalierException(file + " is no " + what + ": " + why);
  }
}
