package org.espalier.dsl.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.BufferedInputStream;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.espalier.dsl.tensor.Nd;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;

/**
 * The file form of a snapshot: magic, version, length and text of a JSON header, the arrays' bytes in
 * the header's order, and the SHA-256 of all that.
 */
final class SnapshotFile {
  private static final byte[] MAGIC = "ESPALIER".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH = 32;

  private SnapshotFile() {}

  /** Where one array lies. */
  record Entry(String path, DType dtype, long[] dims) {}

  /** What precedes the arrays. */
  record Header(
      Network network,
      Optional<Training> training,
      Progress progress,
      Map<String, String> provenance,
      List<Entry> arrays) {}

  static void save(Snapshot snapshot, Path file, Json json) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling(target.getFileName() + ".espalier.tmp");
    try {
      if (target.getParent() != null) Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        write(snapshot, out, json);
        out.flush();
        channel.force(true);
      }
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      deleteQuietly(beside, e);
      if (e instanceof RuntimeException runtime) throw runtime;
      throw new EspalierException(
          "cannot write " + file + ": " + reason((IOException) e)
              + "; nothing was changed there. Free space or choose another place", e);
    }
  }

  private static void deleteQuietly(Path beside, Exception because) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private static String reason(IOException e) {
    String what = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? what : what + ": " + e.getMessage();
  }

  private static void write(Snapshot s, OutputStream stream, Json json) throws IOException {
    MessageDigest digest = sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(stream, digest));
    List<Entry> entries = new ArrayList<>();
    s.arrays().forEach((path, t) -> entries.add(new Entry(path, t.dtype(), t.dims())));
    Header header = new Header(s.network(), s.training(), s.progress(), s.provenance(), entries);
    byte[] text = json.text(header).getBytes(StandardCharsets.UTF_8);
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(text.length);
    out.write(text);
    for (Tensor tensor : s.arrays().values()) {
      byte[] bytes = new byte[tensor.bytes().remaining()];
      tensor.bytes().get(bytes);
      out.write(bytes);
    }
    out.flush();
    stream.write(digest.digest());
  }

  static Snapshot load(Path file, Json json) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file, Files.size(file), new BufferedInputStream(in), json);
    } catch (NoSuchFileException e) {
      throw new EspalierException("no such file: " + file, e);
    } catch (EOFException e) {
      throw broken(file, "it ends too early");
    } catch (IOException e) {
      throw new EspalierException("cannot read " + file + ": " + reason(e), e);
    }
  }

  private static Snapshot read(Path file, long size, InputStream stream, Json json)
      throws IOException {
    if (size == 0) throw broken(file, "it is empty");
    DataInputStream in = new DataInputStream(stream);
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw broken(file, "it does not begin as one");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new EspalierException(
          file + " has snapshot version " + version + "; this Espalier reads " + VERSION
              + ": use the release that wrote it, or a newer one");
    }
    int length = in.readInt();
    if (length < 0 || length > size) throw broken(file, "its header claims " + length + " bytes");
    byte[] text = new byte[length];
    in.readFully(text);
    byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, size));
    return check(file, text, body, json);
  }

  private static Snapshot check(
      Path file, byte[] text, byte[] body, Json json) throws IOException {
    if (body.length < HASH) throw broken(file, "it ends too early");
    MessageDigest digest = sha256();
    digest.update(MAGIC);
    digest.update(ByteBuffer.allocate(8).putInt(VERSION).putInt(text.length).array());
    digest.update(text);
    digest.update(body, 0, body.length - HASH);
    byte[] stored = Arrays.copyOfRange(body, body.length - HASH, body.length);
    if (!MessageDigest.isEqual(digest.digest(), stored)) {
      throw broken(file, "its checksum does not match: it is damaged or cut off");
    }
    JsonNode tree = new ObjectMapper().readTree(text);
    Header header = json.read(tree, Header.class);
    SortedMap<String, Tensor> arrays = new TreeMap<>();
    int at = 0;
    for (Entry e : header.arrays()) {
      int bytes = e.dtype().bytes() * Nd.count(e.dims());
      arrays.put(
          e.path(),
          Tensor.ofBytes(e.dtype(), e.dims(), Arrays.copyOfRange(body, at, at + bytes)));
      at += bytes;
    }
    return new Snapshot(
        header.network(), header.training(), arrays, header.progress(), header.provenance());
  }

  private static EspalierException broken(Path file, String why) {
    return new EspalierException(file + " is no Espalier snapshot: " + why);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
