// Which figure is looked at and how; a part of the view state, so that it is found again.
import type { FiguresLook } from "../../../core/contract/view-state.ts";
import { usualLook } from "../../stores/figures.ts";
import { useWorkbench } from "../../stores/stores.tsx";

export const useFiguresLook = (): FiguresLook => useWorkbench(({ view }) => view.figures ?? usualLook);
