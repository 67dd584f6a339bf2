package org.espalier.runtime.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.runtime.io.AtomicFile;
import org.espalier.runtime.plot.Picture;
import org.espalier.runtime.view.Html;
import org.espalier.runtime.view.Table;

/**
 * One self-contained HTML page: sections with text, facts, tables, terminal output and plots. All
 * text is escaped; the page forbids itself the network and holds no script. Immutable.
 *
 * <pre>{@code
 * HtmlReport.titled("lenet on MNIST")
 *     .section("Result").facts(Map.of("test accuracy", "99.1 %"))
 *     .section("Training").plots(curves.loss(), curves.accuracy())
 *     .build().saveTo(Path.of("report.html"));
 * }</pre>
 */
public final class HtmlReport {
  private final String title;
  private final String html;

  private HtmlReport(String title, String html) {
    this.title = title;
    this.html = html;
  }

  /**
   * Begins a report.
   *
   * @param title heading of the page and its name in the browser; not blank
   */
  public static Builder titled(String title) {
    return new Builder(required("title", title));
  }

  /** The title of the page. */
  public String title() {
    return title;
  }

  /** The page as a string. */
  public String html() {
    return html;
  }

  /**
   * Writes the page as UTF-8, whole or not at all; by custom its name ends with {@code .html}.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void saveTo(Path file) {
    AtomicFile.write(file, html);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HtmlReport r && html.equals(r.html);
  }

  @Override
  public int hashCode() {
    return html.hashCode();
  }

  @Override
  public String toString() {
    return "HtmlReport[" + title + ", " + html.length() + " characters]";
  }

  private static String required(String what, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("report " + what + " must not be empty");
    }
    return text;
  }

  /** Gathers the parts of a report in the order they are read. */
  public static final class Builder {
    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final List<String> sections = new ArrayList<>();
    private String lead = "";
    private int plots;

    private Builder(String title) {
      this.title = title;
    }

    /** One sentence under the title. */
    public Builder lead(String text) {
      lead = required("lead", text);
      return this;
    }

    /** Begins a section; what follows belongs to it. */
    public Builder section(String heading) {
      body.append(sections.isEmpty() ? "" : "</section>\n");
      sections.add(required("heading", heading));
      body.append("<section aria-labelledby=\"section-").append(sections.size()).append("\">\n");
      body.append("<h2 id=\"section-").append(sections.size()).append("\">");
      body.append(Html.escape(heading)).append("</h2>\n");
      return this;
    }

    /** Paragraphs of text; an empty line begins a new one. */
    public Builder text(String text) {
      for (String paragraph : required("text", text).strip().split("\\n\\s*\\n")) {
        body.append("<p>").append(Html.escape(paragraph)).append("</p>\n");
      }
      return this;
    }

    /** Names with their values, in the order of the map. */
    public Builder facts(Map<String, ?> facts) {
      body.append("<dl>\n");
      facts.forEach(
          (name, value) ->
              body.append("<div><dt>")
                  .append(Html.escape(name))
                  .append("</dt><dd>")
                  .append(Html.escape(String.valueOf(value)))
                  .append("</dd></div>\n"));
      body.append("</dl>\n");
      return this;
    }

    /**
     * A table; columns whose every cell is a number stand right-aligned.
     *
     * @param caption what it shows; not blank
     * @param header one heading for each column
     * @param rows cells, as many in each row as there are headings
     */
    public Builder table(String caption, List<String> header, List<? extends List<?>> rows) {
      body.append(new Table(required("table caption", caption), header, rows).html());
      return this;
    }

    /** Text as a terminal shows it, such as a network's summary, in a box that scrolls sideways. */
    public Builder preformatted(String label, String text) {
      body.append("<pre tabindex=\"0\" role=\"region\" aria-label=\"");
      body.append(Html.escape(required("label", label))).append("\">");
      body.append(Html.escape(text)).append("</pre>\n");
      return this;
    }

    /** Plots side by side where the window is wide enough. */
    public Builder plots(Picture... plots) {
      return plots(Arrays.asList(plots));
    }

    /** As {@link #plots(Picture...)}. */
    public Builder plots(List<? extends Picture> plots) {
      if (plots.isEmpty()) {
        throw new IllegalArgumentException("plots: give at least one plot");
      }
      body.append("<div class=\"plots\">\n");
      for (Picture plot : plots) {
        this.plots++;
        body.append("<figure>").append(plot.svg("plot" + this.plots)).append("</figure>\n");
      }
      body.append("</div>\n");
      return this;
    }

    /** A plot with a sentence below it. */
    public Builder plot(Picture plot, String caption) {
      plots++;
      body.append("<figure>").append(plot.svg("plot" + plots)).append("<figcaption>");
      body.append(Html.escape(required("caption", caption))).append("</figcaption></figure>\n");
      return this;
    }

    /** The finished page. */
    public HtmlReport build() {
      String end = sections.isEmpty() ? "" : "</section>\n";
      return new HtmlReport(title, Page.of(title, lead, sections, body + end));
    }
  }
}
