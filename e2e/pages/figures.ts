// Figures: Fig. 2 with its picker, Fig. 3 and its layout, and the export of what is looked at.
import { type Download, expect, type Locator, type Page } from "@playwright/test";

export class FiguresPage {
  readonly examples: Locator;
  readonly selected: Locator;
  /** Of one cell of Fig. 2, once it is open. */
  readonly picker: Locator;
  readonly export: Locator;
  /** What was decided against licences, once it is open. */
  readonly decisions: Locator;
  readonly decisionsButton: Locator;
  private readonly view: Locator;

  constructor(private readonly page: Page) {
    this.view = page.getByRole("main", { name: "Figures" });
    this.examples = this.view.getByRole("table", { name: "Examples of the data sets" });
    this.selected = this.view.getByRole("table", { name: "Selected auxiliary samples" });
    this.picker = page.getByRole("dialog", { name: /^[^:]+: [^:]+$/ });
    this.decisionsButton = this.view.getByRole("button", { name: "Licence decisions" });
    this.decisions = page.getByRole("dialog", { name: "Licence decisions" });
    this.export = page.getByRole("dialog", { name: /^Export Fig\. / });
  }

  async show(figure: "Fig. 2" | "Fig. 3"): Promise<void> {
    await this.view.getByRole("group", { name: "Figure" }).getByRole("radio", { name: figure }).check();
  }

  /** A cell of Fig. 2. */
  example(dataset: string, className: string): Locator {
    return this.examples.getByRole("button", { name: `${dataset}, ${className}`, exact: true });
  }

  /** Pictures of a class in Fig. 3. */
  samplesOf(className: string): Locator {
    return this.selected.getByRole("button", { name: new RegExp(`^${className}, number `) });
  }

  async lay(columns: string): Promise<void> {
    await this.view.getByLabel("Columns").selectOption(columns);
  }

  async showValues(values: "No values" | "Cosine" | "Confidence"): Promise<void> {
    await this.view.getByRole("group", { name: "Below each picture" }).getByRole("radio", { name: values }).check();
  }

  /** The picture that a cell shows, once it has arrived. */
  async pictureIn(cell: Locator): Promise<string> {
    const picture = cell.locator("img");
    await expect.poll(() => picture.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(16);
    return (await picture.getAttribute("src"))!;
  }

  async openDecisions(): Promise<void> {
    await this.decisionsButton.click();
    await expect(this.decisions).toBeVisible();
  }

  /** The dialog, once the licences are read. */
  async openExport(): Promise<void> {
    await this.view.getByRole("button", { name: "Export …" }).click();
    await expect(this.export.getByRole("heading", { name: "Licences" })).toBeVisible();
  }

  /** Exports what is looked at, without a decision about licences, and downloads it. */
  async exportAndDownload(): Promise<Download> {
    await this.openExport();
    await this.export.getByRole("button", { name: "Export", exact: true }).click();
    const downloading = this.page.waitForEvent("download");
    await this.export.getByRole("link", { name: "Download" }).click();
    return downloading;
  }

  /** As a desktop has it. @returns the name of the file */
  async exportAndShowInFolder(): Promise<string> {
    await this.openExport();
    await this.export.getByRole("button", { name: "Export", exact: true }).click();
    const done = this.export.getByRole("status");
    await this.export.getByRole("button", { name: "Show in folder" }).click();
    return /figure-[23]-[0-9a-f]{10}\.png/.exec((await done.textContent()) ?? "")![0];
  }
}
