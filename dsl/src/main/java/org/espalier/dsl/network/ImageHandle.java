package org.espalier.dsl.network;

import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.layer.AveragePool2d;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.layer.GlobalMaxPool;
import org.espalier.dsl.layer.MaxPool2d;

/** A batch of images: [batch, height, width, channels]. */
public final class ImageHandle extends Handle<ImageHandle> {
  ImageHandle(NetworkBuilder builder, String name) {
    super(builder, name);
    requireRank(4, "[batch, height, width, channels]");
  }

  @Override
  ImageHandle same(String step) {
    return new ImageHandle(builder(), step);
  }

  /** Linear convolution with a square kernel, without padding. */
  public ImageHandle conv2d(int filters, int kernel) {
    return layer(new Conv2d(filters, kernel));
  }

  /** Convolution with a square kernel, without padding. */
  public ImageHandle conv2d(int filters, int kernel, Activation activation) {
    return layer(new Conv2d(filters, kernel, activation));
  }

  /** Convolution as described: {@code conv2d(new Conv2d(32, 5, new Relu()).same())}. */
  public ImageHandle conv2d(Conv2d conv) {
    return layer(conv);
  }

  /** Linear convolution with a square kernel, without padding, under a name. */
  public ImageHandle conv2d(String as, int filters, int kernel) {
    return layer(as, new Conv2d(filters, kernel));
  }

  /** Convolution with a square kernel, without padding, under a name. */
  public ImageHandle conv2d(String as, int filters, int kernel, Activation activation) {
    return layer(as, new Conv2d(filters, kernel, activation));
  }

  /** Convolution as described, under a name. */
  public ImageHandle conv2d(String as, Conv2d conv) {
    return layer(as, conv);
  }

  /** The largest of each square window, side by side, without padding. */
  public ImageHandle maxPool(int size) {
    return layer(new MaxPool2d(size));
  }

  /** The largest of each window as described. */
  public ImageHandle maxPool(MaxPool2d pool) {
    return layer(pool);
  }

  /** The largest of each square window, side by side, without padding, under a name. */
  public ImageHandle maxPool(String as, int size) {
    return layer(as, new MaxPool2d(size));
  }

  /** The mean of each square window, side by side, without padding. */
  public ImageHandle averagePool(int size) {
    return layer(new AveragePool2d(size));
  }

  /** The mean of each window as described. */
  public ImageHandle averagePool(AveragePool2d pool) {
    return layer(pool);
  }

  /** The mean of each square window, side by side, without padding, under a name. */
  public ImageHandle averagePool(String as, int size) {
    return layer(as, new AveragePool2d(size));
  }

  /** The mean over all pixels: [batch, channels]. */
  public VectorHandle globalAveragePool() {
    return new VectorHandle(builder(), step(null, new GlobalAveragePool()));
  }

  /** The largest over all pixels: [batch, channels]. */
  public VectorHandle globalMaxPool() {
    return new VectorHandle(builder(), step(null, new GlobalMaxPool()));
  }
}
