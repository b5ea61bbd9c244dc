// The options of `omnifer figure`, from strings to what they mean. Every refusal names the option, what was given and what is allowed.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type FigureChoice, FigureValue, mostFigureColumns, usualFigureColumns } from "../contract/figure-views.ts";
import { refused as refusedWords } from "./command-options.ts";
import { optionValues } from "./option-values.ts";

const { oneOf, refused, wholeNumber } = optionValues("figure");

export interface FigureOptions {
  /** Absolute. */
  projectDirectory: string;
  /** null: the decisions against licences are listed instead. */
  drawing: Drawing | null;
  json: boolean;
}

interface Drawing {
  figure: FigureChoice;
  override: boolean;
  /** Absolute. */
  file: string;
}

/** @throws InputError that names the option */
export function parseFigureOptions(argv: string[]): FigureOptions {
  const { project, json = false, decisions = false, ...drawing } = parsed(argv);
  if (project === undefined) throw refusedWords("figure", "no --project", "--project and a folder");
  const [more] = Object.keys(drawing);
  if (decisions && more !== undefined) throw refused("--decisions", `--${more} beside it`, "--project and --json alone");
  return { projectDirectory: resolve(project), drawing: decisions ? null : drawingOf(drawing), json };
}

function drawingOf(given: Omit<ReturnType<typeof parsed>, "project" | "json" | "decisions">): Drawing {
  const { number, out, columns, values, "override-licences": override = false } = given;
  if (number === undefined) throw refusedWords("figure", "no --number", "--number 2 or --number 3");
  if (out === undefined) throw refusedWords("figure", "no --out", "--out and a file to write");
  if (!/\.png$/i.test(out)) throw refused("--out", `"${out}"`, "a file that ends in .png");
  const which = oneOf(["2", "3"], "--number", number);
  if (which === "2" && (columns ?? values) !== undefined) {
    throw refused(columns === undefined ? "--values" : "--columns", "figure 2", "figure 3: the columns of figure 2 are data sets");
  }
  return {
    figure:
      which === "2"
        ? { number: 2 }
        : {
            number: 3,
            columns: columns === undefined ? usualFigureColumns : wholeNumber("--columns", columns, 1, mostFigureColumns),
            values: values === undefined ? "none" : oneOf(FigureValue.options, "--values", values),
          },
    override,
    file: resolve(out),
  };
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        ...{ project: text, number: text, out: text, columns: text, values: text },
        ...{ "override-licences": flag, decisions: flag, json: flag },
      },
    }).values;
  } catch (error) {
    throw refusedWords("figure", (error as Error).message, "the options of omnifer figure");
  }
}
