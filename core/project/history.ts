// Undo and redo of settings and selections, kept in the project, so that they outlive the program. A change and its entry are one
// commit: neither exists without the other.
import { Selection } from "../recipe.ts";
import { type SettingKey, type SettingValue, settingSchemas } from "./settings.ts";
import type { Sql, SqlRow } from "./sql.ts";

/** Entries beyond these are forgotten, oldest first. */
const longestHistory = 500;

/** Where a value lives: a setting, or the selection of a pool. */
interface Place {
  table: "settings" | "selections";
  id: string;
}

export class History {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Changes a setting; `title` says in words what undo would take back ("Learning rate 0.05"). A value that is the same changes nothing. */
  changeSetting<K extends SettingKey>(title: string, key: K, value: SettingValue<K>): void {
    this.#change(title, { table: "settings", id: key }, JSON.stringify(settingSchemas[key].parse(value)));
  }

  /** Changes the selection of a pool. */
  changeSelection(title: string, poolId: string, selection: Selection): void {
    this.#change(title, { table: "selections", id: poolId }, JSON.stringify(Selection.parse(selection)));
  }

  /** What undo would take back, in words; null when there is nothing. */
  get undoTitle(): string | null {
    return titleOf(this.#lastDone());
  }

  /** What redo would do again, in words; null when there is nothing. */
  get redoTitle(): string | null {
    return titleOf(this.#firstUndone());
  }

  /** Takes the last change back; returns its title, null when there was none. */
  undo(): string | null {
    return this.#move(this.#lastDone(), "before");
  }

  /** Does the last change again that was taken back; returns its title, null when there was none. */
  redo(): string | null {
    return this.#move(this.#firstUndone(), "after");
  }

  #change(title: string, place: Place, after: string): void {
    const before = this.#read(place);
    if (before === after) return;
    this.#sql.transaction(() => {
      this.#sql.run("DELETE FROM history WHERE is_undone = 1"); // a new change ends the branch that redo would follow
      this.#sql.run("INSERT INTO history (title, key, before, after) VALUES (?, ?, ?, ?)", title, keyOf(place), before, after);
      this.#write(place, after);
      this.#sql.run("DELETE FROM history WHERE position <= (SELECT max(position) FROM history) - ?", longestHistory);
    });
  }

  #move(entry: SqlRow | undefined, side: "before" | "after"): string | null {
    if (!entry) return null;
    this.#sql.transaction(() => {
      this.#write(placeOf(String(entry.key)), entry[side] as string | null);
      this.#sql.run("UPDATE history SET is_undone = ? WHERE position = ?", side === "before" ? 1 : 0, entry.position!);
    });
    return titleOf(entry);
  }

  #lastDone(): SqlRow | undefined {
    return this.#sql.first("SELECT * FROM history WHERE is_undone = 0 ORDER BY position DESC LIMIT 1");
  }

  #firstUndone(): SqlRow | undefined {
    return this.#sql.first("SELECT * FROM history WHERE is_undone = 1 ORDER BY position LIMIT 1");
  }

  #read({ table, id }: Place): string | null {
    const { name, key } = columnsOf[table];
    return (this.#sql.first(`SELECT ${name} AS value FROM ${table} WHERE ${key} = ?`, id)?.value ?? null) as string | null;
  }

  #write({ table, id }: Place, value: string | null): void {
    const { name, key } = columnsOf[table];
    if (value === null) this.#sql.run(`DELETE FROM ${table} WHERE ${key} = ?`, id);
    else
      this.#sql.run(
        `INSERT INTO ${table} (${key}, ${name}) VALUES (?, ?) ON CONFLICT (${key}) DO UPDATE SET ${name} = excluded.${name}`,
        id,
        value,
      );
  }
}

const columnsOf = { settings: { key: "key", name: "value" }, selections: { key: "pool_id", name: "selection" } } as const;

const keyOf = ({ table, id }: Place): string => `${table}/${id}`;

function placeOf(key: string): Place {
  const [table, id] = key.split("/", 2);
  return { table: table === "selections" ? "selections" : "settings", id: id! };
}

const titleOf = (entry: SqlRow | undefined): string | null => (entry ? String(entry.title) : null);
