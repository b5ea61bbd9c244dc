// One list of the check in the place of the pictures.
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../../components/Button.tsx";
import { Panel } from "../../../components/Panel.tsx";
import type { CheckList as ListName } from "../../../stores/data-check.ts";
import { useDataCheck } from "../../../stores/stores.tsx";
import { strings } from "../../../strings.ts";
import { DoubtfulLabelList } from "./DoubtfulLabelList.tsx";
import { DuplicateList } from "./DuplicateList.tsx";
import { LeftOutList } from "./LeftOutList.tsx";
import { SharedPersonList } from "./SharedPersonList.tsx";

const lists: Record<ListName, () => ReactNode> = {
  "left-out": () => <LeftOutList />,
  duplicates: () => <DuplicateList />,
  persons: () => <SharedPersonList />,
  labels: () => <DoubtfulLabelList />,
};

export function CheckList({ list }: { list: ListName }) {
  const show = useDataCheck((state) => state.show);
  return (
    <Panel
      title={strings.check.lists[list]}
      className="check-list"
      aside={
        <Button look="quiet" icon={ArrowLeft} onClick={() => show(null)}>
          {strings.check.back}
        </Button>
      }
    >
      {lists[list]()}
    </Panel>
  );
}
