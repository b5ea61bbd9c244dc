// Selection rules side by side: what each selects, and what it is worth next to its control.
import { Sparkles } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { Panel } from "../../components/Panel.tsx";
import { unfinishedOf } from "../../stores/jobs.ts";
import { useIsReadOnly, useRules, useStores, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { RulesTable } from "./RulesTable.tsx";

const words = strings.rules;

export function RulesPanel() {
  const outcomes = useRules((state) => state.outcomes);
  return (
    <Panel title={words.title} className="rules-panel" hint={words.hint} aside={<CompareButton isAgain={outcomes.length > 0} />}>
      {outcomes.length === 0 ? <p className="run-pending">{words.none}</p> : <RulesTable outcomes={outcomes} />}
    </Panel>
  );
}

function CompareButton({ isAgain }: { isAgain: boolean }) {
  const { client, workbench } = useStores();
  const isComparing = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "compare-rules") !== null);
  const why = useWorkbench((state) => (state.project?.poolId ? null : words.needsPool));
  const isReadOnly = useIsReadOnly();
  return (
    <Button
      icon={Sparkles}
      isBusy={isComparing}
      disabled={isComparing || isReadOnly || why !== null}
      title={why ?? words.startHint}
      onClick={() => void workbench.getState().attempt(client.request("job.start", { kind: "compare-rules" }))}
    >
      {isComparing ? words.comparing : isAgain ? words.startAgain : words.start}
    </Button>
  );
}
