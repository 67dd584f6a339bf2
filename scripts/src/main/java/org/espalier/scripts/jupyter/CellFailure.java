package org.espalier.scripts.jupyter;

import org.espalier.dsl.error.EspalierException;

/** A cell of a notebook failed, and with it the run. */
public final class CellFailure extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final int cell;

  /**
   * A failure.
   *
   * @param notebook its file, for people
   * @param cell counted from 1 over all cells
   * @param source of the cell
   * @param error what the kernel said
   */
  public CellFailure(String notebook, int cell, String source, String error) {
    super(
        "%s: cell %d failed, nothing is written%n  cell   %s%n  error  %s"
            .formatted(
                notebook,
                cell,
                source.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip(),
                error.strip().replace("\n", "\n         ")));
    this.cell = cell;
  }

  /** Which cell, counted from 1 over all cells. */
  public int cell() {
    return cell;
  }
}
