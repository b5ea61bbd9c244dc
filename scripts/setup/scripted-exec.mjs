// A stand-in for run-command.mjs in the tests: answers by the first rule whose words all occur in the call, and remembers the calls.

const success = { status: 0, signal: null, stdout: "", stderr: "", timedOut: false };

/**
 * @param {[string, object | ((args: string[], options: object) => object | undefined)][]} rules words (separated by spaces) and the outcome,
 *   or a function that does what the program would do and may return an outcome; no rule: status 127, as for a program that is not there
 */
export function scriptedExec(rules) {
  const calls = [];
  const exec = async (command, args, options = {}) => {
    const line = [command, ...args].join(" ");
    calls.push(line);
    const [, answer] = rules.find(([words]) => words.split(" ").every((word) => line.includes(word))) ?? [];
    if (answer === undefined) return { ...success, status: 127, stderr: `${command}: not found` };
    return { ...success, ...(typeof answer === "function" ? await answer(args, options) : answer) };
  };
  return { exec, calls };
}
