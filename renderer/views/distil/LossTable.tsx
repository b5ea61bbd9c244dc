// What the images are worth to the learner: the loss of the whole source before and after steps with them, and with what they must beat.
import type { DistillationLosses } from "../../../core/distillation/distillation-view.ts";
import { unknown } from "../../format.ts";
import { strings } from "../../strings.ts";

const words = strings.distil.curves;
const rows = ["before", "after", "noise", "randomMined"] as const;

/** @param later  when they will be known */
export function LossTable({ losses, later }: { losses: DistillationLosses | null; later: string }) {
  return (
    <section className="loss-table">
      <h3 className="facts-title">{words.losses}</h3>
      <p className="panel-hint">{losses ? words.lossesHint : later}</p>
      {losses && (
        <table className="table number">
          <caption className="visually-hidden">{words.losses}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{words.lossColumn}</th>
              <th scope="col">{words.changeColumn}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const loss = losses[row];
              return (
                <tr key={row} className={row === "after" ? "is-distilled" : undefined}>
                  <th scope="row">{words.lossRows[row]}</th>
                  <td>{loss === null ? unknown : loss.toFixed(3)}</td>
                  <td>{loss === null || row === "before" ? "" : signed(loss - losses.before)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

const signed = (change: number): string => `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(3)}`;
