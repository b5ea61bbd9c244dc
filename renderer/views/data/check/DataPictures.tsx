// The right side of the Data view: its pictures, or a list of the check.
import type { DatasetSummary } from "../../../../core/contract/dataset-summary.ts";
import { useDataCheck } from "../../../stores/stores.tsx";
import { PicturesOrAlignment } from "../alignment/PicturesOrAlignment.tsx";
import { CheckList } from "./CheckList.tsx";

export function DataPictures({ dataset }: { dataset: DatasetSummary }) {
  const list = useDataCheck((state) => state.list);
  return list === null ? <PicturesOrAlignment dataset={dataset} /> : <CheckList key={list} list={list} />;
}
