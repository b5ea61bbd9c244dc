// `omnifer train` and `omnifer evaluate`: one learner alone, its test result as one object, and the same run on another data set.
import { join } from "node:path";
import { RunScores } from "../../core/evaluation/report.ts";
import { drawnFaces } from "../fixtures/projects.ts";
import { expect, test } from "../fixtures/terminal.ts";

const lastObject = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!);

test("train --json, then evaluate: the same test result, and that on another data set", async ({ omnifer, folder, workshop }) => {
  const [project, data] = [join(folder, "faces"), await drawnFaces(workshop)];
  const trained = await omnifer("train", "--project", project, "--data", data, "--epochs", "2", "--size", "32", "--json").ended;
  expect(trained).toMatchObject({ status: 0, stderr: expect.stringContaining("Training the primitive learner") });
  const report = lastObject(trained.stdout);
  expect(report).toMatchObject({
    network: "compact",
    inputSize: 32,
    recipe: "scratch",
    seed: 1,
    keptEpoch: "last",
    last: null,
    best: null,
  });
  expect(
    RunScores.parse(report.test)
      .confusion.flat()
      .reduce((a, b) => a + b),
  ).toBe(28);

  const again = await omnifer("evaluate", "--project", project, "--json").ended;
  expect(lastObject(again.stdout)).toEqual({ runId: report.runId, classes: report.classes, ...report.test });
  const elsewhere = await omnifer("evaluate", "--project", project, "--run", report.runId, "--data", data).ended;
  expect(elsewhere).toMatchObject({ status: 0, stdout: expect.stringContaining("mean class accuracy") });
});

test("a network of the paper is refused without its weights, with what to get", async ({ omnifer, folder, workshop }) => {
  const command = omnifer("train", "--project", join(folder, "faces"), "--data", await drawnFaces(workshop), "--network", "resnet34");
  const { status, stdout, stderr } = await command.ended;
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("expected pretrained weights of resnet34. Import a file of its weights");
});

test("evaluate without a project says so, and makes none", async ({ omnifer, folder }) => {
  const { status, stderr } = await omnifer("evaluate", "--project", join(folder, "none")).ended;
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining("none") });
});
