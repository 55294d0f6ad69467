import type { UndoStep } from '../../browser/browser-calls';
import { MAX_ACTS, type NewAct } from '../acts';
import { changesNothing } from './describe-act';

/** Undo steps hold texts of pages. */
const MAX_UNDOS = 50;

export interface FoundUndo {
  id: string;
  what: string;
  step: UndoStep;
}

/** The last act cannot be undone. `before` can be: it is the next one, if the user asks again. */
export interface NoUndo {
  last: string;
  before: string | null;
}

/** Of an act that does not ask. */
export const NOT_ASKED = { question: null, alwaysOn: null, askedUntilMs: null };

/** What Earshot did in the browser, and how to undo it. */
export class Journal {
  #nextId = 1;
  /** Acts that cannot be undone, as the user has heard since the last change. */
  readonly #passed = new Set<string>();
  readonly #acts = new Map<string, NewAct>();
  /** Of the acts that can be undone, the newest last. */
  readonly #undos = new Map<string, UndoStep>();

  /** @param report gets each act when it is new and after each change */
  constructor(
    private readonly report: (act: NewAct) => void,
    private readonly nowMs: () => number,
  ) {}

  /** @returns the id of the new act */
  begin(
    act: Omit<
      NewAct,
      'id' | 'atMs' | 'state' | 'outcome' | 'question' | 'alwaysOn' | 'askedUntilMs' | 'undoable' | 'needs'
    >,
  ): string {
    const id = `act-${this.#nextId++}`;
    if (!changesNothing(act.tool)) this.#passed.clear();
    this.#set({
      ...act,
      id,
      state: 'running',
      outcome: '',
      ...NOT_ASKED,
      undoable: false,
      needs: null,
      atMs: this.nowMs(),
    });
    if (this.#acts.size > MAX_ACTS) this.#forget(this.#acts.keys().next().value!);
    return id;
  }

  update(id: string, changes: Partial<NewAct>): void {
    const act = this.#acts.get(id);
    if (act) this.#set({ ...act, ...changes });
  }

  /** The user is asked about it. */
  ask(
    id: string,
    {
      question,
      site,
      alwaysOn,
      limitMs,
    }: Pick<NewAct, 'site' | 'alwaysOn'> & { question: string; limitMs: number },
  ): void {
    this.update(id, { state: 'asking', question, site, alwaysOn, askedUntilMs: this.nowMs() + limitMs });
  }

  addUndo(id: string, step: UndoStep): void {
    this.#undos.set(id, step);
    this.update(id, { undoable: true });
    if (this.#undos.size > MAX_UNDOS) this.dropUndo(this.#undos.keys().next().value!);
  }

  dropUndo(id: string): void {
    if (this.#undos.delete(id)) this.update(id, { undoable: false });
  }

  /** The act could not be undone, and the user hears why. */
  undoFailed(id: string): void {
    this.dropUndo(id);
    this.#passed.add(id);
  }

  /** @returns how to undo the act with that id; undefined if it cannot be undone */
  undoOf(id: string): FoundUndo | undefined {
    const step = this.#undos.get(id);
    return step && { id, what: this.#acts.get(id)!.what, step };
  }

  /**
   * @returns how to undo the last act that changed something, or that it cannot be undone: an older act is undone only if
   *   the user then asks again. Undefined if there is none
   */
  lastUndo(): FoundUndo | NoUndo | undefined {
    const last = this.#changes().next().value;
    if (!last) return undefined;
    const found = this.undoOf(last.id);
    if (found) return found;
    let before: string | null = null;
    for (const { id, what } of this.#changes()) {
      if (this.#undos.has(id)) {
        before = what;
        break;
      }
      this.#passed.add(id);
    }
    return { last: last.what, before };
  }

  /** The acts that changed something, without those in `#passed`, the newest first. */
  *#changes(): Generator<NewAct> {
    for (const act of [...this.#acts.values()].reverse())
      if (!this.#passed.has(act.id) && (this.#undos.has(act.id) || hasChanged(act))) yield act;
  }

  #set(act: NewAct): void {
    this.#acts.set(act.id, act);
    this.report(act);
  }

  #forget(id: string): void {
    this.#undos.delete(id);
    this.#passed.delete(id);
    this.#acts.delete(id);
  }
}

const hasChanged = ({ state, tool, outcome }: NewAct): boolean =>
  state === 'done' && !changesNothing(tool) && !outcome.startsWith('nothing');
