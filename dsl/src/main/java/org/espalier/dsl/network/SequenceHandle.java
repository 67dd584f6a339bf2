package org.espalier.dsl.network;

/** A batch of sequences: [batch, time, features]. */
public final class SequenceHandle extends Handle<SequenceHandle> {
  SequenceHandle(NetworkBuilder builder, String name) {
    super(builder, name);
  }

  @Override
  SequenceHandle same(String step) {
    return new SequenceHandle(builder(), step);
  }
}
