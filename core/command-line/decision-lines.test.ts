import { expect, it } from "vitest";
import { decisionsText } from "./decision-lines.ts";

const raf = { title: "RAF-DB", terms: "For research.", show: "no", passOn: "no" } as const;
const jaffe = { title: "JAFFE", terms: "With its source named.", show: "some", passOn: "no" } as const;

it("prints when which figure was written where, and against which licences", () => {
  const decisions = [
    { created: "2026-11-24T10:42:05.123Z", content: "Fig. 2", file: "/talks/two\u001b[1m.png", licences: [raf, jaffe] },
    { created: "2025-01-02T03:04:05.678Z", content: "Fig. 3", file: "/p/exports/figure-3.png", licences: [raf] },
  ];
  expect(decisionsText(decisions)).toBe(
    [
      "2026-11-24 10:42 UTC  Fig. 2  /talks/two\ufffd[1m.png",
      "  RAF-DB may not be shown: For research.",
      "  JAFFE may be shown within limits only: With its source named.",
      "",
      "2025-01-02 03:04 UTC  Fig. 3  /p/exports/figure-3.png",
      "  RAF-DB may not be shown: For research.",
      "",
    ].join("\n"),
  );
});

it("says that nothing was decided", () => expect(decisionsText([])).toBe("No figure of this project was exported against a licence.\n"));
