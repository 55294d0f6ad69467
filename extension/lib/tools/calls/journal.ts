import type { UndoStep } from '../../browser/browser-calls';
import { MAX_ACTS, type Act } from '../acts';

/** The key of an act's turn is the session's. */
export type NewAct = Omit<Act, 'turnKey'>;

/** Undo steps hold texts of pages. */
const MAX_UNDOS = 50;

/** What Earshot did in the browser, and how to undo it. */
export class Journal {
  #nextId = 1;
  readonly #acts = new Map<string, NewAct>();
  /** Of the acts that can be undone, the newest last. */
  readonly #undos = new Map<string, UndoStep>();

  /** @param report gets each act when it is new and after each change */
  constructor(
    private readonly report: (act: NewAct) => void,
    private readonly nowMs: () => number,
  ) {}

  /** @returns the id of the new act */
  begin(act: Omit<NewAct, 'id' | 'atMs' | 'state' | 'outcome' | 'question' | 'undoable' | 'needs'>): string {
    const id = `act-${this.#nextId++}`;
    this.#set({
      ...act,
      id,
      state: 'running',
      outcome: '',
      question: null,
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

  addUndo(id: string, step: UndoStep): void {
    this.#undos.set(id, step);
    this.update(id, { undoable: true });
    if (this.#undos.size > MAX_UNDOS) this.dropUndo(this.#undos.keys().next().value!);
  }

  dropUndo(id: string): void {
    if (this.#undos.delete(id)) this.update(id, { undoable: false });
  }

  /** @returns the act with that id, or the last one that can be undone; undefined if it cannot be */
  undoOf(id?: string): { id: string; what: string; step: UndoStep } | undefined {
    const wanted = id ?? [...this.#undos.keys()].at(-1);
    const step = wanted === undefined ? undefined : this.#undos.get(wanted);
    return step && { id: wanted!, what: this.#acts.get(wanted!)!.what, step };
  }

  #set(act: NewAct): void {
    this.#acts.set(act.id, act);
    this.report(act);
  }

  #forget(id: string): void {
    this.#undos.delete(id);
    this.#acts.delete(id);
  }
}
