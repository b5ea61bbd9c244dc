import { describe, expect, it } from "vitest";
import { TablePage } from "../contract/table-views.ts";
import { runThrough } from "../mining/steps.ts";
import type { ArmKey, ArmResult } from "./arm-result.ts";
import type { TableNumber } from "./paper/table.ts";
import { tableNumbers } from "./paper/table.ts";
import { armsOf } from "./table-arms.ts";
import { tablePage } from "./table-page.ts";
import { armResult, results } from "./table-results.fixture.ts";

const page = (table: TableNumber, arms: readonly ArmResult[], isMiniature = false): TablePage =>
  runThrough(tablePage(table, results(arms, isMiniature), { missing: [], canRun: false }));

const rowOf = ({ groups }: TablePage, id: string) => groups.flatMap(({ rows }) => rows).find((row) => row.id === id)!;

const key = (arm: ArmKey["arm"], changes: Partial<ArmKey> = {}): ArmKey => ({
  network: "vgg-face",
  anchor: "rafdb",
  training: "rafdb",
  test: "rafdb",
  arm,
  ...changes,
});

/** Five seeds: DAS is right about twenty pictures more than its control, each time. */
const dasArms = [
  armResult(key("pretrained"), { rights: [800, 801, 799, 802, 798] }),
  armResult(key("control-das"), { rights: [810, 812, 811, 809, 808], seconds: 61 }),
  armResult(key("das"), { rights: [830, 832, 831, 829, 828], seconds: 62 }),
];

describe("an empty project", () => {
  it.each(tableNumbers)("shows all published numbers of table %i, and is a page of the contract", (table) => {
    const empty = page(table, []);
    expect(TablePage.parse(empty)).toEqual(empty);
    const rows = empty.groups.flatMap(({ rows: own }) => own);
    expect(rows.every(({ origin, published }) => (published === null) === (origin === "added"))).toBe(true);
    expect(rows.every(({ own, difference, control, verdict }) => !own && !difference && !control && !verdict)).toBe(true);
    expect(empty.claims.every(({ own }) => own === "Not run yet.")).toBe(true);
    expect(empty.costs).toEqual([]);
  });

  it("gives a published number its standard error: 86.55 % of 3,068 pictures is good for 0.62 points", () => {
    expect(rowOf(page(1, []), "das-vgg").published?.standardError).toBeCloseTo(0.00616, 5);
  });

  it("says in pictures what a printed difference is: 0.67 points of 213 pictures are 1.4", () => {
    expect(page(5, []).claims[0]?.published).toContain("+0.67 points (1.4 pictures)");
  });

  it("names what a row lacks, the pool only where samples are mined", () => {
    const lacking = runThrough(tablePage(4, results([]), { missing: ["ckplus", "pool", "resnet34"], canRun: true }));
    const lacks = (id: string) => rowOf(lacking, id).missing.map(({ what }) => what);
    expect(lacks("das-vgg")).toEqual(["CK+", "an auxiliary pool"]);
    expect(lacks("baseline-vgg")).toEqual(["CK+"]);
    expect(lacks("cnn-li")).toEqual([]);
  });
});

describe("own numbers", () => {
  const shown = page(1, dasArms);

  it("are mean and deviation over seeds, with the mean over classes, their number, and the seconds of one", () => {
    expect(rowOf(shown, "das-vgg").own).toMatchObject({ seeds: 5, classes: 2, pictures: 1000, seconds: 62 });
    expect(rowOf(shown, "das-vgg").own?.accuracy).toBeCloseTo(0.83, 10);
    expect(rowOf(shown, "das-vgg").own?.deviation).toBeCloseTo(Math.sqrt(10 / 4) / 1000, 10);
    expect(rowOf(shown, "das-vgg").own?.meanClassAccuracy).toBeCloseTo(0.83, 3);
  });

  it("differ from the published one in points and in pictures, with a word where the test set is another", () => {
    expect(rowOf(shown, "das-vgg").difference?.points).toBeCloseTo(0.83 - 0.8655, 10);
    expect(rowOf(shown, "das-vgg").difference?.pictures).toBeCloseTo(-35.5, 10);
    expect(rowOf(shown, "das-vgg").note).toContain("1000 pictures, not on 3068");
  });

  it("are set against control and baseline, each by its name", () => {
    const { control, baselines } = rowOf(shown, "das-vgg");
    expect(control).toMatchObject({ rowId: "control-das-vgg", against: "Control of DAS + VGG-F", pairs: 5 });
    expect(control?.difference).toBeCloseTo(0.02, 10);
    expect(control?.pictures).toBeCloseTo(20, 8);
    expect(control?.low).toBeGreaterThan(0);
    expect(baselines.map(({ rowId }) => rowId)).toEqual(["baseline-vgg"]);
    expect(baselines[0]?.difference).toBeCloseTo(0.03, 10);
  });

  it("helped where control and Holm agree", () => {
    expect(rowOf(shown, "das-vgg").verdict).toMatchObject({ says: "helped" });
    expect(rowOf(shown, "das-vgg").control?.adjustedP).not.toBeNull();
  });

  it("without a control allow no verdict", () => {
    const { verdict, own } = rowOf(page(1, [armResult(key("das"), { rights: [830, 840] })]), "das-vgg");
    expect(own?.seeds).toBe(2);
    expect(verdict).toEqual({ says: "cannot-tell", text: "Nothing can be told: its control has not been run on the same pictures." });
  });

  it("of one seed allow none either, but the exact test of that pair", () => {
    const { control, verdict } = rowOf(
      page(1, [armResult(key("control-das"), { rights: [810] }), armResult(key("das"), { rights: [830] })]),
      "das-vgg",
    );
    expect(control).toMatchObject({ pairs: 1, smallest: null, mcnemar: { onlyOurs: 20, onlyTheirs: 0 } });
    expect(verdict?.text).toContain("one seed");
  });

  it("that do not differ in any picture claim to show no difference however small", () => {
    const arms = [armResult(key("control-das"), { rights: [810, 812] }), armResult(key("das"), { rights: [810, 812] })];
    expect(rowOf(page(1, arms), "das-vgg").control).toMatchObject({ difference: 0, low: 0, high: 0, smallest: null });
  });

  it("of pictures that share persons have no exact test", () => {
    const groups = Int32Array.from({ length: 1000 }, (_, i) => Math.floor(i / 4));
    const arms = [armResult(key("control-das"), { rights: [810], groups }), armResult(key("das"), { rights: [830], groups })];
    expect(rowOf(page(1, arms), "das-vgg").control?.mcnemar).toBeNull();
  });

  it("are compared by seed alone: arms without a common one are not", () => {
    const arms = [armResult(key("control-das"), { rights: [810, 811] }), armResult(key("das"), { rights: [830, 831], firstSeed: 7 })];
    expect(rowOf(page(1, arms), "das-vgg").control).toBeNull();
  });

  it("of other test pictures are not compared", () => {
    const arms = [armResult(key("control-das"), { rights: [810, 811], pictures: 900 }), armResult(key("das"), { rights: [830, 831] })];
    expect(rowOf(page(1, arms), "das-vgg").control).toBeNull();
  });

  it("of another network stand without a difference to the paper's, and say why", () => {
    const arms = dasArms.map((arm) => ({ ...arm, trainedNetwork: "compact, 48x48" }));
    const { own, difference, note, control } = rowOf(page(1, arms), "das-vgg");
    expect(own?.network).toBe("compact, 48x48");
    expect(difference).toBeNull();
    expect(note).toContain("compact, 48x48");
    expect(control).not.toBeNull();
  });
});

describe("a miniature", () => {
  const shown = page(1, dasArms, true);

  it("has no difference to any published number, in rows and claims", () => {
    expect(shown.isMiniature).toBe(true);
    expect(shown.groups.flatMap(({ rows }) => rows).every(({ difference }) => difference === null)).toBe(true);
    const outperforms = shown.claims.find(({ text }) => text.includes("[32]"))!;
    expect(outperforms.own).toBe("Not compared with printed numbers; 3 of 4 not run yet.");
  });

  it("still compares its own arms", () => {
    expect(rowOf(shown, "das-vgg").verdict?.says).toBe("helped");
  });
});

describe("Holm over the rows of a table", () => {
  it("is milder to one comparison than to the same one among four", () => {
    const noise = (arm: ArmKey["arm"], network: ArmKey["network"], right: number) =>
      armResult(key(arm, { network }), { rights: [right, right - 3, right + 3, right + 1, right - 1] });
    const others = [
      noise("control-vas", "vgg-face", 800),
      noise("vas", "vgg-face", 801),
      noise("control-vas", "resnet34", 800),
      noise("vas", "resnet34", 799),
      noise("control-das", "resnet34", 800),
      noise("das", "resnet34", 802),
    ];
    const alone = rowOf(page(1, dasArms), "das-vgg").control!;
    const among = rowOf(page(1, [...dasArms, ...others]), "das-vgg").control!;
    expect(among.pValue).toBe(alone.pValue);
    expect(alone.adjustedP).toBe(alone.pValue);
    expect(among.adjustedP).toBeCloseTo(4 * alone.pValue!, 10);
  });
});

it("a table of all arms has a number in every row that can be run, and no claim that waits", () => {
  for (const table of tableNumbers) {
    const full = page(
      table,
      armsOf(table).map((arm, index) => armResult(arm, { rights: [150 + index, 151 + index], pictures: 200 })),
    );
    for (const row of full.groups.flatMap(({ rows }) => rows)) expect(row.own === null).toBe(row.recipe === null);
    for (const { own } of full.claims) expect(own).not.toContain("not run");
  }
});
