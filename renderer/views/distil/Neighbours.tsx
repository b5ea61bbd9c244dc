// Real samples of the source that are nearest to a distilled image in the learner's features.
import { pictureUrl } from "../../../core/contract/picture-url.ts";
import type { Neighbour } from "../../../core/distillation/distillation-view.ts";
import { strings } from "../../strings.ts";

const words = strings.distil.grid;
const pictureSize = 160;
const placeholders = [0, 1, 2];

interface NeighboursProps {
  /** null while they are asked for. */
  neighbours: readonly Neighbour[] | null;
  /** They are looked for when the distillation ends. */
  isForming: boolean;
}

export const Neighbours = ({ neighbours, isForming }: NeighboursProps) => (
  <section className="neighbours" aria-label={words.neighbours}>
    <h3 className="neighbours-title">{words.neighbours}</h3>
    <p className="panel-hint">
      {neighbours?.length === 0 ? (isForming ? words.neighboursLater : words.noNeighbours) : words.neighboursHint}
    </p>
    <ul className="neighbour-list">
      {neighbours
        ? neighbours.map(({ datasetId, row, file, similarity }) => (
            <li key={row}>
              <img className="neighbour-picture" src={pictureUrl(datasetId, row, pictureSize)} alt={file} title={file} />
              <span className="number panel-hint">{words.neighbour(similarity)}</span>
            </li>
          ))
        : placeholders.map((place) => (
            <li key={place}>
              <span className="neighbour-picture shimmering" />
            </li>
          ))}
    </ul>
  </section>
);
