// Pages of a long list on demand. At most one request is under way; when the question changes meanwhile (delta is being dragged),
// its answer is still shown, then only the latest question is asked. So the gallery follows the hand and never queues.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type ErrorRecord, errorRecordOf } from "../../core/errors.ts";

export interface Page<Row> {
  total: number;
  rows: Row[];
}
export type PageSource<Row> = (from: number, count: number) => Promise<Page<Row>>;

export interface PagerState<Row> {
  /** Length of the list; null before the first answer. */
  total: number | null;
  /** By page number. While a new question is under way, the pages of the last one stay. */
  pages: ReadonlyMap<number, Row[]>;
  error: ErrorRecord | null;
}

export interface Pager<Row> {
  store: StoreApi<PagerState<Row>>;
  /** Asks another question; null empties the list. */
  ask(source: PageSource<Row> | null): void;
  /** Asks again what could not be answered; the engine may be back. */
  retry(): void;
  /** Says which ranks are on screen. */
  show(first: number, last: number): void;
  /** The row at a rank, if it is here. */
  rowAt(rank: number): Row | undefined;
}

const pagesKept = 40;

export function createPager<Row>(pageSize = 120): Pager<Row> {
  const store = createStore<PagerState<Row>>(() => ({ total: null, pages: new Map(), error: null }));
  let source: PageSource<Row> | null = null;
  /** Number of the latest question, and of the one whose pages are shown. */
  let asked = 0;
  let shown = 0;
  /** Answers to questions up to this one come too late: the list was emptied. */
  let emptied = 0;
  let visible = { first: 0, last: 0 };
  let isWaiting = false;

  async function fetchMissing(): Promise<void> {
    if (isWaiting || !source) return;
    const page = missingPage();
    if (page === null) return;
    isWaiting = true;
    const question = asked;
    try {
      const answer = await source(page * pageSize, pageSize);
      if (question > emptied) accept(question, page, answer);
    } catch (error) {
      if (question === asked) {
        store.setState({ error: errorRecordOf(error) });
        return; // asking the same again would fail the same way; a new question or a scroll tries anew
      }
    } finally {
      isWaiting = false;
    }
    void fetchMissing();
  }

  /** A visible page that is not here: of the latest question, the first visible one before all others. */
  function missingPage(): number | null {
    const { pages, total } = store.getState();
    const isNewQuestion = asked !== shown;
    const lastRank = total === null ? visible.last : Math.min(visible.last, total - 1);
    const first = Math.floor(Math.max(0, Math.min(visible.first, lastRank)) / pageSize);
    if (isNewQuestion) return first;
    for (let page = first; page <= Math.floor(lastRank / pageSize); page++) if (!pages.has(page)) return page;
    return null;
  }

  function accept(question: number, page: number, { total, rows }: Page<Row>): void {
    const pages = question === shown ? new Map(store.getState().pages) : new Map<number, Row[]>();
    shown = question;
    pages.set(page, rows);
    for (const farthest of [...pages.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page))) {
      if (pages.size <= pagesKept) break;
      pages.delete(farthest);
    }
    store.setState({ total, pages, error: null });
  }

  return {
    store,
    ask(next) {
      source = next;
      asked++;
      if (next) void fetchMissing();
      else {
        emptied = asked;
        store.setState({ total: null, pages: new Map(), error: null });
      }
    },
    retry() {
      if (store.getState().error) void fetchMissing();
    },
    show(first, last) {
      visible = { first, last };
      void fetchMissing();
    },
    rowAt: (rank) => store.getState().pages.get(Math.floor(rank / pageSize))?.[rank % pageSize],
  };
}
