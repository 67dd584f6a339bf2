package org.espalier.runtime.view;

import org.espalier.dsl.structure.Edit;
import org.espalier.dsl.structure.Plan;

/** What a structure pass is going to do: a row an edit. */
public final class PlanView implements View<Plan> {
  @Override
  public Class<Plan> type() {
    return Plan.class;
  }

  @Override
  public String html(Plan plan) {
    if (plan.isEmpty()) return Html.text(plan.toString());
    StringBuilder html = new StringBuilder();
    html.append(
        Html.table(plan.pass(), Plan.head(), plan.edits().stream().map(Edit::row).toList()));
    for (String warning : plan.warnings()) html.append(Html.text(warning));
    return html.toString();
  }
}
