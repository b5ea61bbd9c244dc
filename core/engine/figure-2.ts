// Fig. 2 of the project: what stands in each cell, which pictures could, and the picks, which are settings that can be undone.
import type { Figure2, Figure2Cell } from "../contract/figure-views.ts";
import { picturePathOf } from "../datasets/picture-roots.ts";
import { WorkbenchError } from "../errors.ts";
import { pictureTile } from "../export/picture-tile.ts";
import { columnsOfFigure2, isPaperColumn, type PictureOfSet, rowsOfFigure2 } from "../figures/figure-2.ts";
import { PictureError } from "../images/picture-error.ts";
import type { SettingValue } from "../project/settings.ts";
import type { EngineContext } from "./context.ts";
import { once } from "./once.ts";
import { type PicturesByColumn, picturesByColumn, titleOfColumn } from "./pictures-by-column.ts";

type Setting = SettingValue<"figure2">;
type PickAsked = { columnId: string; className: string; picture: { datasetId: string; row: number } | null };

/** Pictures that are tried for a cell that nobody picked. */
const mostTried = 40;

export class Figure2Pictures {
  readonly #context: EngineContext;
  readonly #pictures: () => Promise<PicturesByColumn>;
  /** By the address of the first picture of a cell, which changes when the cell does. */
  readonly #firstReadable = new Map<string, Promise<PictureOfSet | null>>();

  constructor(context: EngineContext) {
    this.#context = context;
    this.#pictures = picturesByColumn(context);
  }

  async get(): Promise<Figure2> {
    const { columns, problems } = await this.#pictures();
    const { added } = this.#setting;
    const ids = columnsOfFigure2([...columns.keys()], added);
    const classes = rowsOfFigure2(ids.flatMap((id) => [...(columns.get(id)?.keys() ?? [])]));
    const columnOf = async (id: string) => {
      const byClass = columns.get(id);
      const cells = byClass ? await Promise.all(classes.map((name) => this.#cell(id, name, byClass.get(name) ?? []))) : [];
      return { id, title: titleOfColumn(this.#context, id), isOfPaper: isPaperColumn(id), cells };
    };
    const others = [...columns.keys()].filter((id) => !ids.includes(id));
    return {
      classes,
      columns: await Promise.all(ids.map(columnOf)),
      others: others.map((id) => ({ id, title: titleOfColumn(this.#context, id) })),
      problems,
    };
  }

  async page(columnId: string, className: string, from: number, count: number): Promise<{ total: number; rows: PictureOfSet[] }> {
    const pictures = (await this.#pictures()).columns.get(columnId)?.get(className) ?? [];
    return { total: pictures.length, rows: pictures.slice(from, from + count) };
  }

  /** @throws WorkbenchError `not-found` when the picture is none of its cell */
  async pick({ columnId, className, picture }: PickAsked): Promise<void> {
    const pictures = (await this.#pictures()).columns.get(columnId)?.get(className) ?? [];
    if (picture && !pictures.some(({ datasetId, row }) => datasetId === picture.datasetId && row === picture.row)) {
      throw new WorkbenchError("not-found", `${titleOfColumn(this.#context, columnId)} has no such picture of ${className}.`);
    }
    const others = this.#setting.picks.filter((pick) => pick.columnId !== columnId || pick.className !== className);
    const picks = picture ? [...others, { columnId, className, ...picture }] : others;
    this.#change(`picture of ${className} in ${titleOfColumn(this.#context, columnId)}`, { picks });
  }

  /** @throws WorkbenchError `not-found` for a column that the project has no picture for */
  async showColumns(added: string[]): Promise<void> {
    const { columns } = await this.#pictures();
    const unknown = added.find((id) => !columns.has(id) || isPaperColumn(id));
    if (unknown !== undefined) throw new WorkbenchError("not-found", `There is no other column ${unknown}.`);
    this.#change("columns of Fig. 2", { added });
  }

  get #setting(): Setting {
    return this.#context.project.store.settings.get("figure2") ?? { picks: [], added: null };
  }

  #change(title: string, change: Partial<Setting>): void {
    this.#context.project.store.history.changeSetting(title, "figure2", { ...this.#setting, ...change });
  }

  async #cell(columnId: string, className: string, pictures: readonly PictureOfSet[]): Promise<Figure2Cell> {
    const pick = this.#setting.picks.find((one) => one.columnId === columnId && one.className === className);
    const picked = pick && pictures.find(({ datasetId, row }) => datasetId === pick.datasetId && row === pick.row);
    return {
      picture: picked ?? (await this.#first(columnId, className, pictures)),
      isPicked: picked !== undefined,
      count: pictures.length,
    };
  }

  #first(columnId: string, className: string, pictures: readonly PictureOfSet[]): Promise<PictureOfSet | null> {
    const [first] = pictures;
    if (!first) return Promise.resolve(null);
    return once(this.#firstReadable, JSON.stringify([columnId, className, this.#path(first)]), async () => {
      for (const picture of pictures.slice(0, mostTried)) if (await isReadable(this.#path(picture))) return picture;
      return null;
    });
  }

  #path({ datasetId, file }: PictureOfSet): string {
    return picturePathOf(this.#context.project.store.datasets.get(datasetId)!.roots, file);
  }
}

async function isReadable(address: string): Promise<boolean> {
  try {
    await pictureTile(address, 16);
    return true;
  } catch (error) {
    if (error instanceof PictureError) return false;
    throw error;
  }
}
