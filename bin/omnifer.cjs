#!/usr/bin/env node
// The command `omnifer`: plain JavaScript, so that it can say what to do where nothing is built yet.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

const [major, minor] = process.versions.node.split(".").map(Number);
const cli = join(__dirname, "..", "dist", "node", "cli.cjs");

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`omnifer needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else if (!existsSync(cli)) {
  console.error("omnifer is not built yet: run npm start once.");
  process.exitCode = 1;
} else {
  require(cli);
}
