// The texts of the Figures view; a part of the catalogue in strings.ts.
import { formatCount } from "./format.ts";

export const figureStrings = {
  which: "Figure",
  names: { 2: "Fig. 2: data sets", 3: "Fig. 3: selected samples" },
  elsewhere: "Others of the paper",
  others: { distil: "Fig. 4 and 7: Distil", results: "Fig. 6: Results", tables: "Fig. 5: Tables" },

  examples: {
    title: "Examples of the data sets",
    hint: "Choose a picture to put another in its place.",
    addColumn: "Add a column",
    addNone: "Add a column …",
    removeColumn: (title: string) => `Remove the column ${title}`,
    notHere: "not in this project",
    add: "Add in Data",
    addTitle: (title: string) => `Add in Data: ${title}`,
    howToAdd: (title: string) =>
      `Import ${title} as anchor set, pool or test set; in a terminal: omnifer run --project P --anchor DIR --pool DIR --test DIR`,
    cell: (title: string, name: string) => `${title}, ${name}`,
    noPicture: "no picture",
    unreadable: "none can be read",
    problems: "Pictures of these data sets are not known",
    emptyTitle: "No labelled pictures yet",
    emptyText: "Import a data set: its labelled pictures can stand in this figure.",
  },

  picker: {
    title: (title: string, name: string) => `${title}: ${name}`,
    hint: "Arrows move, Enter picks, Page Up and Page Down turn the page.",
    pictures: "Pictures",
    position: (first: number, last: number, total: number) => `${formatCount(first)}–${formatCount(last)} of ${formatCount(total)}`,
    picture: (rank: number, file: string) => `Picture ${formatCount(rank)}: ${file}`,
    loading: "Loading pictures …",
    failed: "The pictures could not be loaded.",
    previous: "Previous page",
    next: "Next page",
    first: "Use the first readable picture",
  },

  selected: {
    title: "Selected auxiliary samples",
    hint: "Each row is one class, nearest to its centroid first.",
    columns: "Columns",
    fit: "As many as fit",
    values: "Below each picture",
    valueNames: { none: "No values", cosine: "Cosine", confidence: "Confidence" },
    cell: (name: string, rank: number, cosine: string) => `${name}, number ${rank}, cosine ${cosine}`,
    selectedCount: (count: number) => `${formatCount(count)} selected`,
    noneSelected: "No sample of this class is selected.",
    emptyTitle: "The pool is not mined yet",
    emptyText: "Train the primitive learner and mine the pool; then the selected samples stand here, class by class.",
    loading: "Sorting the selected samples …",
  },

  export: {
    button: "Export …",
    title: (number: number) => `Export Fig. ${number}`,
    what: "A PNG for print, 300 dots an inch, drawn from the pictures themselves.",
    readingLicences: "Reading the licences …",
    licences: "Licences",
    counted: (title: string, count: number) => `${title}, ${count === 1 ? "1 picture" : `${formatCount(count)} pictures`}`,
    shown: "shown",
    leftOut: "left out: a labelled tile stands for each",
    override: "Show them all the same",
    overrideMeans:
      "I have the right to show these faces where this file goes. The file says that its user decided so, and the project keeps that decision.",
    export: "Export",
    exporting: "Drawing …",
    done: (file: string) => `${file} is in the project's folder exports.`,
    pictures: (count: number) => (count === 1 ? "1 picture" : `${formatCount(count)} pictures`),
    withheld: (count: number) => `${formatCount(count)} left out`,
    unreadable: (count: number) => `${formatCount(count)} could not be read`,
    preview: "The exported figure",
    showInFolder: "Show in folder",
    download: "Download",
  },

  decisions: {
    button: "Licence decisions …",
    title: "Decisions against licences",
    what: "Figures that were exported with pictures whose licence does not let them be shown. The project keeps each decision for good.",
    loading: "Reading the decisions …",
    none: "None so far: every exported figure keeps to the licences of its pictures.",
    columns: ["When", "Figure", "File", "Against the licence of"],
    inExports: "in the project's folder exports",
    elsewhere: "written by a command to a folder of its choice",
    saysOfShowing: { yes: "may be shown", some: "may be shown within limits", no: "may not be shown" },
    more: (shown: number, total: number) =>
      `The latest ${formatCount(shown)} of ${formatCount(total)}; in a terminal, omnifer figure --decisions --project P lists all.`,
  },
} as const;
