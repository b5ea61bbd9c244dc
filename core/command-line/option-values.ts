// From the text of an option to its value. Every refusal names the option, what was given and what is allowed.
import { InputError } from "../errors.ts";

/** The values of a command's options; each throws InputError that ends in "Try: omnifer COMMAND --help". */
export function optionValues(command: string) {
  const refused = (option: string, found: string, expected: string): InputError =>
    new InputError({ file: option, found, expected, mend: `Try: omnifer ${command} --help` });

  function oneOf<T extends string>(allowed: readonly T[], option: string, value: string): T {
    const found = allowed.find((name) => name === value);
    if (found === undefined) throw refused(option, `"${value}"`, allowed.join(" or "));
    return found;
  }

  function wholeNumber(option: string, value: string, least: number, most: number): number {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) throw refused(option, `"${value}"`, `a whole number from ${least} to ${most}`);
    return number;
  }

  function fraction(option: string, value: string, least: number, most: number): number {
    const number = value.trim() === "" ? Number.NaN : Number(value);
    if (!(number >= least && number <= most)) throw refused(option, `"${value}"`, `a number from ${least} to ${most}`);
    return number;
  }

  function positiveFraction(option: string, value: string): number {
    const number = fraction(option, value, 0, 1);
    if (number === 0) throw refused(option, `"${value}"`, "a number above 0, at most 1");
    return number;
  }

  return { refused, oneOf, wholeNumber, fraction, positiveFraction };
}
