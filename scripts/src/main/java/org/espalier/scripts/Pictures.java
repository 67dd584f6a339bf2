package org.espalier.scripts;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.DataException;
import org.espalier.runtime.data.Dataset;

/** Picture files as examples: grey or colour values in 0 … 1, black is 0. */
final class Pictures {
  private static final float WHITE = 255;

  private Pictures() {}

  /**
   * Reads pictures of exactly the size a network takes.
   *
   * @throws DataException for a file that is missing, no picture, or of another size
   */
  static Dataset read(List<Path> files, Network network) {
    Shape row = network.inputs().get(0).type().shape().without(0);
    if (network.inputs().size() != 1 || row.rank() != 3 || !row.known()) {
      throw new EspalierException(
          "network '" + network.name() + "' takes " + row + ", which no picture is; give --data");
    }
    int height = (int) row.get(0).size();
    int width = (int) row.get(1).size();
    int channels = (int) row.get(2).size();
    float[] values = new float[files.size() * height * width * channels];
    for (int i = 0; i < files.size(); i++) {
      BufferedImage image = load(files.get(i), height, width);
      fill(image, channels, values, i * height * width * channels);
    }
    return Dataset.unlabelled(Columns.floats(values, height, width, channels)).named("pictures");
  }

  private static BufferedImage load(Path file, int height, int width) {
    BufferedImage image;
    try {
      image = Files.exists(file) ? ImageIO.read(file.toFile()) : null;
    } catch (IOException e) {
      throw fault(file, "a picture that cannot be read", height, width, e.getMessage());
    }
    if (image == null) {
      String found = Files.exists(file) ? "something else" : "no such file";
      throw fault(file, "no picture", height, width, found);
    }
    if (image.getHeight() != height || image.getWidth() != width) {
      String found = image.getWidth() + " × " + image.getHeight() + " pixels";
      throw fault(file, "a picture of another size", height, width, found);
    }
    return image;
  }

  private static DataException fault(
      Path file, String what, int height, int width, String received) {
    return new DataException(
        file.toString(),
        what,
        "PNG, JPEG, BMP or GIF, " + width + " × " + height + " pixels",
        received,
        "scale or crop it with a picture editor");
  }

  private static void fill(BufferedImage image, int channels, float[] into, int at) {
    BufferedImage plain =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    boolean grey = image.getRaster().getNumBands() == 1 && channels == 1;
    if (!grey) plain.createGraphics().drawImage(image, 0, 0, null);
    Raster raster = grey ? image.getRaster() : plain.getRaster();
    float white = grey ? (1 << image.getColorModel().getComponentSize(0)) - 1 : WHITE;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int c = 0; c < channels; c++) {
          into[at++] = raster.getSample(x, y, c) / white;
        }
      }
    }
  }
}
