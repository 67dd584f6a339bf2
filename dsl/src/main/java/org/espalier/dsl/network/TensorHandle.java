package org.espalier.dsl.network;

/** A value whose kind is not said; say it to go on with that kind's layers. */
public final class TensorHandle extends Handle<TensorHandle> {
  TensorHandle(NetworkBuilder builder, String name) {
    super(builder, name);
  }

  @Override
  TensorHandle same(String step) {
    return new TensorHandle(builder(), step);
  }

  /** Taken as vectors. Shape must be [batch, features]. */
  public VectorHandle asVector() {
    require(2, "[batch, features]");
    return new VectorHandle(builder(), name());
  }

  /** Taken as sequences. Shape must be [batch, time, features]. */
  public SequenceHandle asSequence() {
    require(3, "[batch, time, features]");
    return new SequenceHandle(builder(), name());
  }

  /** Taken as images. Shape must be [batch, height, width, channels]. */
  public ImageHandle asImage() {
    require(4, "[batch, height, width, channels]");
    return new ImageHandle(builder(), name());
  }

  private void require(int rank, String expected) {
    if (shape().rank() != rank) {
      throw new org.espalier.dsl.error.ShapeMismatch(
          "'" + name() + "'", expected, shape().toString());
    }
  }
}
