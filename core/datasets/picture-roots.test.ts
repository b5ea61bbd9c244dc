import { expect, test } from "vitest";
import { DatasetRecord } from "../project/datasets.ts";
import { oneRoot, picturePathOf } from "./picture-roots.ts";

test("a picture lies in the one folder, or in the folder that its address begins with", () => {
  expect(picturePathOf(oneRoot("/faces/images"), "a/b.jpg")).toBe("/faces/images/a/b.jpg");
  const roots = { "raf-db": "/data/RAF DB", ms1m: "/data/faces_emore" };
  expect(picturePathOf(roots, "ms1m/train.rec#bytes=48+2817")).toBe("/data/faces_emore/train.rec#bytes=48+2817");
  expect(picturePathOf(roots, "raf-db/Image/aligned/x.jpg")).toBe("/data/RAF DB/Image/aligned/x.jpg");
  expect(() => picturePathOf(roots, "jaffe/KA.AN1.39.tiff")).toThrow("No folder of this data set holds jaffe/KA.AN1.39.tiff.");
});

test("a data set of an older version has one folder", () => {
  const countByClass = { anchor: [1, 1], pool: [0, 0], test: [1, 1] };
  const old = { id: "data-1", name: "faces", isDemonstration: false, countByClass, count: { anchor: 2, pool: 9, test: 2 } };
  const record = DatasetRecord.parse({ ...old, hasGroups: false, digest: "", classes: ["a", "b"], imagesDirectory: "/faces/images" });
  expect(record.roots).toEqual({ "": "/faces/images" });
});
