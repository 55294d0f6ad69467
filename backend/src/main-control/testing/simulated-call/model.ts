import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { ToolCall } from '../../../tools/tools.port.js';
import type { ConversationEvent } from '../../reducer/events.js';
import { someWords, type ProviderOptions } from './providers.js';

interface Run {
  turnId: number;
  /** Its first turn. */
  readonly begunAs: number;
  /** What it tells when it goes on; null while it is not put aside. */
  held: (() => void)[] | null;
  speculative: boolean;
  confirmed: boolean;
  /** Continues the work that waits for a certain turn. */
  onConfirmed: (() => void) | null;
}

const newRun = (turnId: number): Run => ({
  ...{ turnId, begunAs: turnId, held: null, speculative: false, confirmed: true, onConfirmed: null },
});

/** A language model that writes a few sentences word by word, and sometimes calls tools or runs an action before that. */
export class SimulatedModel {
  /** The current generation. */
  #run: Run | null = null;
  /** Those that are put aside, by their turn. */
  readonly #parked = new Map<number, Run>();
  /** What goes on when a question is over. */
  readonly #asked = new Map<string, { run: Run; goOn: () => void }>();

  #calls = 0;
  #actions = 0;
  /** Offset in the article that is read. */
  #readTo = 0;
  readonly #slowestMs: number;

  constructor(private readonly deps: ProviderOptions) {
    this.#slowestMs = deps.random.pick([60, 600]);
  }

  /** The turn whose answer it generates. */
  get turnId(): number | null {
    return this.#run?.turnId ?? null;
  }

  generate(turnId: number, speculative: boolean): void {
    const { random, dispatch } = this.deps;
    const run = { ...newRun(turnId), speculative, confirmed: !speculative };
    this.#run = run;
    const firstMs = random.between(30, this.#slowestMs);
    if (random.chance(0.1))
      this.#later(run, firstMs / 2, () => dispatch({ type: 'llm_reasoning', turnId, text: 'hm' }));
    if (random.chance(0.45)) this.#later(run, firstMs, () => this.#act(run));
    else this.#say(run, firstMs);
  }

  /** The turn is certain, so the waiting work continues. */
  confirm(turnId: number): void {
    const run = this.#run;
    if (run?.turnId !== turnId) return;
    run.confirmed = true;
    run.onConfirmed?.();
  }

  cancel(turnId: number): void {
    const run = this.#runOf(turnId);
    if (this.#run === run) this.#run = null;
    this.#parked.delete(turnId);
    for (const [id, asked] of this.#asked)
      if (asked.run === run)
        this.deps.clock.after(0, () => this.deps.dispatch({ type: 'approval_over', id, isStopped: true }));
  }

  park(turnId: number): void {
    const run = this.#run;
    if (run?.turnId !== turnId) return;
    run.held = [];
    this.#parked.set(turnId, run);
    this.#run = null;
  }

  goOnAs(turnId: number, as: number): void {
    const run = this.#runOf(turnId);
    if (!run) return;
    this.#parked.delete(turnId);
    this.#run = run;
    run.turnId = as;
    const held = run.held ?? [];
    run.held = null;
    for (const tell of held) this.deps.clock.after(0, () => this.#run === run && tell());
  }

  /** A question about a call is over: its call runs, or is refused. */
  answered(id: string): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    asked?.goOn();
  }

  #runOf(turnId: number): Run | undefined {
    return this.#run?.turnId === turnId ? this.#run : this.#parked.get(turnId);
  }

  /** The next turn of a reading that goes on by itself. */
  readOn(turnId: number): void {
    const run = newRun(turnId);
    this.#run = run;
    this.#read(run, this.deps.random.between(5, 60));
  }

  /** Waits for a certain turn, calls tools or runs an action, and then answers. */
  #act(run: Run): void {
    const { random } = this.deps;
    const act = random.pick([
      () => this.#runAction(run),
      () => this.#useBrowser(run),
      () => this.#read(run, random.between(5, 300)),
      () => this.#read(run, random.between(5, 300)),
      () => this.#callTools(run, random.integer(0, 2)),
      () => this.#callTools(run, random.integer(0, 2)),
    ]);
    if (run.confirmed) act();
    else run.onConfirmed = act;
  }

  /** The answer begins with the result, as an answerer's does. */
  #runAction(run: Run): void {
    const { random, dispatch } = this.deps;
    const text = `action${++this.#actions}.`;
    dispatch({ type: 'action_done', turnId: run.turnId, text });
    this.#say(run, random.between(0, 300), [`${text} `]);
  }

  /** An action that calls a tool, and ends with a sound in place of words. Sometimes the user has to be asked first. */
  #useBrowser(run: Run): void {
    const { random, dispatch } = this.deps;
    const id = `act-${++this.#calls}`;
    dispatch({ type: 'action_call', turnId: run.turnId, call: { id, name: `tool${this.#calls}` } });
    const act = () => {
      const doneMs = random.between(5, 1_500);
      this.#note(run, doneMs, () =>
        dispatch({
          ...{ type: 'action_call_done', turnId: run.turnId, callId: id },
          failed: random.chance(0.2),
        }),
      );
      const saidMs = doneMs + random.between(0, 200);
      this.#note(run, saidMs, () =>
        dispatch({ type: 'action_done', turnId: run.turnId, text: `action${++this.#actions}.` }),
      );
      this.#later(run, saidMs, () => {
        const { turnId } = run;
        dispatch({ type: 'earcon', turnId, sound: random.pick(['done', 'not_done']) });
        this.#end({ type: 'llm_done', turnId });
      });
    };
    if (random.chance(0.6)) this.#ask(run, act);
    else act();
  }

  /** The user may press a button. */
  #ask(run: Run, goOn: () => void): void {
    const { random, dispatch } = this.deps;
    const [first, rest] = [2, random.integer(3, 10)].map((count) => someWords(random, count).join(' '));
    const id = `question-${++this.#calls}`;
    this.#asked.set(id, { run, goOn });
    dispatch({
      ...{ type: 'approval_asked', id, begunAs: run.begunAs, question: `${first}? ${rest}?` },
      ...{ mayRemember: random.chance(0.5), expiresMs: random.between(3_000, 15_000) },
    });
    if (random.chance(0.7)) return;
    const answer = random.pick(['yes', 'no', 'always'] as const);
    this.deps.clock.after(random.between(50, 3_000), () =>
      dispatch({ type: 'approval_answered', id, answer }),
    );
  }

  /** A few sentences of an article. */
  #read(run: Run, delayMs: number): void {
    const { random, dispatch } = this.deps;
    const { turnId } = run;
    let atMs = delayMs;
    for (let left = random.integer(1, 4); left > 0; left--) {
      const text = `${someWords(random, random.integer(1, 8)).join(' ')}. `;
      const from = this.#readTo;
      this.#readTo += text.length;
      const read = { tab: 1, from, to: from + text.length - 1 };
      this.#later(run, atMs, () => dispatch({ type: 'llm_text', turnId, text, read }));
      atMs += random.between(1, 10);
    }
    this.#later(run, atMs, () => this.#end({ type: 'llm_done', turnId }));
  }

  #callTools(run: Run, stepsLeft: number): void {
    const { random, misbehaving, dispatch } = this.deps;
    const { turnId } = run;
    if (stepsLeft === 0) return this.#say(run, random.between(2, 500));
    const calls = Array.from({ length: random.integer(1, 3) }, () => this.#call());
    dispatch({ type: 'tool_calls', turnId, calls });
    let doneMs = 0;
    for (const { id: callId } of calls) {
      const delayMs = random.between(5, 1_500);
      // Results of a stopped answer may still come.
      const stray = misbehaving && random.chance(0.3);
      this.#later(run, delayMs, () => dispatch({ type: 'tool_result', turnId, callId, content: '1' }), stray);
      doneMs = Math.max(doneMs, delayMs);
    }
    this.#later(run, doneMs, () => this.#callTools(run, stepsLeft - 1));
  }

  /** Some models number the calls of each answer. */
  #call(): ToolCall {
    const isNumbered = this.deps.random.chance(0.3);
    return { id: isNumbered ? 'call_0' : `call-${++this.#calls}`, name: 'look', arguments: '{}' };
  }

  #say(run: Run, delayMs: number, first: readonly string[] = []): void {
    const { random, misbehaving, dispatch } = this.deps;
    const { turnId, speculative } = run;
    let atMs = delayMs;
    for (const text of [...first, ...this.#sentences()]) {
      const stray = misbehaving && !speculative && random.chance(0.05);
      this.#later(run, atMs, () => dispatch({ type: 'llm_text', turnId, text }), stray);
      atMs += random.between(2, 25);
    }
    if (misbehaving && random.chance(0.1)) {
      const error = new ProviderError('llm', 'simulated', 'provider_timeout', 'It stalled.');
      return this.#later(run, atMs + 3_000, () => this.#end({ type: 'answer_failed', turnId, error }));
    }
    this.#later(run, atMs, () => {
      this.#end({ type: 'llm_done', turnId });
      if (misbehaving && random.chance(0.1)) dispatch({ type: 'llm_done', turnId });
    });
  }

  #end(event: ConversationEvent): void {
    this.#run = null;
    this.deps.dispatch(event);
  }

  /** @param stray runs even if the generation was cancelled */
  #later(run: Run, delayMs: number, action: () => void, stray = false): void {
    this.deps.clock.after(delayMs, () => {
      if (run.held && this.#parked.get(run.turnId) === run) run.held.push(action);
      else if (this.#run === run || stray) action();
    });
  }

  /** What is done is told at once, also where the answer is put aside. */
  #note(run: Run, delayMs: number, action: () => void): void {
    this.deps.clock.after(delayMs, () => {
      if (this.#runOf(run.turnId) === run) action();
    });
  }

  /** Words with a space after each; sometimes no words. */
  #sentences(): string[] {
    const { random } = this.deps;
    if (random.chance(0.03)) return [];
    const words = someWords(random, random.integer(1, 30));
    // The first sentence is short, so much of the answer is spoken while the rest is still generated.
    const ends = (index: number) => index === 0 || index % 7 === 6 || index === words.length - 1;
    return words.map((word, index) => `${word}${ends(index) ? '.' : ''} `);
  }
}
