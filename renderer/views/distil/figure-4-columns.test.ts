import { expect, it } from "vitest";
import { distillation } from "../../stores/distillation.fixture.ts";
import { figure4Columns } from "./figure-4-columns.ts";

const own = (id: string, origin: "anchor" | "selected") => distillation({ id, origin, datasetId: "raf" });

it("the newest of each kind stands in its column", () => {
  const other = distillation({ id: "fer-mined", origin: "selected", datasetId: "fer" });
  const list = [own("newest", "selected"), other, own("older", "selected"), own("anchors", "anchor")];
  expect(figure4Columns(list, "raf")).toEqual(["anchors", "newest", "fer-mined"]);
});

it("a column that the project has nothing for is empty", () => {
  expect(figure4Columns([own("mined", "selected")], "raf")).toEqual([null, "mined", null]);
});

it("an imported one takes the place of another anchor set's", () => {
  const imported = distillation({ id: "file", origin: "imported", datasetId: "raf" });
  expect(figure4Columns([own("mined", "selected"), imported], "raf")).toEqual([null, "mined", "file"]);
});

it("one without a kept image is passed over", () => {
  const begun = distillation({ id: "begun", origin: "selected", datasetId: "raf", checkpoints: [] });
  expect(figure4Columns([begun, own("mined", "selected")], "raf")[1]).toBe("mined");
});
