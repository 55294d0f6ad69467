import type { ConversationEvent } from '../../reducer/events.js';
import type { ConversationState } from '../../reducer/state.js';
import type { SimulatedClient } from './client.js';
import type { SimulatedClock } from './clock.js';
import { someWords, WORD_MS } from './providers.js';
import type { Random } from './random.js';
import type { SimulatedRecogniser } from './recogniser.js';

/** Detection delays of speech and silence; onset and offset come before start and end. */
const DETECTION_MS = { onset: 32, start: 64, latestStart: 160, offset: 60, end: 192 };

/** Backchannels and stop commands. */
const SHORT_WORDS = ['mhm', 'okay', 'right', 'stop', 'no', 'wait'];

/** Said and typed while a question is open, mostly. */
const ANSWERS = [
  'yes',
  'yes please',
  'yes do it',
  'always',
  'no',
  'yes or no',
  'no alpha bravo',
  'yes but alpha',
];

/** Said while the user dictates, now and then. */
const DICTATED_COMMANDS = ['stop dictating', 'scratch that', 'undo that', 'new line', 'stop', 'yes'];

/** What the user has said while a dictation was on. */
export interface Dictated {
  /** Words that are said only once in the call. */
  words: readonly string[];
  atMs: number;
}

export interface UserOptions {
  clock: SimulatedClock;
  random: Random;
  client: SimulatedClient;
  recogniser: SimulatedRecogniser;
  /** Changes between hands-free and push-to-talk during the conversation. */
  changesMode: boolean;
  state(): ConversationState;
  dispatch(event: ConversationEvent): void;
}

/** Speaks, coughs, types, clicks and changes settings, mostly at bad moments. */
export class SimulatedUser {
  /** The texts of all announcements. */
  readonly announced: string[] = [];
  readonly dictated: Dictated[] = [];
  #audible = false;
  #detected = false;

  constructor(private readonly deps: UserOptions) {}

  /** Speech was detected for certain and continues. */
  get certainlySpeaking(): boolean {
    return this.#audible && this.#detected;
  }

  /** Plans all actions of the call. @returns how long they take */
  plan(): number {
    const { random } = this.deps;
    let atMs = random.between(100, 1_500);
    for (let left = random.integer(8, 22); left > 0; left--) atMs += this.#planOne(atMs);
    return atMs;
  }

  /** @returns the shortest delay of the next action, so that speech never overlaps speech */
  #planOne(atMs: number): number {
    const { clock, random, changesMode, state, dispatch } = this.deps;
    const plan = (action: () => void) => clock.after(atMs, action);
    if (random.chance(0.06)) {
      plan(() => this.#toggleDictation());
      return random.between(10, 2_500);
    }
    const kind = random.next();
    if (kind < 0.5) {
      const words = someWords(random, random.integer(1, 6));
      const speechMs = 200 + words.length * 250;
      const isEcho = random.chance(0.1);
      const answer = random.chance(0.8) && random.pick(ANSWERS);
      const command = random.chance(0.2) && random.pick(DICTATED_COMMANDS);
      plan(() => {
        const { approvals, dictation } = state();
        if (approvals.open && answer) return this.#speak(answer, speechMs);
        const said = (isEcho && this.#echo(words.length)) || words.join(' ');
        const isOn = dictation !== null && !dictation.ending;
        const dictated = isOn ? command || this.#dictate(words.length) : '';
        this.#speak(dictated || said, speechMs);
      });
      return speechMs + this.#pauseMs();
    }
    if (kind < 0.62) {
      const noiseMs = random.between(40, 350);
      plan(() => this.#speak(null, noiseMs));
      return noiseMs + random.between(260, 2_500);
    }
    if (kind < 0.7) {
      const [word, answer] = [random.pick(SHORT_WORDS), random.pick(ANSWERS)];
      plan(() => this.#speak(state().approvals.open ? answer : word, 350));
      return random.between(620, 2_000);
    }
    if (kind < 0.78) {
      const text = someWords(random, 2).join(' ');
      const answer = random.chance(0.8) && random.pick(ANSWERS);
      plan(() => dispatch({ type: 'text_input', text: (state().approvals.open && answer) || text }));
      return random.between(10, 2_500);
    }
    if (kind < 0.86) {
      plan(() => this.#interrupt());
      return random.between(10, 1_500);
    }
    if (kind < 0.92) {
      const text = `Timer ${this.announced.push('')} is done.`;
      this.announced[this.announced.length - 1] = text;
      plan(() => dispatch({ type: 'announce', text, untilHeard: true }));
      return random.between(10, 1_500);
    }
    if (kind < 0.94) {
      const on = random.chance(0.5);
      plan(() => dispatch({ type: 'sleep', on }));
      return random.between(10, 1_500);
    }
    if (kind < 0.95) {
      plan(() => dispatch({ type: 'program_calls', open: random.integer(0, 2) }));
      return random.between(10, 1_500);
    }
    if (kind < 0.96) {
      plan(() => dispatch({ type: 'client_gone' }));
      return random.between(10, 1_500);
    }
    if (kind < 0.98) {
      const bargeIn = { minSpeechMs: Math.round(random.between(100, 650)) };
      plan(() => dispatch({ type: 'settings_changed', settings: { bargeIn } }));
      return 10;
    }
    if (!changesMode) return 0;
    plan(() => {
      const mode = state().mode === 'hands_free' ? 'push_to_talk' : 'hands_free';
      dispatch({ type: 'mode_changed', mode });
    });
    return random.between(1_500, 3_000);
  }

  /** By the client; or the field takes nothing. */
  #toggleDictation(): void {
    const { random, state, dispatch } = this.deps;
    const on = !state().dictation || random.chance(0.1);
    const refused = !on && random.chance(0.4) && { reason: `No field ${this.announced.length}.` };
    if (refused) this.announced.push(refused.reason);
    dispatch({ type: 'dictation', on, ...refused, stopsAnswer: on && random.chance(0.5) });
  }

  #dictate(count: number): string {
    const number = this.dictated.length;
    const words = Array.from({ length: count }, (_, i) => `word${number}x${i}`);
    this.dictated.push({ words, atMs: this.deps.clock.now });
    return words.join(' ');
  }

  /** @returns the words that the microphone hears from the loudspeaker; '' if none */
  #echo(count: number): string {
    const { client, state } = this.deps;
    const { answer } = state();
    if (!answer) return state().lastHeard?.text.split(/\s+/).slice(-count).join(' ') ?? '';
    const heard = Math.ceil(client.heardMs(answer.turnId) / WORD_MS);
    const words = answer.text.trim().split(/\s+/).slice(0, heard);
    return words.slice(-count).join(' ');
  }

  /** Often so short that the user goes on while the turn is ending or being answered. */
  #pauseMs(): number {
    const { random } = this.deps;
    return random.chance(0.35) ? random.between(250, 900) : random.between(900, 5_000);
  }

  /** @param words null for a noise */
  #speak(words: string | null, ms: number): void {
    if (this.deps.state().mode === 'push_to_talk') this.#pressAndSpeak(words, ms);
    else this.#speakFreely(words, ms);
  }

  #pressAndSpeak(words: string | null, ms: number): void {
    const { clock, recogniser, dispatch } = this.deps;
    const transcriptOwed = !recogniser.endsTurns;
    dispatch({ type: 'push_to_talk', down: true, transcriptOwed });
    recogniser.hear(words, ms);
    clock.after(ms, () => {
      dispatch({ type: 'push_to_talk', down: false, transcriptOwed });
      recogniser.end(words);
    });
  }

  #speakFreely(words: string | null, ms: number): void {
    const { clock, random, recogniser, dispatch } = this.deps;
    const { onset, offset, end } = DETECTION_MS;
    const start = random.between(DETECTION_MS.start, DETECTION_MS.latestStart);
    this.#audible = true;
    dispatch({ type: 'speech_onset', agoMs: onset });
    clock.after(ms + offset, () => {
      this.#audible = false;
      dispatch({ type: 'speech_offset', agoMs: offset });
    });
    // Too short for a certain detection, and for the recogniser.
    if (ms <= start) return;
    clock.after(start - onset, () => {
      this.#detected = true;
      dispatch({ type: 'speech_start', agoMs: start });
    });
    recogniser.hear(words, ms);
    clock.after(ms + end, () => {
      this.#detected = false;
      dispatch({ type: 'speech_end', agoMs: end, transcriptOwed: !recogniser.endsTurns });
      recogniser.end(words);
    });
  }

  #interrupt(): void {
    const { random, client, state, dispatch } = this.deps;
    const turnId = state().answer?.turnId;
    if (turnId === undefined || random.chance(0.5)) dispatch({ type: 'interrupt' });
    else dispatch({ type: 'interrupt', turnId, playedMs: client.heardMs(turnId) });
  }
}
