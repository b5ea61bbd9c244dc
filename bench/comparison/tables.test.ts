import { describe, expect, it } from "vitest";
import { rows } from "./rows.ts";
import type { Turn } from "./side.ts";
import { measuredRow, measuredSide } from "./summary.fixture.ts";
import { memoryTable, remarks, speedTable } from "./tables.ts";

const turn = (seconds: number, images: number): Turn => ({ seconds: [seconds], images, proof: [], peakBytes: null });
const rowNamed = (name: string) => rows.find((row) => row.name === name)!;
const oursIn = (seconds: number, images = 48) => measuredSide({ label: "ours", program: "ours", turns: [turn(seconds, images)] });
const peerIn = (seconds: number, images = 48) => measuredSide({ label: "PyTorch", program: "peer", turns: [turn(seconds, images)] });

describe("speedTable", () => {
  it("shows images a second, the ratio with its range, and that no GPU was there", () => {
    const row = measuredRow({ ...rowNamed("training-resnet34"), sides: [oursIn(6), peerIn(9)] });
    expect(speedTable([row])).toBe(
      [
        "| row | ours | PyTorch | ratio (pairs) | GPU |",
        "| --- | --- | --- | --- | --- |",
        "| training step: ResNet-34, 224x224, batch 16 | 8.00 images/s | 5.33 images/s | 1.50 (1.50 to 1.50) | not measured |",
      ].join("\n"),
    );
  });

  it("shows a row that is lost like any other", () => {
    const row = measuredRow({ ...rowNamed("training-resnet34"), sides: [oursIn(9), peerIn(6)] });
    expect(speedTable([row])).toContain("| 0.67 (0.67 to 0.67) |");
  });

  it("gives a further column to all rows, and says in which it was not measured", () => {
    const compiled = measuredSide({ label: "torch.compile", program: "peer", compile: true, turns: [turn(8, 48)] });
    const training = measuredRow({ ...rowNamed("training-resnet34"), sides: [oursIn(6), peerIn(9), compiled] });
    const epoch = measuredRow({ ...rowNamed("epoch"), parts: ["later epoch"], sides: [oursIn(6, 3600), peerIn(9, 3600)] });
    const lines = speedTable([training, epoch]).split("\n");
    expect(lines[0]).toBe("| row | ours | PyTorch | ratio (pairs) | torch.compile | GPU |");
    expect(lines[2]).toContain("| 6.00 images/s; 1.33 (1.33 to 1.33) | not measured |");
    expect(lines[3]).toContain("| 600 images/s | 400 images/s | 1.50 (1.50 to 1.50) | not measured | not measured |");
  });

  it("counts a start in seconds", () => {
    const row = measuredRow({ ...rowNamed("start-compact"), sides: [oursIn(1.5), peerIn(4.5)] });
    expect(speedTable([row])).toContain("| 1.50 s | 4.50 s | 3.00 (3.00 to 3.00) |");
  });

  it("puts what a GPU gave into its own column, never into the one of the CPU", () => {
    const [ours, peer] = [oursIn(6), peerIn(9)];
    const row = measuredRow({ ...rowNamed("training-resnet34"), sides: [{ ...ours, device: "gpu" }, peer] });
    const cells = "not measured | not measured | not measured | 8.00 images/s, PyTorch 5.33 images/s; 1.50 (1.50 to 1.50) |";
    expect(speedTable([row])).toContain(cells);
  });
});

describe("memoryTable", () => {
  it("compares what lies above the idle process of each side", () => {
    const ours = measuredSide({ label: "ours", program: "ours", idleBytes: 370e6, peakBytes: 1370e6 });
    const peer = measuredSide({ label: "PyTorch", program: "peer", idleBytes: 230e6, peakBytes: 1480e6 });
    const row = measuredRow({ ...rowNamed("extraction-compact"), sides: [ours, peer] });
    expect(memoryTable([row]).split("\n")[2]).toBe(
      "| feature extraction: compact, 48x48, batch 64 | 1,000 MB (idle 370 MB) | 1,250 MB (idle 230 MB) | 1.25 |",
    );
  });

  it("says where the system does not tell", () => {
    const [ours, peer] = [oursIn(6), peerIn(9)];
    expect(memoryTable([measuredRow({ ...rowNamed("extraction-compact"), sides: [ours, peer] })])).toContain(
      "| not measured | not measured | not measured |",
    );
  });

  it("leaves out starts, whose memory is that of a training", () => {
    expect(memoryTable([measuredRow({ ...rowNamed("start-compact"), sides: [oursIn(6), peerIn(9)] })])).not.toContain("start");
  });
});

describe("remarks", () => {
  it("says how long compiling took, and which way of scoring PyTorch found the fastest", () => {
    const peer = measuredSide({ label: "PyTorch", program: "peer", mode: "frozen" });
    const compiled = measuredSide({ label: "torch.compile", program: "peer", compile: true, warmUpSeconds: 61.2 });
    const [extraction, training] = ["extraction-compact", "training-compact"].map((name) =>
      measuredRow({ ...rowNamed(name), sides: [oursIn(6), peer, compiled] }),
    );
    expect(remarks([extraction!, training!])).toEqual([
      "extraction-compact: PyTorch was fastest frozen.",
      "extraction-compact: torch.compile was ready after 61 s, which are not counted.",
      "training-compact: torch.compile was ready after 61 s, which are not counted.",
    ]);
  });
});
