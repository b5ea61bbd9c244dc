// One press leaves out what shows a test face again; another takes it back. The data set without it is another one, so nothing is asked.
import { Undo2, UserRoundX } from "lucide-react";
import { testFacesAgain } from "../../../../core/hygiene/data-check.ts";
import { Button } from "../../../components/Button.tsx";
import { isUnfinished, unfinishedOf } from "../../../stores/jobs.ts";
import { useDataCheck, useIsReadOnly, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";

export function LeaveOut() {
  const { client, workbench } = useStores();
  const report = useDataCheck((state) => state.report);
  const leftOut = useWorkbench((state) => state.project?.dataset?.leftOut);
  const isLeaving = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "leave-out") !== null);
  const isWorking = useWorkbench((state) => (state.project?.jobs ?? []).some(isUnfinished));
  const isReadOnly = useIsReadOnly();
  const { anchor, pool } = report ? testFacesAgain(report) : { anchor: 0, pool: 0 };
  const { attempt } = workbench.getState();
  if (anchor + pool > 0) {
    return (
      <div className="check-leave-out">
        <p>{strings.check.leaveOutWhat(anchor, pool)}</p>
        <Button
          icon={UserRoundX}
          isBusy={isLeaving}
          disabled={isReadOnly || isLeaving}
          onClick={() => void attempt(client.request("job.start", { kind: "leave-out" }))}
        >
          {isLeaving ? strings.check.leavingOut : strings.check.leaveOut}
        </Button>
      </div>
    );
  }
  if (!leftOut) return null;
  return (
    <div className="check-leave-out">
      <p>{strings.check.leftOut(leftOut.anchor, leftOut.pool)}</p>
      <Button
        icon={Undo2}
        disabled={isReadOnly || isWorking}
        title={isWorking ? strings.check.takeBackWaits : undefined}
        onClick={() => void attempt(client.request("data.take-back", {}))}
      >
        {strings.check.takeBack}
      </Button>
    </div>
  );
}
