// The foot of the dialog: what will result by class and role, what stands against it, and the button.
import type { Split } from "../../../../core/contract/dataset-summary.ts";
import { contradictions, type RoleCounts, type RolePlans, roleCounts } from "../../../../core/datasets/compose-preview.ts";
import { Button } from "../../../components/Button.tsx";
import { formatCount } from "../../../format.ts";
import { unfinishedOf } from "../../../stores/jobs.ts";
import { useCompose, useIsReadOnly, useStores, useWorkbench } from "../../../stores/stores.tsx";
import { composeStrings as words } from "../../../strings-compose.ts";
import { splits } from "../splits.ts";

interface ComposeFootProps {
  plans: RolePlans;
  /** Every chosen set was read with the choices that were made. */
  isRead: boolean;
}

export function ComposeFoot({ plans, isRead }: ComposeFootProps) {
  const { compose } = useStores();
  const classes = useCompose((state) => state.classes);
  const isBusy = useWorkbench((state) => unfinishedOf(state.project?.jobs ?? [], "compose-dataset") !== null);
  const isReadOnly = useIsReadOnly();
  const counts = splits.map((role) => ({ role, counts: plans[role] && roleCounts(role, plans[role], classes) }));
  const [found] = contradictions(plans, classes);
  const lost = counts.filter((row): row is { role: Split; counts: RoleCounts } => (row.counts?.leftOut ?? 0) > 0);
  return (
    <footer className="compose-foot">
      <div className="compose-result">
        <table className="table number">
          <caption className="visually-hidden">{words.result}</caption>
          <thead>
            <tr>
              <th scope="col" className="compose-caption">
                {words.result}
              </th>
              {classes.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{words.withoutClass}</th>
              <th scope="col">{words.all}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ role, counts: row }) => (
              <tr key={role}>
                <th scope="row">{words.roles[role]}</th>
                {classes.map((name, index) => (
                  <td key={name} className={row && row.byClass[index] === 0 ? "is-zero" : undefined}>
                    {row ? formatCount(row.byClass[index]!) : ""}
                  </td>
                ))}
                <td className={row?.withoutClass === 0 ? "is-zero" : undefined}>{row ? formatCount(row.withoutClass) : ""}</td>
                <td>
                  <b>{row ? formatCount(row.total) : ""}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="compose-end">
        <div className="compose-words" role="status">
          {!isRead ? (
            <p>{words.reading}</p>
          ) : (
            <>
              {found && <p className="compose-contradiction">{words.contradiction(found)}</p>}
              {lost.map(({ role, counts: { leftOut } }) => (
                <p key={role}>{words.leftOutOf(role, leftOut)}</p>
              ))}
            </>
          )}
        </div>
        <Button
          look="primary"
          isBusy={isBusy}
          disabled={!isRead || found !== undefined || isBusy || isReadOnly}
          onClick={() => void compose.getState().compose()}
        >
          {isBusy ? words.starting : words.start}
        </Button>
      </div>
    </footer>
  );
}
