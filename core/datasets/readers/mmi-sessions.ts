// The sessions of MMI as they are downloaded: Sessions/1/, Sessions/2/ and on, a film in each.
import type { SetFolder } from "../set-folder.ts";
import { LeftOutList, type ReadContext, type ReadSet } from "../set-reader.ts";
import { SourceTableBuilder } from "../source-table.ts";
import { within } from "./class-tree.ts";
import { mmiEmotions } from "./mmi-labels.ts";
import { type MmiChoices, takePictures } from "./mmi-pictures.ts";
import { filmName, type MmiSession, readSession } from "./mmi-session.ts";

/** Films with one of the six basic expressions in the whole set (section 4.2). */
const wholeFilms = 213;

/** The folder that holds the sessions; null when there is none. */
export async function findSessions(folder: SetFolder): Promise<string | null> {
  for (const place of ["", ...(await folder.folders("")).filter((name) => /^sessions$/i.test(name))]) {
    for (const name of (await folder.folders(place)).filter((session) => isSession(session)).slice(0, lookedAt)) {
      const files = await folder.files(within(place, name), [".xml"]);
      if (files.includes("session.xml") && files.some((file) => filmName.test(file))) return place;
    }
  }
  return null;
}

/** The first ones may be without labels. */
const lookedAt = 20;
const isSession = (name: string): boolean => /^\d{1,6}$/.test(name);

export async function readSessions(folder: SetFolder, root: string, choices: MmiChoices, context: ReadContext): Promise<ReadSet> {
  const leftOut = new LeftOutList();
  const sessions = await sessionsOf(folder, root, choices, leftOut, context);
  // One way of naming for the whole set: a subject with two names would be on both sides of a split.
  const isNamed = sessions.every(({ subject }) => subject !== null);
  const builder = new SourceTableBuilder({ labels: choices.hasNeutral ? [...mmiEmotions, "neutral"] : mmiEmotions });
  for (const [index, session] of sessions.entries()) {
    context.signal.throwIfAborted();
    const { neutral, peak } = await takePictures(folder, session, choices, context);
    const whose = { subject: isNamed ? session.subject! : session.filmSubject, sequence: session.name };
    if (neutral !== null) builder.add({ picture: neutral, label: "neutral", ...whose });
    for (const picture of peak) builder.add({ picture, label: session.label, ...whose, line: session.line });
    context.report(index + 1, sessions.length);
  }
  const notes = notesOf(sessions, choices, isNamed);
  return { table: builder.table(), leftOut: leftOut.list, leftOutCounts: leftOut.counts, notes };
}

async function sessionsOf(
  folder: SetFolder,
  root: string,
  { frontalHalf }: MmiChoices,
  leftOut: LeftOutList,
  { signal }: ReadContext,
): Promise<MmiSession[]> {
  const sessions: MmiSession[] = [];
  const entries = (await folder.list(root)) ?? [];
  const names = entries.filter(({ name, isFolder }) => isFolder && isSession(name)).map(({ name }) => name);
  for (const { name } of entries) {
    if (!names.includes(name)) leftOut.add({ file: within(root, name), reason: "not a session's folder" });
  }
  for (const name of names.sort((a, b) => Number(a) - Number(b))) {
    signal.throwIfAborted();
    const place = within(root, name);
    const session = await readSession(folder, place, name, leftOut);
    if (session?.view === "dual" && frontalHalf === null) leftOut.add({ file: place, reason: "two views in one picture" });
    else if (session) sessions.push(session);
  }
  return sessions;
}

function notesOf(sessions: readonly MmiSession[], { frontalHalf, turnsUncoded, hasNeutral }: MmiChoices, isNamed: boolean): string[] {
  const notes: string[] = [];
  if (sessions.length !== wholeFilms)
    notes.push(`${sessions.length} films with a basic expression were found; the whole set has ${wholeFilms}.`);
  const dual = sessions.filter(({ view }) => view === "dual").length;
  if (dual > 0) {
    notes.push(
      `${dual} films have two views in one picture, of which the ${frontalHalf} half is taken for the frontal one: MMI's files do not say which it is, so look at some.`,
    );
  }
  const uncoded = sessions.filter(({ view, units }) => view === "frontal" && units === null);
  const [films, others] = [
    uncoded.filter(({ pictures }) => pictures.kind === "film"),
    uncoded.filter(({ pictures }) => pictures.kind !== "film"),
  ];
  if (turnsUncoded && films.length > 0) {
    notes.push(
      `${films.length} frontal films without coded action units were turned by a quarter clockwise; if some lie on their side now, choose rotated=none.`,
    );
  }
  if (turnsUncoded && others.length > 0) {
    notes.push(`${others.length} frontal sessions without coded action units are pictures already, which are used as they lie.`);
  }
  const stills = sessions.filter(({ pictures }) => pictures.kind === "stills").length;
  if (hasNeutral && stills > 0) notes.push(`${stills} sessions have only pictures of the peak, and so no neutral face.`);
  if (!isNamed) notes.push("session.xml does not name every subject, so subjects are those of the films' names.");
  return notes;
}
