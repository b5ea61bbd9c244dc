// Every arm of a comparison: accuracy over batch orders and draws, the mean over classes, and what a run took.
import type { ArmScores, DasComparison } from "../../../core/distillation/distillation-view.ts";
import { formatPercent, formatSeconds } from "../../format.ts";
import { strings } from "../../strings.ts";

const words = strings.distil.das;

export const DasTable = ({ comparison: { anchorOnly, modes } }: { comparison: DasComparison }) => (
  <table className="table das-table number">
    <caption className="visually-hidden">{words.table}</caption>
    <thead>
      <tr>
        <th scope="col">{words.columns.mode}</th>
        <th scope="col" className="table-text">
          {words.columns.images}
        </th>
        <th scope="col">{words.columns.accuracy}</th>
        <th scope="col">{words.columns.meanClass}</th>
        <th scope="col">{words.columns.runs}</th>
        <th scope="col">{words.columns.seconds}</th>
      </tr>
    </thead>
    <tbody>
      {anchorOnly && (
        <tr className="das-first">
          <th scope="row">{words.allModes}</th>
          <ArmCells images={words.anchorOnly} scores={anchorOnly} />
        </tr>
      )}
      {modes.map(({ mode, arms }) =>
        arms.map(({ images, scores }, position) => (
          <tr key={`${mode} ${images}`} className={position === 0 ? "das-first" : undefined} data-images={images}>
            <th scope="row" title={words.modeHints[mode]}>
              {position === 0 ? words.modes[mode] : <span className="visually-hidden">{words.modes[mode]}</span>}
            </th>
            <ArmCells images={words.images[images]} scores={scores} />
          </tr>
        )),
      )}
    </tbody>
  </table>
);

const ArmCells = ({ images, scores }: { images: string; scores: ArmScores }) => (
  <>
    <td className="table-text">{images}</td>
    <td>{words.deviation(scores.accuracy, scores.accuracyDeviation)}</td>
    <td>{formatPercent(scores.meanClassAccuracy)}</td>
    <td>{scores.runs}</td>
    <td>{formatSeconds(scores.seconds)}</td>
  </>
);
