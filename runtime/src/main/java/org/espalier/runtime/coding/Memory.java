package org.espalier.runtime.coding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.espalier.dsl.coding.LearnedStructure;

/**
 * The last few results of long work, so that trials that begin alike do it once; who asks for what
 * another thread is working on waits for it.
 */
final class Memory<K, V> {
  /** Structures that trials of one seed share. */
  static final Memory<StructureBeginning.Key, LearnedStructure> STRUCTURES = new Memory<>(4);

  /** Preparations of one data set, which no seed changes and take long where inputs are many. */
  static final Memory<Prepared.Key, Prepared> PREPARATIONS = new Memory<>(4);

  private final Map<K, CompletableFuture<V>> kept;

  private Memory(int most) {
    kept =
        new LinkedHashMap<>(most, 1, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, CompletableFuture<V>> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key, Function<K, V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> known;
    synchronized (kept) {
      known = kept.putIfAbsent(key, mine);
    }
    if (known != null) return joined(known);
    try {
      mine.complete(work.apply(key));
    } catch (RuntimeException | Error e) {
      synchronized (kept) {
        kept.remove(key);
      }
      mine.completeExceptionally(e);
    }
    return joined(mine);
  }

  private static <V> V joined(CompletableFuture<V> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }
}
