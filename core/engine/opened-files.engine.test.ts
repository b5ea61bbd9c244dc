import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writePredictions } from "../evaluation/predictions-file.ts";
import { createProject, type Project } from "../project/project.ts";
import { finishedResult } from "../project/run.fixture.ts";
import { OpenedFiles } from "./opened-files.ts";

let directory: string;
let project: Project;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "omnifer-opened-"));
  project = await createProject(join(directory, "project"), "project");
});
afterEach(async () => {
  await project.close();
  await rm(directory, { recursive: true });
});

describe("the predictions of an evaluation", () => {
  it("are opened once it is finished, as those of a run", async () => {
    const opened = new OpenedFiles(project);
    const id = "evaluation-1";
    const expected = { rows: [5, 9], labels: [1, 0], predicted: [1, 1], confidences: [0.75, 0.5] };
    await mkdir(project.evaluationDirectory(id));
    await writePredictions(project.evaluationDirectory(id), expected);
    project.store.evaluations.begin({ id, runId: "run-1", datasetId: "data-1" });
    expect(() => opened.evaluatedPredictions(id)).toThrow("There is no finished evaluation evaluation-1.");
    const { confusion, cost, backend } = finishedResult;
    project.store.evaluations.finish(id, { confusion, cost, backend, sequenceVote: null });
    const { rows, labels, predicted, confidences } = await opened.evaluatedPredictions(id);
    expect({ rows: [...rows], labels: [...labels], predicted: [...predicted], confidences: [...confidences] }).toEqual(expected);
    expect(opened.evaluatedPredictions(id)).toBe(opened.evaluatedPredictions(id));
  });
});
