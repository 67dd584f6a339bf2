package org.espalier.runtime.report;

import java.util.List;
import org.espalier.runtime.view.Html;

/** The words of the page around what a report says. */
final class Page {
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
      .plots{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
      figure{margin:0;max-width:100%}
      figure svg{display:block;max-width:100%;height:auto}
      figcaption{color:var(--muted);font-size:.9rem;margin-top:.4rem;max-width:75ch}
      section>*+dl,section>*+pre,section>*+.scroll,section>*+.plots,section>*+figure{margin-top:1rem}
      footer{color:var(--muted);font-size:.85rem;padding-top:2.5rem;padding-bottom:2rem}
      """;

  private Page() {}

  static String of(String title, String lead, List<String> sections, String body) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    page.append(" style-src 'unsafe-inline'; img-src data:\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<link rel=\"icon\" href=\"data:,\">\n");
    page.append("<title>").append(Html.escape(title)).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<header>\n<h1>");
    page.append(Html.escape(title)).append("</h1>\n");
    page.append(lead.isEmpty() ? "" : "<p>" + Html.escape(lead) + "</p>\n");
    if (sections.size() > 1) {
      page.append("<nav aria-label=\"Sections\"><ul>\n");
      for (int i = 0; i < sections.size(); i++) {
        page.append("<li><a href=\"#section-").append(i + 1).append("\">");
        page.append(Html.escape(sections.get(i))).append("</a></li>\n");
      }
      page.append("</ul></nav>\n");
    }
    page.append("</header>\n<main>\n").append(body).append("</main>\n");
    return page.append("<footer>Written by Espalier.</footer>\n</body>\n</html>\n").toString();
  }
}
