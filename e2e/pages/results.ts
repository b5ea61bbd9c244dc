// Results: the three accuracies, what VAS is worth against its control, the confusion matrix and the faces that were got wrong.
import type { Locator, Page } from "@playwright/test";

export class ResultsPage {
  readonly difference: Locator;
  readonly matrix: Locator;
  readonly mistakes: Locator;
  /** Runs on other data sets. */
  readonly evaluations: Locator;
  /** The table of selection rules. */
  readonly rules: Locator;
  private readonly accuracies: Locator;

  constructor(page: Page) {
    const view = page.getByRole("main", { name: "Results" });
    this.accuracies = view.getByRole("region", { name: "Test accuracy" });
    this.difference = view.getByRole("region", { name: "Did VAS help?" });
    this.rules = view.getByRole("region", { name: "Selection rules" }).first();
    this.matrix = view.getByRole("table", { name: "Confusion matrix" });
    this.evaluations = view.getByRole("region", { name: "On other data sets" });
    this.mistakes = view.getByRole("listbox", { name: "Got wrong" });
  }

  /** What stands under "Primitive", "Control" or "VAS". */
  accuracyOf(run: "Primitive" | "Control" | "VAS"): Locator {
    return this.accuracies.getByRole("region", { name: run });
  }

  cell(truth: string, predicted: string): Locator {
    return this.matrix.getByRole("button", { name: new RegExp(`of ${truth} taken for ${predicted} `) });
  }
}
