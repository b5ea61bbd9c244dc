// Which network learns, what it costs, and where it starts from. Every change is one undoable step.
import { useState } from "react";
import { inputSizes } from "../../../core/networks/input-sizes.ts";
import { type NetworkName, networkNames, type PipelineRecipe } from "../../../core/recipe.ts";
import { NumberField } from "../../components/NumberField.tsx";
import { Panel } from "../../components/Panel.tsx";
import { formatBytes } from "../../format.ts";
import { keyOf } from "../../stores/network-costs.ts";
import { useIsReadOnly, useNetworkCosts, useWorkbench } from "../../stores/stores.tsx";
import { strings } from "../../strings.ts";
import { withNetwork } from "./network-choice.ts";
import { shortCount, timesText, trainingBytes } from "./network-cost.ts";
import { StartChoice } from "./StartChoice.tsx";
import { WeightsDialog } from "./WeightsDialog.tsx";

const words = strings.train.network;
const largestSeed = 2 ** 31 - 1;

export function NetworkPanel({ recipe }: { recipe: PipelineRecipe }) {
  const weights = useWorkbench((state) => state.project?.weights) ?? [];
  const isReadOnly = useIsReadOnly();
  const changeRecipe = useWorkbench((state) => state.changeRecipe);
  const [isWeightsOpen, setWeightsOpen] = useState(false);
  const { network, inputSize } = recipe;
  const { smallest, largest, usual } = inputSizes[network];
  return (
    <Panel title={words.title} hint={words.hint}>
      <fieldset className="recipe" disabled={isReadOnly}>
        <fieldset className="choices">
          <legend className="visually-hidden">{words.choice}</legend>
          {networkNames.map((name) => (
            <NetworkOption
              key={name}
              name={name}
              isChosen={name === network}
              inputSize={name === network ? inputSize : inputSizes[name].usual}
              onChoose={() => void changeRecipe((now) => withNetwork(now, name, weights))}
            />
          ))}
        </fieldset>
        <CostHint network={network} inputSize={inputSize} />
        <div className="settings">
          <NumberField
            label={words.inputSize}
            note={words.inputSizeNote(smallest, largest, usual)}
            value={inputSize}
            unit="px"
            rule={{ min: smallest, max: largest, isInteger: true }}
            onCommit={(size) => size !== null && void changeRecipe(() => ({ inputSize: size }))}
          />
          <NumberField
            label={words.seed}
            note={words.seedNote}
            value={recipe.seed}
            rule={{ min: 0, max: largestSeed, isInteger: true }}
            onCommit={(seed) => seed !== null && void changeRecipe(() => ({ seed }))}
          />
        </div>
      </fieldset>
      <StartChoice recipe={recipe} onOpenWeights={() => setWeightsOpen(true)} />
      {isWeightsOpen && <WeightsDialog onClose={() => setWeightsOpen(false)} />}
    </Panel>
  );
}

interface NetworkOptionProps {
  name: NetworkName;
  isChosen: boolean;
  inputSize: number;
  onChoose(): void;
}

function NetworkOption({ name, isChosen, inputSize, onChoose }: NetworkOptionProps) {
  const cost = useNetworkCosts(({ costs }) => costs[keyOf(name, inputSize)]);
  return (
    <label className="choice" title={words.about[name]}>
      <input type="radio" name="network" checked={isChosen} onChange={onChoose} />
      <span className="choice-words">
        <span className="choice-name">
          {words.names[name]} <span className="choice-size number">{strings.train.run.inputSize(inputSize)}</span>
        </span>
        {cost && <span className="choice-hint number">{words.figures(shortCount(cost.parameters), shortCount(cost.multiplyAdds))}</span>}
      </span>
    </label>
  );
}

/** What the counts mean for a machine: memory while it trains, and work beside the compact network's. */
function CostHint({ network, inputSize }: { network: NetworkName; inputSize: number }) {
  const cost = useNetworkCosts(({ costs }) => costs[keyOf(network, inputSize)]);
  const compact = useNetworkCosts(({ costs }) => costs[keyOf("compact", inputSizes.compact.usual)]);
  if (!cost || !compact) return <p className="panel-hint">{words.costUnknown}</p>;
  const ratio = cost.multiplyAdds / compact.multiplyAdds;
  return (
    <p className="panel-hint">
      {`${words.about[network]}. `}
      {ratio !== 1 && `${words.work(timesText(ratio), words.names.compact)} `}
      {words.memory(formatBytes(trainingBytes(cost)))}
    </p>
  );
}
