// What is still to be finished when the windows have gone: releasing the project, remembering where the window stood.
import type { App } from "electron";

/** @returns how to add work that the program waits for; whatever it throws, the program ends */
export function finishBeforeQuit(app: Pick<App, "on" | "quit">): (work: () => Promise<void>) => void {
  let unfinished: (() => Promise<void>)[] = [];
  app.on("will-quit", (event) => {
    if (unfinished.length === 0) return;
    event.preventDefault();
    const work = unfinished;
    unfinished = [];
    void Promise.allSettled(work.map((finish) => finish())).then(() => app.quit());
  });
  return (work) => void unfinished.push(work);
}
