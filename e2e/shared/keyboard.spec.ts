// Every key of the shortcut sheet, pressed for real in its place: a key that is printed and does nothing fails here.
import { deltaGrid } from "../../core/recipe.ts";
import { allCommands } from "../../renderer/commands/all-commands.ts";
import { expect, test } from "../fixtures/test.ts";
import { ComposePage } from "../pages/compose.ts";
import { GalleryPage } from "../pages/gallery.ts";
import type { ViewLabel, Workbench } from "../pages/workbench.ts";

interface KeyTest {
  /** As Playwright names it. */
  press: string;
  expect(workbench: Workbench, press: () => Promise<void>): Promise<void>;
}

const opens = (view: ViewLabel, press: string): KeyTest => ({
  press,
  async expect(workbench, pressKey) {
    await workbench.goTo(view === "Data" ? "Results" : "Data");
    await pressKey();
    await expect(workbench.page.getByRole("main", { name: view })).toBeVisible();
  },
});

const movesDelta = (press: string, sign: 1 | -1, isCoarse: boolean): KeyTest => ({
  press,
  async expect(workbench, pressKey) {
    await workbench.goTo("Threshold");
    const before = await workbench.threshold.delta();
    await pressKey();
    const steps = () => workbench.threshold.delta().then((after) => (after - before) * sign * deltaGrid);
    await expect.poll(steps).toBeGreaterThanOrEqual(isCoarse ? 10 : 1);
  },
});

async function selectedFaces(workbench: Workbench): Promise<GalleryPage> {
  await workbench.goTo("Threshold");
  const gallery = new GalleryPage(workbench.page, "Selected faces");
  await gallery.focus();
  return gallery;
}

/** From `start` (face 1 when not given) to the rank that `to` says. */
const movesTo = (press: string, to: (gallery: GalleryPage, from: number) => Promise<number>, start: "Home" | "End" = "Home"): KeyTest => ({
  press,
  async expect(workbench, pressKey) {
    const gallery = await selectedFaces(workbench);
    const from = await gallery.goToEnd(start);
    await pressKey();
    await gallery.expectRank(await to(gallery, from));
  },
});

const keyTests: Record<string, KeyTest> = {
  "mod+1": opens("Data", "Control+1"),
  "mod+2": opens("Train", "Control+2"),
  "mod+5": opens("Results", "Control+5"),
  "mod+4": opens("Distil", "Control+4"),
  "mod+3": opens("Threshold", "Control+3"),
  "mod+6": opens("Tables", "Control+6"),
  "mod+7": opens("Figures", "Control+7"),
  "mod+shift+o": {
    press: "Control+Shift+o",
    async expect(workbench, pressKey) {
      await workbench.goTo("Results");
      await pressKey();
      const compose = new ComposePage(workbench.page);
      await expect(compose.dialog).toBeVisible();
      await workbench.page.keyboard.press("Escape");
      await expect(compose.dialog).toBeHidden();
    },
  },
  "[": movesDelta("[", -1, false),
  "]": movesDelta("]", 1, false),
  "shift+[": movesDelta("Shift+BracketLeft", -1, true),
  "shift+]": movesDelta("Shift+BracketRight", 1, true),
  "mod+z": goesThroughHistory("Control+z", "Undo"),
  "mod+shift+z": goesThroughHistory("Control+Shift+z", "Redo"),
  "mod+y": goesThroughHistory("Control+y", "Redo"),
  "?": {
    press: "?",
    async expect({ page }, pressKey) {
      await pressKey();
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    },
  },
  arrowright: movesTo("ArrowRight", async (_, from) => from + 1),
  j: movesTo("j", async (_, from) => from + 1),
  arrowleft: movesTo("ArrowLeft", async (_, from) => from - 1, "End"),
  k: movesTo("k", async (_, from) => from - 1, "End"),
  arrowdown: movesTo("ArrowDown", async (gallery, from) => from + (await gallery.columns())),
  arrowup: movesTo("ArrowUp", async (gallery, from) => from - (await gallery.columns()), "End"),
  end: movesTo("End", (gallery) => gallery.count()),
  home: movesTo("Home", async () => 1, "End"),
  pagedown: leavesTheEnd("PageDown", "Home"),
  pageup: leavesTheEnd("PageUp", "End"),
  enter: {
    press: "Enter",
    async expect(workbench, pressKey) {
      const gallery = await selectedFaces(workbench);
      await pressKey();
      await expect(gallery.large.getByRole("img")).toBeVisible();
      await workbench.page.keyboard.press("Escape");
      await expect(gallery.large).toHaveCount(0);
    },
  },
  space: {
    press: "Space",
    async expect(workbench, pressKey) {
      await workbench.goTo("Distil");
      await workbench.distil.lookedAt(/, epoch 4$/).focus();
      await pressKey();
      await expect(workbench.distil.lookedAt(/, epoch 2$/)).toHaveCount(1);
      await workbench.page.keyboard.press("Space");
      await expect(workbench.page.getByRole("button", { name: "Play" })).toBeVisible();
    },
  },
  g: {
    press: "g",
    async expect(workbench, pressKey) {
      const gallery = await selectedFaces(workbench);
      await gallery.goToEnd("Home");
      await pressKey();
      await workbench.page.keyboard.type("9");
      await workbench.page.keyboard.press("Enter");
      await gallery.expectRank(9);
    },
  },
  h: {
    press: "h",
    async expect(workbench) {
      const gallery = await selectedFaces(workbench);
      await gallery.goToEnd("Home");
      await expect(gallery.firstValue).toBeVisible();
      await workbench.page.keyboard.down("h");
      await expect(gallery.firstValue).toBeHidden();
      await workbench.page.keyboard.up("h");
      await expect(gallery.firstValue).toBeVisible();
    },
  },
};

/** Moves delta first, so that there is something to take back; redo needs it taken back. */
function goesThroughHistory(press: string, what: "Undo" | "Redo"): KeyTest {
  return {
    press,
    async expect(workbench, pressKey) {
      await workbench.goTo("Threshold");
      const before = await workbench.threshold.delta();
      await workbench.threshold.drag(+40);
      const after = await workbench.threshold.delta();
      const undo = workbench.page.getByRole("button", { name: "Undo" });
      await expect(undo).toBeEnabled();
      await expect(workbench.page.getByRole("button", { name: "Redo" })).toBeDisabled(); // the move is saved
      if (what === "Redo") {
        await workbench.undo();
        await expect.poll(() => workbench.threshold.delta()).toBe(before);
      }
      await pressKey();
      await expect.poll(() => workbench.threshold.delta()).toBe(what === "Undo" ? before : after);
    },
  };
}

function leavesTheEnd(press: string, end: "Home" | "End"): KeyTest {
  return {
    press,
    async expect(workbench, pressKey) {
      const gallery = await selectedFaces(workbench);
      const from = await gallery.goToEnd(end);
      const columns = await gallery.columns();
      await pressKey();
      await expect.poll(async () => Math.abs((await gallery.rank()) - from)).toBeGreaterThanOrEqual(columns);
    },
  };
}

test("every key of the shortcut sheet does what it says", async ({ openWorkbench, project }) => {
  const chords = allCommands.flatMap(({ keys }) => keys);
  expect(Object.keys(keyTests).sort()).toEqual([...chords].sort());
  const workbench = await openWorkbench(await project("distilled"));
  for (const [chord, key] of Object.entries(keyTests)) {
    await test.step(chord, () => key.expect(workbench, () => workbench.page.keyboard.press(key.press)));
  }
});

test("keys are left alone while one types", async ({ openWorkbench, project }) => {
  const workbench = await openWorkbench(await project("finished"));
  await workbench.goTo("Threshold");
  const before = await workbench.threshold.delta();
  await workbench.page.getByRole("textbox", { name: "Go to rank" }).focus();
  await workbench.page.keyboard.type("[?g");
  await expect(workbench.page.getByRole("textbox", { name: "Go to rank" })).toHaveValue("[?g");
  expect(await workbench.threshold.delta()).toBe(before);
  await expect(workbench.page.getByRole("dialog")).toHaveCount(0);
});
