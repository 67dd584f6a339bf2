package org.espalier.runtime.report;

import org.espalier.runtime.view.Html;
import org.espalier.runtime.view.View;

/** A report's page in a frame of its own, 640 pixels high. */
public final class HtmlReportView implements View<HtmlReport> {
  @Override
  public Class<HtmlReport> type() {
    return HtmlReport.class;
  }

  @Override
  public String html(HtmlReport report) {
    return "<iframe sandbox=\"\" style=\"width:100%;height:640px;border:0\" title=\""
        + Html.escape(report.title())
        + "\" srcdoc=\""
        + Html.escape(report.html())
        + "\"></iframe>\n";
  }
}
