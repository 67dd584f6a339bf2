package org.espalier.runtime.coding;

import java.util.List;
import org.espalier.dsl.coding.LearnedLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.plot.Filters;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;

/** Pictures of a learned structure. */
public final class StructurePlots {
  private static final int CELLS = 96;

  private StructurePlots() {}

  /**
   * What units of the first layer look at: their atoms where links were kept, spread evenly over
   * the layer.
   *
   * @param most units to show, at most {@link Filters#MOST}
   * @throws EspalierException when no layer was learned, or samples are no images
   */
  public static Plot receptiveFields(LearnedStructure structure, int most) {
    LearnedLayer layer = layer(structure, 1);
    List<Long> image = structure.input();
    if (image.size() < 2) {
      throw new EspalierException(
          "samples of shape " + image + " are no images; use StructurePlots.links(structure, 1)");
    }
    int channels = image.size() == 3 ? Math.toIntExact(image.get(2)) : 1;
    int shown = Math.min(Math.min(most, Filters.MOST), layer.units());
    float[] atoms = layer.dictionary().toFloats();
    float[] links = layer.mask().toFloats();
    float[] kernel = new float[layer.inputs() * shown];
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < shown; j++) {
        int from = i * layer.units() + (int) ((long) j * layer.units() / shown);
        kernel[i * shown + j] = atoms[from] * links[from];
      }
    }
    String title = "Receptive fields: " + shown + " of " + layer.units() + " units";
    int height = Math.toIntExact(image.get(0));
    int width = Math.toIntExact(image.get(1));
    return Filters.plot(title, kernel, height, width, channels, shown);
  }

  /**
   * A layer's mask, inputs down and units across; a large one in blocks, each as the share of its
   * links that were kept.
   *
   * @param number of the layer, from 1
   * @throws EspalierException when there is no such layer
   */
  public static Plot links(LearnedStructure structure, int number) {
    LearnedLayer layer = layer(structure, number);
    int rows = Math.min(CELLS, layer.inputs());
    int columns = Math.min(CELLS, layer.units());
    double[][] kept = new double[rows][columns];
    double[][] all = new double[rows][columns];
    float[] links = layer.mask().toFloats();
    for (int i = 0; i < layer.inputs(); i++) {
      for (int j = 0; j < layer.units(); j++) {
        int row = (int) ((long) i * rows / layer.inputs());
        int column = (int) ((long) j * columns / layer.units());
        kept[row][column] += links[i * layer.units() + j];
        all[row][column]++;
      }
    }
    for (int r = 0; r < rows; r++) for (int c = 0; c < columns; c++) kept[r][c] /= all[r][c];
    return Plots.heatMap(
        "Links of layer " + number,
        layer.units() == columns ? "unit (number)" : "block of units (number)",
        layer.inputs() == rows ? "input (number)" : "block of inputs (number)",
        "links kept (share)",
        kept);
  }

  private static LearnedLayer layer(LearnedStructure structure, int number) {
    if (number >= 1 && number <= structure.layers().size()) {
      return structure.layers().get(number - 1);
    }
    throw new EspalierException(
        "there is no layer "
            + number
            + "; "
            + structure.layers().size()
            + " were learned: "
            + structure.stopped());
  }
}
