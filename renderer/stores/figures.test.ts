import { describe, expect, it } from "vitest";
import type { Figure2 } from "../../core/contract/figure-views.ts";
import type { ProjectState } from "../../core/contract/project-state.ts";
import { at } from "../../core/mining/selection.fixture.ts";
import { createFiguresStore } from "./figures.ts";
import { clientOf, projectState } from "./project-state.fixture.ts";
import { createWorkbenchStore } from "./workbench.ts";

const nothing: Figure2 = { classes: ["fear"], columns: [], others: [], problems: [] };
const settled = () => new Promise((resolve) => setTimeout(resolve));

function open(answers: Record<string, (input: never) => unknown> = {}) {
  const asked: string[] = [];
  const note =
    (name: string, answer: (input: never) => unknown = () => ({})) =>
    (input: never) => {
      asked.push(name);
      return answer(input);
    };
  const client = clientOf({
    "figure2.get": note("figure2.get", answers["figure2.get"] ?? (() => nothing)),
    "figure3.get": note("figure3.get", answers["figure3.get"] ?? (() => ({ classes: [] }))),
    "figure.decisions": note("figure.decisions", answers["figure.decisions"] ?? (() => ({ total: 0, decisions: [] }))),
    "figure2.pick": note("figure2.pick", answers["figure2.pick"]),
    "view.save": () => ({}),
  });
  const workbench = createWorkbenchStore(client);
  const figures = createFiguresStore(client, workbench);
  const tell = (changes: Partial<ProjectState> = {}) => workbench.getState().projectChanged(projectState(changes));
  return { asked, workbench, figures, tell };
}

describe("the figures of the window", () => {
  it("are asked for when they are looked at, not before", async () => {
    const { asked, workbench, figures, tell } = open();
    tell();
    await settled();
    expect(asked).toEqual([]);
    workbench.getState().goTo("figures");
    await settled();
    expect(asked).toEqual(["figure2.get", "figure3.get", "figure.decisions"]);
    expect(figures.getState().figure2).toEqual(nothing);
  });

  it("follow a commit: Fig. 2 always, Fig. 3 when pool or selection are others", async () => {
    const { asked, workbench, tell } = open();
    tell();
    workbench.getState().goTo("figures");
    await settled();
    tell({ undo: "picture of fear in RAF-DB" });
    await settled();
    expect(asked).toEqual(["figure2.get", "figure3.get", "figure.decisions", "figure2.get", "figure.decisions"]);
    tell({ selection: at(0.5) });
    await settled();
    expect(asked.slice(5)).toEqual(["figure2.get", "figure3.get", "figure.decisions"]);
  });

  it("have no Fig. 3 before a pool is mined, and ask again for one that failed", async () => {
    let fails = true;
    const answer = () => {
      if (fails) throw new Error("the engine is gone");
      return { classes: [{ classIndex: 0, total: 0, rows: [] }] };
    };
    const { asked, workbench, figures, tell } = open({ "figure3.get": answer });
    tell({ poolId: null });
    workbench.getState().goTo("figures");
    await settled();
    expect([asked, figures.getState().figure3]).toEqual([["figure2.get", "figure.decisions"], null]);
    tell();
    await settled();
    expect(figures.getState().figure3).toBeNull();
    fails = false;
    tell({ undo: "anything" });
    await settled();
    expect(figures.getState().figure3!.classes).toHaveLength(1);
  });

  it("tell what was decided against licences, anew after each export", async () => {
    let total = 0;
    const { workbench, figures, tell } = open({ "figure.decisions": () => ({ total, decisions: [] }) });
    tell();
    expect(figures.getState().decisions).toBeNull();
    workbench.getState().goTo("figures");
    await settled();
    expect(figures.getState().decisions).toMatchObject({ total: 0 });
    total = 1;
    tell();
    await settled();
    expect(figures.getState().decisions).toMatchObject({ total: 1 });
  });

  it("show the state after a pick, and keep how they look with the view", async () => {
    const picked = projectState({ undo: "picture of fear in RAF-DB" });
    const { workbench, figures, tell } = open({ "figure2.pick": () => picked });
    tell();
    await figures.getState().pick("raf-db", "fear", { datasetId: "data-1", row: 3 });
    expect(workbench.getState().project?.undo).toBe("picture of fear in RAF-DB");
    figures.getState().changeLook({ number: 3 });
    figures.getState().changeLook({ columns: null });
    expect(workbench.getState().view.figures).toEqual({ number: 3, columns: null, values: "none" });
  });
});
