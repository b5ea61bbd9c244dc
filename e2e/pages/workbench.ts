// What every view has around it: the rail of views, the strip of Fig. 1, the job in hand, messages, undo and the theme.
import { expect, type Locator, type Page } from "@playwright/test";
import { AlignmentPage } from "./alignment.ts";
import { CheckPage } from "./check.ts";
import { ComposePage } from "./compose.ts";
import { DataPage } from "./data.ts";
import { DistilPage } from "./distil.ts";
import { FiguresPage } from "./figures.ts";
import { ResultsPage } from "./results.ts";
import { TablesPage } from "./tables.ts";
import { ThresholdPage } from "./threshold.ts";
import { TrainPage } from "./train.ts";

export type ViewLabel = "Data" | "Train" | "Threshold" | "Distil" | "Results" | "Tables" | "Figures";
type StepLabel = "Primitive learner" | "Mining" | "Threshold" | "Retraining" | "Distillation";

export class Workbench {
  readonly job: Locator;
  readonly messages: Locator;
  readonly data: DataPage;
  readonly compose: ComposePage;
  readonly alignment: AlignmentPage;
  readonly check: CheckPage;
  readonly train: TrainPage;
  readonly threshold: ThresholdPage;
  readonly distil: DistilPage;
  readonly results: ResultsPage;
  readonly tables: TablesPage;
  readonly figures: FiguresPage;

  constructor(readonly page: Page) {
    this.job = page.getByRole("region", { name: "Job", exact: true });
    this.messages = page.getByRole("region", { name: "Messages" });
    this.data = new DataPage(page);
    this.compose = new ComposePage(page);
    this.alignment = new AlignmentPage(page);
    this.check = new CheckPage(page);
    this.train = new TrainPage(page);
    this.threshold = new ThresholdPage(page);
    this.distil = new DistilPage(page);
    this.results = new ResultsPage(page);
    this.tables = new TablesPage(page);
    this.figures = new FiguresPage(page);
  }

  /** The project's state has arrived. */
  async isReady(): Promise<void> {
    await expect(this.page.getByRole("navigation", { name: "Pipeline" })).toBeVisible();
    await expect(this.page.getByText("Starting the engine")).toHaveCount(0);
  }

  async goTo(view: ViewLabel): Promise<void> {
    await this.page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
    await expect(this.page.getByRole("main", { name: view })).toBeVisible();
  }

  async expectStep(step: StepLabel, state: "waiting" | "ready" | "running" | "done" | "out of date"): Promise<void> {
    const strip = this.page.getByRole("navigation", { name: "Pipeline" });
    await expect(strip.getByRole("button", { name: step })).toContainText(state);
  }

  /** Once no job runs and none has failed, the job bar is gone. */
  async expectNoJob(timeout = 90_000): Promise<void> {
    await expect(this.job).toHaveCount(0, { timeout });
  }

  /** Share of the job in hand, 0 to 1. */
  async jobFraction(): Promise<number> {
    return Number(await this.job.getByRole("progressbar").getAttribute("aria-valuenow")) / 100;
  }

  async cancelJob(): Promise<void> {
    await this.job.getByRole("button", { name: "Cancel" }).click();
  }

  async resumeJob(): Promise<void> {
    await this.job.getByRole("button", { name: "Resume" }).click();
  }

  async undo(): Promise<void> {
    await this.page.getByRole("button", { name: "Undo" }).click();
  }

  async redo(): Promise<void> {
    await this.page.getByRole("button", { name: "Redo" }).click();
  }

  async useTheme(theme: "light" | "dark"): Promise<void> {
    const root = this.page.locator("html");
    for (let press = 0; press < 3 && (await root.getAttribute("data-theme")) !== theme; press++) {
      await this.page.getByRole("button", { name: "Theme" }).click();
    }
    await expect(root).toHaveAttribute("data-theme", theme);
  }
}
