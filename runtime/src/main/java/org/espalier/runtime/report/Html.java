package org.espalier.runtime.report;

import java.util.List;

/** The words of the page around what a report says. */
final class Html {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--text:#1f2328;--muted:#57606a;\
      --line:#d8dee4;--accent:#0067a6}
      @media (prefers-color-scheme:dark){:root{--page:#0e1116;--card:#1b1f24;--text:#e6edf3;\
      --muted:#a9b3bd;--line:#30363d;--accent:#6cb6ff}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--text);line-height:1.55;\
      font-family:"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",\
      sans-serif}
      header,main,footer{max-width:1400px;margin:0 auto;padding:0 1.5rem}
      header{padding-top:2.2rem}
      h1{font-size:1.9rem;line-height:1.2;margin:0}
      h2{font-size:1.25rem;margin:2.2rem 0 .8rem}
      header p{color:var(--muted);font-size:1.08rem;margin:.4rem 0 0;max-width:75ch}
      p{max-width:75ch}
      nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;margin:1.1rem 0 0;\
      padding:0 0 1rem;border-bottom:1px solid var(--line)}
      a{color:var(--accent)}
      dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.8rem;margin:0}
      dl div,pre,.scroll,figure svg{border:1px solid var(--line);border-radius:10px;\
      background:var(--card)}
      dl div{padding:.6rem .9rem}
      dt{color:var(--muted);font-size:.85rem}
      dd{margin:0;font-size:1.1rem;font-weight:600;overflow-wrap:anywhere}
      pre{padding:1rem;overflow-x:auto;font-size:.85rem;line-height:1.4;margin:0;\
      font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace}
      .scroll{overflow-x:auto;width:fit-content;max-width:100%}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      caption{text-align:left;color:var(--muted);font-size:.9rem;padding:.6rem .9rem}
      th,td{padding:.4rem .9rem;text-align:left;border-top:1px solid var(--line)}
      .number{text-align:right}
      .plots{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
      figure{margin:0;max-width:100%}
      figure svg{display:block;max-width:100%;height:auto}
      figcaption{color:var(--muted);font-size:.9rem;margin-top:.4rem;max-width:75ch}
      section>*+dl,section>*+pre,section>*+.scroll,section>*+.plots,section>*+figure{margin-top:1rem}
      footer{color:var(--muted);font-size:.85rem;padding-top:2.5rem;padding-bottom:2rem}
      """;

  private Html() {}

  static String page(String title, String lead, List<String> sections, String body) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    page.append(" style-src 'unsafe-inline'; img-src data:\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<link rel=\"icon\" href=\"data:,\">\n");
    page.append("<title>").append(escape(title)).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<header>\n<h1>");
    page.append(escape(title)).append("</h1>\n");
    page.append(lead.isEmpty() ? "" : "<p>" + escape(lead) + "</p>\n");
    if (sections.size() > 1) {
      page.append("<nav aria-label=\"Sections\"><ul>\n");
      for (int i = 0; i < sections.size(); i++) {
        page.append("<li><a href=\"#section-").append(i + 1).append("\">");
        page.append(escape(sections.get(i))).append("</a></li>\n");
      }
      page.append("</ul></nav>\n");
    }
    page.append("</header>\n<main>\n").append(body).append("</main>\n");
    return page.append("<footer>Written by Espalier.</footer>\n</body>\n</html>\n").toString();
  }

  static String table(String caption, List<String> header, List<? extends List<?>> rows) {
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(escape(caption)).append("\"><table>\n<caption>").append(escape(caption));
    out.append("</caption>\n<thead><tr>");
    for (int c = 0; c < header.size(); c++) {
      out.append("<th scope=\"col\"").append(align(rows, c)).append('>');
      out.append(escape(header.get(c))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<?> row : rows) {
      out.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        out.append("<td").append(align(rows, c)).append('>');
        out.append(escape(String.valueOf(row.get(c)))).append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table></div>\n").toString();
  }

  private static String align(List<? extends List<?>> rows, int column) {
    boolean numbers =
        !rows.isEmpty()
            && rows.stream()
                .map(row -> String.valueOf(row.get(column)))
                .allMatch(
                    cell -> cell.matches("[-+\u2212]?[0-9][0-9., \u202f]*(e-?[0-9]+)?\\s?%?"));
    return numbers ? " class=\"number\"" : "";
  }

  /** Text that stands for itself in element content and in attributes. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) && "\n\t".indexOf(c) < 0 ? '\ufffd' : c);
      }
    }
    return out.toString();
  }
}
