import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { root } from "../setup/root.mjs";
import { licenceTable, licenceTexts, shippedPackages, tablePath } from "./licences.mjs";

describe("the table of licences", () => {
  it("lists what package-lock.json installs for users, and nothing for developers only", () => {
    const lock = {
      packages: {
        "": { name: "omnifer-workbench", version: "0.1.0" },
        "node_modules/zod": { version: "4.0.0", license: "MIT" },
        "node_modules/recharts/node_modules/d3-ease": { version: "3.0.2", license: "BSD-3-Clause" },
        "node_modules/vitest": { version: "4.1.12", license: "MIT", dev: true },
      },
    };
    assert.deepEqual(
      shippedPackages(lock).map(({ name, version, licence }) => `${name} ${version} ${licence}`),
      ["d3-ease 3.0.2 BSD-3-Clause", "zod 4.0.0 MIT"],
    );
  });

  it("is up to date", () => {
    assert.equal(readFileSync(tablePath, "utf8"), licenceTable(), "run node scripts/packaging/licences.mjs");
  });

  it("names a licence for every package", () => {
    const unnamed = shippedPackages().filter(({ licence }) => !/MIT|Apache|BSD|ISC|OFL|LGPL|0BSD|BlueOak/.test(licence));
    assert.deepEqual(unnamed, []);
  });

  it("has the typeface's licence beside it, word for word", () => {
    const ours = readFileSync(join(root, "assets/licences/Inter-OFL.txt"), "utf8");
    assert.equal(ours, readFileSync(join(root, "node_modules/@fontsource-variable/inter/LICENSE"), "utf8"));
  });
});

it("a package carries the full text of each licence", () => {
  const texts = licenceTexts();
  for (const name of ["react", "sharp", "@tensorflow/tfjs-node-gpu", "libsql"]) assert.match(texts, new RegExp(`=\n${name} \\d`));
  assert.match(texts, /=\nfacenet-pytorch 2\.6\.0 \(weights of MTCNN\): MIT\n[\s\S]*Copyright \(c\) 2019 Timothy Esler/);
  assert.match(texts, /Permission is hereby granted, free of charge/);
  assert.match(texts, /SIL OPEN FONT LICENSE Version 1\.1/);
  assert.match(texts, /This software is based in part on the work of the Independent JPEG Group\./);
});
