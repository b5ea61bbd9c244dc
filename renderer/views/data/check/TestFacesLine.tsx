// Above the results: that anchor set or pool show test faces again, or that nobody has looked. Silent where all is well.
import "./check.css";
import { TriangleAlert } from "lucide-react";
import { testFacesAgain } from "../../../../core/hygiene/data-check.ts";
import { Button } from "../../../components/Button.tsx";
import { useDataCheck, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";

export function TestFacesLine() {
  const report = useDataCheck((state) => state.report);
  const show = useDataCheck((state) => state.show);
  const goTo = useWorkbench((state) => state.goTo);
  if (report === undefined) return null;
  const { anchor, pool } = report ? testFacesAgain(report) : { anchor: 0, pool: 0 };
  if (report && anchor + pool === 0) return null;
  const look = () => {
    if (report) show("duplicates");
    goTo("data");
  };
  return (
    <p className={report ? "test-faces test-faces-found" : "test-faces"}>
      {report && <TriangleAlert className="button-icon" aria-hidden />}
      <span>{report ? strings.check.shownAgain(anchor, pool) : strings.check.notChecked}</span>
      <Button look="quiet" onClick={look}>
        {strings.check.seeData}
      </Button>
    </p>
  );
}
