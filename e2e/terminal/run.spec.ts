// `omnifer run` as scripts and clusters call it: one object on stdout, progress on stderr, and a Ctrl+C that loses nothing.
import { join } from "node:path";
import { RunReport } from "../../core/evaluation/report.ts";
import { digestsOf } from "../fixtures/digests.ts";
import { drawnFaces } from "../fixtures/projects.ts";
import { expect, test } from "../fixtures/terminal.ts";

const short = ["--epochs", "6", "--retrain-epochs", "1"];

test("run --json: the last line on stdout is the result as one object, progress goes to stderr", async ({ omnifer, folder, workshop }) => {
  const command = omnifer("run", "--project", join(folder, "faces"), "--data", await drawnFaces(workshop), ...short, "--json");
  const { status, stdout, stderr } = await command.ended;
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining(" %  Training the primitive learner  ") });
  const report = RunReport.strict().parse(JSON.parse(stdout.trimEnd().split("\n").at(-1)!));
  expect(report.classes).toHaveLength(7);
  expect(report.mining).toMatchObject({ pool: 240, rule: "margin" });
  expect(report.mining.share).toBeCloseTo(0.3, 1);
  for (const { confusion } of [report.primitive, report.control, report.vas]) expect(confusion.flat().reduce((a, b) => a + b)).toBe(28);
  expect(stdout).not.toContain("[#");
});

test("run with a precision that no delta reaches: the error names the best reachable one", async ({ omnifer, folder, workshop }) => {
  const asked = ["--epochs", "1", "--retrain-epochs", "1", "--precision", "1"];
  const { status, stdout, stderr } = await omnifer(
    "run",
    "--project",
    join(folder, "faces"),
    "--data",
    await drawnFaces(workshop),
    ...asked,
  ).ended;
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^omnifer: .* found 100\.0 %, expected at most \d+\.\d %, the best that any delta reaches/m);
});

test("Ctrl+C cancels at a checkpoint, and the same command goes on from there to the same weights", async ({
  omnifer,
  folder,
  workshop,
}) => {
  const data = await drawnFaces(workshop);
  const [cut, whole] = [join(folder, "cut"), join(folder, "whole")];
  const command = omnifer("run", "--project", cut, "--data", data, ...short);
  await command.says(/Training the primitive learner/);
  await command.pressCtrlCUntilItEnds();
  const { status, stderr } = await command.ended;
  expect({ status, stderr }).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("The same command goes on from the last checkpoint"),
  });
  expect(stderr).not.toContain("compute process ended");
  expect(await omnifer("run", "--project", cut, "--data", data, ...short).ended).toMatchObject({ status: 0 });
  expect(await omnifer("run", "--project", whole, "--data", data, ...short).ended).toMatchObject({ status: 0 });
  expect(await digestsOf(cut)).toEqual(await digestsOf(whole));
});

test("compute leaves Ctrl+C to the command: it lives on until it is told", async ({ omnifer, folder, workshop }) => {
  const command = omnifer("run", "--project", join(folder, "faces"), "--data", await drawnFaces(workshop), ...short);
  await command.says(/Training the primitive learner/);
  process.kill(command.computePid()!, "SIGINT");
  const { status, stderr } = await command.ended;
  expect(stderr).not.toContain("compute process ended");
  expect(status).toBe(0);
});
