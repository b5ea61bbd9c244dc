// What is trained: the paper's two networks, each from weights that the project holds, or another one in the place of both.
import { useState } from "react";
import type { WeightsSummary } from "../../../../core/contract/project-state.ts";
import type { TableSetup } from "../../../../core/contract/table-setup.ts";
import type { PaperNetwork } from "../../../../core/evaluation/arm-result.ts";
import type { NetworkName } from "../../../../core/recipe.ts";
import { Button } from "../../../components/Button.tsx";
import { SelectField } from "../../../components/SelectField.tsx";
import { useStores, useWorkbench } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { tableSetupStrings as words } from "../../../strings-table-setup.ts";
import { weightsFor } from "../../train/network-choice.ts";
import { WeightsDialog } from "../../train/WeightsDialog.tsx";
import { SetupPart } from "./SetupPart.tsx";

/** Those that need no file: the one begins at its seed, the weights of the other come with the workbench. */
const others: readonly NetworkName[] = ["compact", "face-resnet"];
const papers = "papers";

export function NetworkFields({ setup: { network, weights } }: { setup: TableSetup }) {
  const { tables } = useStores();
  const [isWeightsOpen, setWeightsOpen] = useState(false);
  const offered = network === null || others.includes(network) ? others : [...others, network];
  return (
    <>
      <SetupPart title={words.networks} aside={<Button onClick={() => setWeightsOpen(true)}>{strings.train.weights.open}</Button>}>
        <SelectField<NetworkName | typeof papers>
          label={words.trained}
          note={network === null ? words.papersNote : words.inPlaceNote}
          value={network ?? papers}
          options={[{ value: papers, label: words.papers }, ...offered.map((name) => ({ value: name, label: words.inPlace(name) }))]}
          onChange={(value) => tables.getState().configure({ network: value === papers ? null : value })}
        />
        {network === null && (
          <>
            <WeightsField network="vgg-face" chosenId={weights["vgg-face"]} />
            <WeightsField network="resnet34" chosenId={weights.resnet34} />
          </>
        )}
      </SetupPart>
      {isWeightsOpen && <WeightsDialog onClose={() => setWeightsOpen(false)} />}
    </>
  );
}

const noWeights: WeightsSummary[] = [];

function WeightsField({ network, chosenId }: { network: PaperNetwork; chosenId: string | null }) {
  const { tables } = useStores();
  const held = weightsFor(
    network,
    useWorkbench((state) => state.project?.weights ?? noWeights),
  );
  return (
    <SelectField
      label={words.weightsOf(network)}
      value={chosenId ?? ""}
      options={[
        { value: "", label: held.length === 0 ? words.noWeightsHeld : words.noWeights },
        ...held.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => tables.getState().configure({ weights: { [network]: id || null } })}
    />
  );
}
