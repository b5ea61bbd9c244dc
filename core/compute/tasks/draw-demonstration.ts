// The drawing task: the demonstration data set with progress and cancel.
import { demonstrationFaces } from "../../datasets/synthetic/demonstration.ts";
import { drawDemonstrationSet } from "../../datasets/synthetic/draw-demonstration.ts";
import type { DrawResult, DrawTask, TaskContext } from "../protocol.ts";

/** Phase: draw. */
export async function drawDemonstration({ directory, seed }: DrawTask, { report, signal }: TaskContext): Promise<DrawResult> {
  report({ type: "progress", phase: "draw", done: 0, total: demonstrationFaces(seed).length });
  const imageCount = await drawDemonstrationSet({
    directory,
    seed,
    onDrawn: (done, total) => report({ type: "progress", phase: "draw", done, total }),
    signal,
  });
  return { imageCount };
}
