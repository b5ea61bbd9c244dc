import { EventEmitter } from "node:events";
import type { App } from "electron";
import { expect, it } from "vitest";
import { finishBeforeQuit } from "./last-work.ts";

/** An app that quits as Electron does: "will-quit", and if nobody minds, the end. */
function desktop() {
  const app = Object.assign(new EventEmitter(), {
    hasEnded: false,
    quit() {
      let isPrevented = false;
      app.emit("will-quit", {
        preventDefault() {
          isPrevented = true;
        },
      });
      app.hasEnded = !isPrevented;
    },
  });
  return { app, beforeQuit: finishBeforeQuit(app as unknown as App) };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it("the program ends at once when there is nothing to finish", () => {
  const { app } = desktop();
  app.quit();
  expect(app.hasEnded).toBe(true);
});

it("the program waits for all its last work, also when one part of it fails", async () => {
  const { app, beforeQuit } = desktop();
  let finish = () => {};
  beforeQuit(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  beforeQuit(() => Promise.reject(new Error("the disk is full")));
  app.quit();
  await settled();
  expect(app.hasEnded).toBe(false);
  finish();
  await settled();
  expect(app.hasEnded).toBe(true);
});
