// The data set that is being put together from others: the draft of the dialog, which outlives it.
import { createStore, type StoreApi } from "zustand/vanilla";
import { basicExpressions } from "../../core/classes.ts";
import type { Split } from "../../core/contract/dataset-summary.ts";
import type { KnownSet } from "../../core/contract/set-views.ts";
import type { Client } from "../../core/wire.ts";
import { besideFold, type FoldOfPeople, followFold, withFold } from "./fold-draft.ts";
import type { KnownSetsStore } from "./known-sets.ts";
import { draftOf, followedDraft, type RoleDraft, reportOf, setOfProject } from "./role-draft.ts";
import type { WorkbenchStore } from "./workbench.ts";

const roles: readonly Split[] = ["anchor", "pool", "test"];
type Drafts = Record<Split, RoleDraft | null>;

export interface ComposeState {
  isOpen: boolean;
  drafts: Drafts;
  align: Split[];
  classes: string[];
  setOpen(isOpen: boolean): void;
  /** null leaves the role empty. */
  chooseSet(role: Split, setId: string | null): void;
  /** Opens the host's folder dialog; what is added, and new to the project, plays the role. */
  addSet(role: Split): Promise<void>;
  changeDraft(role: Split, draft: RoleDraft): void;
  /** null gives a fold up. */
  chooseFold(role: Split, fold: FoldOfPeople | null): void;
  setAligned(role: Split, isAligned: boolean): void;
  setClasses(classes: string[]): void;
  compose(): Promise<void>;
}

export type ComposeStore = StoreApi<ComposeState>;

export function createComposeStore(client: Client, workbench: WorkbenchStore, knownSets: KnownSetsStore): ComposeStore {
  let awaiting: Split | null = null;
  const setsNow = () => knownSets.getState().sets ?? [];
  const setOf = (draft: RoleDraft) => setsNow().find(({ id }) => id === draft.setId);

  const store = createStore<ComposeState>()((set, get) => ({
    isOpen: false,
    drafts: { anchor: null, pool: null, test: null },
    align: [],
    classes: [...basicExpressions],
    setOpen: (isOpen) => set({ isOpen }),
    chooseSet(role, setId) {
      const known = setsNow().find(({ id }) => id === setId);
      if (known) get().changeDraft(role, newDraft(get().drafts, role, known));
      else set(({ drafts }) => ({ drafts: { ...drafts, [role]: null } }));
    },
    async addSet(role) {
      awaiting = (await knownSets.getState().add()) ? role : null;
    },
    changeDraft(role, draft) {
      const known = setOf(draft);
      set(({ drafts }) => ({ drafts: known ? followFold(known, drafts, role, draft) : { ...drafts, [role]: draft } }));
      if (known && !reportOf(known, draft.choices)) void knownSets.getState().readAs(known.id, known.reader, draft.choices);
    },
    chooseFold(role, fold) {
      const draft = get().drafts[role];
      const known = draft && setOf(draft);
      if (known) get().changeDraft(role, withFold(known, draft, role, fold));
    },
    setAligned(role, isAligned) {
      set(({ align }) => ({ align: roles.filter((one) => (one === role ? isAligned : align.includes(one))) }));
    },
    setClasses: (classes) => set({ classes }),
    async compose() {
      const { drafts, align, classes } = get();
      const asked = (role: Split) => setOfProject(setOf(drafts[role]!)!, drafts[role]!, classes);
      const isUsual = classes.join("\n") === basicExpressions.join("\n");
      const input = { anchor: asked("anchor"), pool: asked("pool"), test: asked("test"), align, classes: isUsual ? null : classes };
      if (await workbench.getState().attempt(client.request("data.compose-sets", input))) set({ isOpen: false });
    },
  }));

  knownSets.subscribe(({ sets }, before) => {
    if (sets === null || sets === before.sets) return;
    const { drafts, chooseSet } = store.getState();
    const followed = { ...drafts };
    for (const role of roles) {
      const draft = drafts[role];
      if (draft) followed[role] = followedDraft(draft, role, sets, takenBeside(followed, role, draft.setId));
    }
    store.setState({ drafts: followed });
    const added = before.sets && sets.find(({ id }) => !before.sets!.some((known: KnownSet) => known.id === id));
    if (!added || awaiting === null) return;
    chooseSet(awaiting, added.id);
    awaiting = null;
  });
  return store;
}

/** The usual choices; beside another role that takes a fold of the set, its other side. */
const newDraft = (drafts: Drafts, role: Split, set: KnownSet): RoleDraft =>
  besideFold(set, draftOf(set, role, takenBeside(drafts, role, set.id)), role, drafts);

/** Parts of a set that other roles have. */
const takenBeside = (drafts: Drafts, role: Split, setId: string): string[] =>
  roles.flatMap((one) => (one !== role && drafts[one]?.setId === setId ? drafts[one].parts : []));
