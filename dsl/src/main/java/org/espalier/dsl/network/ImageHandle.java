package org.espalier.dsl.network;

/** A batch of images: [batch, height, width, channels]. */
public final class ImageHandle extends Handle<ImageHandle> {
  ImageHandle(NetworkBuilder builder, String name) {
    super(builder, name);
  }

  @Override
  ImageHandle same(String step) {
    return new ImageHandle(builder(), step);
  }
}
