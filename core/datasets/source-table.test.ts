import { describe, expect, it } from "vitest";
import { SourceTableBuilder } from "./source-table.ts";

describe("the table of a data set", () => {
  it("numbers words as they come, after those that were given, and has -1 where there is none", () => {
    const builder = new SourceTableBuilder({ labels: ["1", "2"], parts: ["train"] });
    builder.add({ picture: "a.jpg", label: "2", part: "test", subject: "S5", line: 7 });
    builder.add({ picture: "b.jpg" });
    builder.add({ picture: "c.jpg", label: "9", subject: "S5", sequence: "S5/1" });
    expect(builder.table()).toEqual({
      count: 3,
      pictures: ["a.jpg", "b.jpg", "c.jpg"],
      label: Int16Array.of(1, -1, 2),
      labels: ["1", "2", "9"],
      part: Uint8Array.of(1, 2, 2),
      parts: ["train", "test", "all"],
      subject: Int32Array.of(0, -1, 0),
      subjects: ["S5"],
      sequence: Int32Array.of(-1, -1, 0),
      sequences: ["S5/1"],
      line: Uint32Array.of(7, 0, 0),
    });
  });

  it("refuses a picture more than it holds, by its name", () => {
    const builder = new SourceTableBuilder({ most: 2 });
    builder.add({ picture: "a.jpg" });
    builder.add({ picture: "b.jpg" });
    expect(() => builder.add({ picture: "c.jpg" })).toThrow(
      "c.jpg: found more than 2 pictures, expected at most 2. Take a part of the data set, or split it.",
    );
  });
});
