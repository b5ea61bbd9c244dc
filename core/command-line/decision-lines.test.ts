import { expect, it } from "vitest";
import { decisionsText } from "./decision-lines.ts";

const raf = { title: "RAF-DB", terms: "For research only.", show: "no", passOn: "no" } as const;
const faces = { title: "faces\u001b[2J", terms: "Somebody collected them.", show: "some", passOn: "no" } as const;

it("prints when, which figure and file, and each licence, without a stranger's control characters", () => {
  const text = decisionsText([
    { created: "2026-11-30T06:10:49.123Z", content: "Fig. 2", file: "/papers/figure-2.png", licences: [raf, faces] },
    { created: "2026-11-29T18:00:00.000Z", content: "Fig. 3", file: "/p/exports/figure-3-0c9cc51b2a.png", licences: [raf] },
  ]);
  expect(text.split("\n")).toEqual([
    "2026-11-30 06:10 UTC  Fig. 2  /papers/figure-2.png",
    "  RAF-DB, may not be shown: For research only.",
    "  faces\ufffd[2J, may be shown within limits: Somebody collected them.",
    "",
    "2026-11-29 18:00 UTC  Fig. 3  /p/exports/figure-3-0c9cc51b2a.png",
    "  RAF-DB, may not be shown: For research only.",
  ]);
});

it("says that there is none", () => expect(decisionsText([])).toBe("No picture has been exported against its licence."));
