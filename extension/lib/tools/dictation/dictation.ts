import type { EarconSound, TextData } from '#protocol';
import type { BrowserCalls, DocumentId, PageAccess } from '../../browser/browser-calls';
import type { DictationStep } from '../../page/page-calls';
import type { CallBrowser } from '../calls/call-browser';

/** What the panel learns of a dictation. */
export type DictationEvent =
  /** `field`: its name, '' if it has none; null until it is known. */
  | { type: 'dictating'; dictating: Dictating | null }
  /** Texts under the first turn of the dictation. */
  | { type: 'dictated'; turnId: number; dictated: Dictated };

export interface Dictating {
  field: string | null;
  /** The words that are not final yet. */
  partial: string;
}

export interface Dictated {
  field: string;
  /** What was written, and not taken back. */
  text: string;
  /** What could not be written, or may not have been. */
  kept: string;
}

export interface DictationDeps {
  callBrowser: CallBrowser;
  page(): PageAccess | null;
  /** @returns why the user is not heard; null if they are */
  microphoneProblem(): string | null;
  /** Asks the backend to begin or end. `reason`: why nothing can be written; it is spoken. */
  send(state: 'on' | 'off', reason?: string): void;
  /** There is a field to write in. */
  ready(): void;
  apply(event: DictationEvent): void;
  playEarcon(sound: EarconSound): void;
}

type Answer = BrowserCalls['dictation']['answer'];

interface Field {
  on: DocumentId;
  field: number;
  name: string;
}

interface Entry {
  on: DocumentId;
  entry: number;
  text: string;
  isScratched: boolean;
}

/** Older texts can be taken back no more. */
const MAX_ENTRIES = 50;

/** Of what was written and of what is kept, in UTF-16 code units: the end of longer texts. */
const MAX_CHARS = 20_000;

/** More wait only if the page answers nothing. */
const MAX_WAITING = 200;

/** The backend says a reason of up to 500 characters. */
const MAX_REASON = 400;

const NO_PAGE = 'I see no page that I could write in. Open one, and click a text field.';
const LEFT_TAB = 'You are in another tab now, so I have stopped dictating.';
const KEPT = 'What you said is kept in the panel.';

/**
 * Writes what the backend makes of dictated speech into the field that has the focus, each text once and in order. What
 * cannot be written is kept, and the dictation ends with the reason.
 */
export class Dictation {
  #isOn = false;
  /** The field of the newest utterance. */
  #field: Field | null = null;
  #fieldTurn = -1;
  /** Why there is no field. */
  #problem: string | null = null;
  #tabId: number | null = null;
  /** The first turn of this dictation, and the newest that was written. */
  #turnId: number | null = null;
  #doneThrough = -1;
  #entries: Entry[] = [];
  #dictated: Dictated = { field: '', text: '', kept: '' };
  #partial: TextData | null = null;
  #isShowing = false;
  /** What waits is done one after the other. */
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(private readonly deps: DictationDeps) {}

  get isOn(): boolean {
    return this.#isOn;
  }

  /** A new session counts its turns anew. */
  sessionBegan(): void {
    this.lost();
    this.#doneThrough = -1;
  }

  /** The backend has begun or ended it. */
  changed(on: boolean): void {
    if (!on) return this.ended();
    if (this.#isOn) return;
    this.#isOn = true;
    this.#turnId = null;
    this.#field = null;
    this.#fieldTurn = -1;
    this.#entries = [];
    this.#dictated = { field: '', text: '', kept: '' };
    this.#tabId = this.deps.page()?.tabId ?? null;
    this.#say('');
    this.#then(async () => {
      const problem = this.deps.microphoneProblem() ?? (await this.#bind());
      if (problem) this.#giveUp(problem);
      else if (this.#isOn) this.deps.ready();
    });
  }

  /** The connection is gone for good: what comes to words that are not final is not known any more. */
  lost(): void {
    const words = this.#isOn ? (this.#partial?.text ?? '') : '';
    if (words !== '') {
      this.#turnId ??= this.#partial!.turn_id;
      this.#keep(words, null);
    }
    this.ended();
  }

  ended(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#partial = null;
    this.deps.apply({ type: 'dictating', dictating: null });
    const field = this.#field;
    if (field) this.#then(async () => void (await this.#call(field.on, { do: 'end' })));
  }

  /** The user sees another tab. */
  pageChanged(page: PageAccess | null): void {
    if (this.#isOn && this.#tabId !== null && page && page.tabId !== this.#tabId) this.#giveUp(LEFT_TAB);
  }

  /** Words of the user, partial or final. What was done already comes again after a reconnect. */
  take(data: TextData): void {
    if (data.turn_id <= this.#doneThrough) return;
    if (!data.is_final) return this.#show(data);
    this.#doneThrough = data.turn_id;
    this.#partial = null;
    if (this.#isOn) this.#say('');
    this.#turnId ??= data.turn_id;
    if (!this.#then(() => this.#do(data))) this.#keep(data.text, 'The page does not answer.');
  }

  async #do(data: TextData): Promise<void> {
    if (data.edit === 'scratch') return this.#scratch();
    if (data.edit === 'undo') return this.#undo();
    if (data.text === '') return;
    const problem = this.#isOn ? await this.#fieldOf(data.turn_id) : null;
    if (problem) return this.#keep(data.text, problem);
    if (!this.#field) return this.#keep(data.text, null);
    const { text, joins = false, keeps_case: keepsCase = false } = data;
    const { on, field } = this.#field;
    const answer = await this.#call(on, { do: 'write', field, text, joins, keepsCase });
    if (!answer.ok) return this.#keep(text, answer.error);
    const written = answer.text ?? text;
    this.#entries = [...this.#entries, { on, entry: answer.entry!, text: written, isScratched: false }].slice(
      -MAX_ENTRIES,
    );
    this.#change({ text: this.#dictated.text + written });
    // It may be there: a second try could write it twice.
    if (answer.unread) this.#keep(text, 'The editor took the text, but does not show it.');
  }

  /** Removes the newest text that is still there. */
  async #scratch(): Promise<void> {
    const entry = this.#entries.findLast(({ isScratched }) => !isScratched);
    if (!entry) return this.#tell('There is nothing left to scratch.');
    await this.#takeBack(entry);
  }

  /** Takes back the last step: a text, or that one was scratched. */
  async #undo(): Promise<void> {
    const entry = this.#entries.at(-1);
    if (!entry) return this.#tell('There is nothing left to undo.');
    if (!entry.isScratched) {
      if (await this.#takeBack(entry)) this.#entries = this.#entries.filter((other) => other !== entry);
      return;
    }
    const answer = await this.#call(entry.on, { do: 'again', entry: entry.entry });
    if (!answer.ok) return this.#tell(answer.error);
    entry.isScratched = false;
    this.#change({ text: this.#dictated.text + entry.text });
  }

  async #takeBack(entry: Entry): Promise<boolean> {
    const answer = await this.#call(entry.on, { do: 'take_back', entry: entry.entry });
    if (!answer.ok) {
      this.#tell(`I cannot take that back. ${answer.error}`);
      return false;
    }
    entry.isScratched = true;
    const { text } = this.#dictated;
    if (text.endsWith(entry.text)) this.#change({ text: text.slice(0, text.length - entry.text.length) });
    return true;
  }

  /** Only the newest words are shown, and one after the other. */
  #show(data: TextData): void {
    if (!this.#isOn) return;
    this.#partial = data;
    this.#say(data.text);
    if (this.#isShowing) return;
    this.#isShowing = true;
    this.#then(async () => {
      this.#isShowing = false;
      const partial = this.#partial;
      if (!partial || !this.#isOn) return;
      const problem = await this.#fieldOf(partial.turn_id);
      if (!problem && this.#field && this.#partial?.turn_id === partial.turn_id)
        await this.#call(this.#field.on, { do: 'show', field: this.#field.field, text: partial.text });
    });
  }

  /** An utterance goes where the focus is when it begins, and nowhere else. @returns why there is no field, or null */
  async #fieldOf(turnId: number): Promise<string | null> {
    if (turnId === this.#fieldTurn) return this.#field ? null : this.#problem;
    this.#fieldTurn = turnId;
    this.#problem = await this.#bind();
    return this.#problem;
  }

  async #bind(): Promise<string | null> {
    const before = this.#field;
    this.#field = null;
    if (this.#tabId === null) return NO_PAGE;
    const answer = await this.deps.callBrowser('dictation', { begin: this.#tabId });
    if (!answer.ok) return answer.error;
    this.#field = { on: answer.on, field: answer.field!, name: answer.name ?? '' };
    const isSame = before?.field === answer.field && before?.on.documentId === answer.on.documentId;
    if (isSame) return null;
    if (before) await this.#call(before.on, { do: 'end' });
    this.#dictated = { ...this.#dictated, field: this.#field.name };
    if (this.#isOn) this.#say(this.#partial?.text ?? '');
    return null;
  }

  #call(on: DocumentId, step: DictationStep): Promise<Answer> {
    return this.deps.callBrowser('dictation', { on, step });
  }

  /** @param problem why it is not written; null if the dictation has ended */
  #keep(text: string, problem: string | null): void {
    const { kept } = this.#dictated;
    this.#change({ kept: kept === '' ? text : `${kept}${kept.endsWith('\n') ? '' : ' '}${text}` });
    if (problem !== null) this.#giveUp(`${problem} ${KEPT}`);
  }

  #giveUp(problem: string): void {
    if (!this.#isOn) return;
    this.deps.send('off', problem.slice(0, MAX_REASON));
    this.ended();
    // What still comes is kept: the field is gone, or out of sight.
    this.#field = null;
  }

  /** What went wrong with one step does not end the dictation. */
  #tell(problem: string): void {
    this.deps.playEarcon('not_done');
    this.deps.apply({
      type: 'dictating',
      dictating: this.#isOn ? { field: this.#field?.name ?? null, partial: problem } : null,
    });
  }

  #change(changes: Partial<Dictated>): void {
    const all = { ...this.#dictated, ...changes };
    this.#dictated = { ...all, text: all.text.slice(-MAX_CHARS), kept: all.kept.slice(-MAX_CHARS) };
    if (this.#turnId !== null)
      this.deps.apply({ type: 'dictated', turnId: this.#turnId, dictated: this.#dictated });
  }

  #say(partial: string): void {
    this.deps.apply({ type: 'dictating', dictating: { field: this.#field?.name ?? null, partial } });
  }

  /** @returns false if too much waits already */
  #then(step: () => Promise<void>): boolean {
    if (this.#waiting >= MAX_WAITING) return false;
    this.#waiting++;
    this.#last = this.#last.then(step).finally(() => this.#waiting--);
    return true;
  }
}
