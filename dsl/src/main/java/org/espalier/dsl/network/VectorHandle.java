package org.espalier.dsl.network;

/** A batch of vectors: [batch, features]. */
public final class VectorHandle extends Handle<VectorHandle> {
  VectorHandle(NetworkBuilder builder, String name) {
    super(builder, name);
  }

  @Override
  VectorHandle same(String step) {
    return new VectorHandle(builder(), step);
  }
}
