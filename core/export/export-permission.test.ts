import { describe, expect, it } from "vitest";
import { exportPermission } from "./export-permission.ts";

const drawn = { title: "Drawn faces", terms: "Nobody's faces.", show: "yes", passOn: "yes" } as const;
const rafDb = { title: "RAF-DB", terms: "For research only.", show: "no", passOn: "no" } as const;
const jaffe = { title: "JAFFE", terms: "With its source named.", show: "some", passOn: "no" } as const;

describe("exportPermission", () => {
  it("shows pictures that every licence lets be shown, and has nothing to note", () => {
    expect(exportPermission([drawn, drawn], false)).toEqual({
      mayShowPictures: true,
      reason: "The licence of every data set in it lets pictures be shown.",
      note: null,
    });
    expect(exportPermission([drawn], true).note).toBeNull();
  });

  it("shows none where one of them says no or names a limit, and says which and why, each once", () => {
    const reason = "RAF-DB may not be shown: For research only. JAFFE may be shown within limits only: With its source named.";
    expect(exportPermission([rafDb, drawn, jaffe, rafDb], false)).toEqual({
      mayShowPictures: false,
      reason,
      note: `Pictures are left out. ${reason}`,
    });
  });

  it("shows them by a decision of the user, which the file then tells", () => {
    expect(exportPermission([jaffe], true)).toEqual({
      mayShowPictures: true,
      reason: "JAFFE may be shown within limits only: With its source named.",
      note: "Pictures are shown by a decision of the user. JAFFE may be shown within limits only: With its source named.",
    });
  });

  it("takes a licence without a name", () => {
    const { terms, show, passOn } = rafDb;
    expect(exportPermission([{ terms, show, passOn }], false).reason).toBe("A data set may not be shown: For research only.");
  });

  it("shows none where nobody knows whose they are", () => {
    expect(exportPermission([], false)).toMatchObject({
      mayShowPictures: false,
      reason: "It is not known which data set the pictures are from.",
    });
    expect(exportPermission([], true).note).toBe(
      "Pictures are shown by a decision of the user. It is not known which data set the pictures are from.",
    );
  });
});
