package org.espalier.dsl.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names of random streams: what makes every variable and every use of noise draw its own numbers.
 */
public final class Streams {
  private Streams() {}

  /**
   * The stream of a seed and a name, the same on every machine and in every release: SHA-256 over
   * the seed (8 bytes, big-endian) and each part (its length in UTF-8 bytes as 4 bytes, big-endian,
   * then those bytes), of which the first 53 bits are taken, so that a double holds it exactly.
   *
   * @param seed any number; 0 is a seed like any other
   * @param parts what the stream is for: {@code "lenet/conv1/kernel", "init"}
   * @return in 0..2^53−1
   */
  public static long derive(long seed, String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed).array());
      for (String part : parts) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length).array());
        digest.update(text);
      }
      return ByteBuffer.wrap(digest.digest()).getLong() >>> 11;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
