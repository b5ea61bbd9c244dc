// What a person sees of the set-up: a line and a bar for each step. On a terminal the bar is redrawn; in a log there is a line each quarter.

const barWidth = 24;
const nameWidth = 16;

/**
 * @param {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} stream
 * @returns say(text) prints a line of its own; step(name) gives the three calls of one step
 */
export function createProgress(stream = process.stdout) {
  const say = (text) => stream.write(`${text}\n`);
  return { say, step: (name) => (stream.isTTY ? redrawnStep(stream, name) : loggedStep(stream, name)) };
}

function redrawnStep(stream, name) {
  const draw = (line) => stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 100) - 1)}`);
  return {
    report: (fraction, note = "") => draw(barLine(name, fraction, note)),
    say: (text) => stream.write(`\r\u001b[K${text}\n`),
    finish: (note = "done") => stream.write(`\r\u001b[K${barLine(name, 1, note)}\n`),
    fail: () => stream.write("\n"),
  };
}

function loggedStep(stream, name) {
  let quartersSaid = -1;
  const sayQuarter = (fraction, note) => {
    const quarters = Math.floor(clamp(fraction) * 4);
    if (quarters <= quartersSaid) return;
    quartersSaid = quarters;
    stream.write(`${barLine(name, quarters / 4, note)}\n`);
  };
  return {
    // The whole is said by `finish` alone: 100 % of a download is not yet 100 % of the step.
    report: (fraction, note = "") => sayQuarter(Math.min(fraction, 0.99), note),
    say: (text) => stream.write(`${text}\n`),
    finish: (note = "done") => sayQuarter(1, note),
    fail: () => {},
  };
}

/** `TensorFlow        [######------------------]  25 %  note` */
function barLine(name, fraction, note) {
  const full = Math.round(clamp(fraction) * barWidth);
  const percent = String(Math.floor(clamp(fraction) * 100)).padStart(3);
  return `${name.padEnd(nameWidth)} [${"#".repeat(full)}${"-".repeat(barWidth - full)}] ${percent} %  ${note}`.trimEnd();
}

const clamp = (fraction) => Math.min(1, Math.max(0, fraction));

/** Bytes as people write them: 274 MB, 3.4 GB. */
export const formatBytes = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`);

/** A part of a step's bar: 0 to 1 inside maps to `from` to `to` outside. */
export const partOf = (report, from, to) => (fraction, note) => report(from + (to - from) * clamp(fraction), note);
