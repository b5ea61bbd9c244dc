// What engine and compute print goes to the terminal that started the program, but for lines that say nothing to its user:
// TensorFlow's greeting, which its log level does not silence, and what sharp brings about on Linux desktops: GLib's criticals, because
// Electron has loaded a GLib of its own before, and sharp's warning about just that. Pictures are decoded to the same bytes as
// without (core/images tests), so these lines would only bury what matters.

/** A stream of Node's or Electron's. */
type Output = { on(event: "data", listener: (piece: Buffer) => void): unknown } | null;

const noise = [
  /GLib-GObject-CRITICAL/,
  /\[SharpElectronLinux\]/,
  /^\(Use `.*--trace-warnings/,
  /^WARNING: All log messages before absl::InitializeLog\(\)/,
  /\] oneDNN custom operations are on\./,
];

/** @returns a function that takes pieces of text and returns the whole lines of them that are worth showing */
export function createNoiseFilter(): (piece: string) => string {
  let rest = "";
  return (piece) => {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    return lines
      .filter((line) => line.trim() !== "" && !noise.some((pattern) => pattern.test(line)))
      .map((line) => `${line}\n`)
      .join("");
  };
}

/** For a process that was started with its output piped. */
export function showOutput(started: { stdout: Output; stderr: Output }, terminal: { write(text: string): void }): void {
  for (const stream of [started.stdout, started.stderr]) {
    const filter = createNoiseFilter();
    stream?.on("data", (piece: Buffer) => {
      const text = filter(piece.toString());
      if (text) terminal.write(text);
    });
  }
}
