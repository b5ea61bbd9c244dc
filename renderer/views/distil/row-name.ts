import type { DistillationSummary } from "../../../core/distillation/distillation-view.ts";
import { strings } from "../../strings.ts";
import type { ImageRow } from "./image-rows.ts";

/** "happiness", or "happiness 2 of 3" where a class has several images. */
export const rowName = ({ classes }: Pick<DistillationSummary, "classes">, { classIndex, number, ofClass }: ImageRow): string =>
  strings.distil.grid.image(classes[classIndex] ?? strings.noLabel, number, ofClass);
