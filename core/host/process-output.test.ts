import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { createNoiseFilter, showOutput } from "./process-output.ts";

describe("what a process prints", () => {
  it("is shown without GLib's criticals", () => {
    const filter = createNoiseFilter();
    const critical = "\n(process:13737): GLib-GObject-CRITICAL **: 02:06:15.205: g_object_ref: assertion 'G_IS_OBJECT (object)' failed\n";
    expect(filter(`${critical}TensorFlow: out of memory\n${critical}`)).toBe("TensorFlow: out of memory\n");
  });

  it("is shown without TensorFlow's greeting", () => {
    const greeting = "I0000 00:00:1.2   28661 port.cc:153] oneDNN custom operations are on. You may see slightly different results\n";
    expect(createNoiseFilter()(`${greeting}E0000 00:00:1.3   28661 cuda.cc:1] no device\n`)).toBe(
      "E0000 00:00:1.3   28661 cuda.cc:1] no device\n",
    );
  });

  it("is shown line by line, however it arrives", () => {
    const filter = createNoiseFilter();
    expect(filter("(process:1): GLib-GObj")).toBe("");
    expect(filter("ect-CRITICAL **: x\nfirst li")).toBe("");
    expect(filter("ne\n")).toBe("first line\n");
  });

  it("comes from both streams, each with its own unfinished line", () => {
    const shown: string[] = [];
    const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
    showOutput({ stdout, stderr } as never, { write: (text) => void shown.push(text) });
    stdout.emit("data", Buffer.from("out "));
    stderr.emit("data", Buffer.from("error\n"));
    stdout.emit("data", Buffer.from("put\n"));
    expect(shown).toEqual(["error\n", "out put\n"]);
  });
});
