/** A whole random call around main control in fake time: client, providers and user. */
import {
  DEFAULT_CONVERSATION_OPTIONS,
  type ConversationOptions,
} from '../../options/conversation-options.js';
import type { Effect } from '../../reducer/effects.js';
import type { ConversationEvent } from '../../reducer/events.js';
import { INITIAL_STATE, type ConversationState } from '../../reducer/state.js';
import { DEFAULT_POLICIES } from '../../options/policy-options.js';
import { reduce } from '../../reducer/reducer.js';
import { SimulatedClient, type Reporting } from './client.js';
import { SimulatedClock } from './clock.js';
import { SimulatedModel } from './model.js';
import { Random } from './random.js';
import { SimulatedRecogniser } from './recogniser.js';
import { SimulatedUser } from './user.js';
import { SimulatedTts } from './tts.js';

/** Time after the user's last action, long enough for everything to end. */
const SILENCE_AT_THE_END_MS = 90_000;

/** Number of events kept for the report of a failed call. */
const MAX_LOGGED = 30;

export interface CallKind {
  reporting: Reporting;
  /** The providers fail, and the user changes the mode during the call. */
  misbehaving: boolean;
}

/** One event of the call and its result, before the effects are carried out. */
export interface Step {
  event: ConversationEvent;
  before: ConversationState;
  after: ConversationState;
  effects: readonly Effect[];
}

export class SimulatedCall {
  readonly clock = new SimulatedClock();
  readonly client: SimulatedClient;
  readonly model: SimulatedModel;
  readonly user: SimulatedUser;
  readonly options: ConversationOptions;
  state = INITIAL_STATE;
  readonly #newest: { atMs: number; event: ConversationEvent }[] = [];
  readonly #random: Random;
  readonly #tts: SimulatedTts;
  readonly #beganAt = this.clock.now;

  constructor(
    seed: number,
    readonly kind: CallKind,
  ) {
    const { clock } = this;
    const random = (this.#random = new Random(seed));
    const dispatch = (event: ConversationEvent) => this.#dispatch(event);
    const answer = () => this.state.answer;
    const providers = { clock, random, dispatch, answer, misbehaving: kind.misbehaving };
    const { reporting, misbehaving: changesMode } = kind;
    this.client = new SimulatedClient({ clock, random, reporting, dispatch });
    this.model = new SimulatedModel(providers);
    this.#tts = new SimulatedTts(providers);
    const recogniser = new SimulatedRecogniser(providers);
    const state = () => this.state;
    this.user = new SimulatedUser({
      clock,
      random,
      client: this.client,
      recogniser,
      changesMode,
      state,
      dispatch,
    });
    this.options = {
      ...DEFAULT_CONVERSATION_OPTIONS,
      greeting: random.chance(0.3) ? 'Hello there my friend.' : '',
      // Sometimes fewer than a short call needs.
      historyMessages: random.chance(0.2) ? 10 : DEFAULT_CONVERSATION_OPTIONS.historyMessages,
      policies: {
        ...DEFAULT_POLICIES,
        speculation: {
          ...DEFAULT_POLICIES.speculation,
          enabled: random.chance(0.85),
          tts: random.chance(0.3),
        },
      },
    };
  }

  /** Called with every step before its effects are carried out. */
  onStep: (step: Step) => void = () => {};

  /** @throws errors of the reducer and `onStep`, and SpinError if a timer spins */
  run(): void {
    const mode = this.#random.chance(0.15) ? 'push_to_talk' : 'hands_free';
    this.#dispatch({ type: 'started', mode });
    if (this.options.greeting !== '') this.#dispatch({ type: 'announce', text: this.options.greeting });
    this.clock.run(this.clock.now + this.user.plan() + SILENCE_AT_THE_END_MS);
  }

  /** The newest events, each with its time since the call began. */
  get log(): string[] {
    return this.#newest.map(({ atMs, event: { type, ...details } }) => {
      const shown = JSON.stringify(details, (key, value: unknown) => (key === 'pcm' ? undefined : value));
      return `${Math.round(atMs)} ${type} ${shown}`;
    });
  }

  #dispatch(event: ConversationEvent): void {
    this.#note(event);
    const before = this.state;
    const { state: after, effects } = reduce(before, event, this.clock.instant, this.options);
    this.state = after;
    this.onStep({ event, before, after, effects });
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'send':
      case 'send_audio':
        return this.client.send(effect);
      case 'generate':
        this.#tts.reset();
        return this.model.generate(effect.turnId, effect.speculative);
      case 'read_on':
        this.#tts.reset();
        return this.model.readOn(effect.turnId);
      case 'was_read':
        if (effect.isWhole && this.#random.chance(0.5))
          this.clock.after(0, () => this.#dispatch({ type: 'read_on' }));
        return;
      case 'confirm':
        return this.model.confirm(effect.turnId);
      case 'speak':
        return this.#tts.speak(effect.turnId, effect.text);
      case 'speak_end':
        return this.#tts.speakEnd(effect.turnId);
      case 'stop_programs':
        return void this.clock.after(1, () => this.#dispatch({ type: 'program_calls', open: 0 }));
      case 'cancel':
        this.model.cancel(effect.turnId);
        return this.#tts.cancel(effect.turnId);
      case 'go_on_as':
        this.model.goOnAs(effect.turnId, effect.as);
        return this.#tts.cancel(effect.turnId);
      case 'park':
        this.model.park(effect.turnId);
        return this.#tts.cancel(effect.turnId);
      case 'approval':
        if (effect.state !== 'asked') this.model.answered(effect.id);
        return;
      case 'cancel_speech':
        return this.#tts.cancel(effect.turnId);
      case 'set_timer': {
        const { id } = effect;
        return this.clock.setTimer(id, effect.at, () => this.#dispatch({ type: 'timer', id }));
      }
      case 'clear_timer':
        return this.clock.clearTimer(effect.id);
    }
  }

  #note(event: ConversationEvent): void {
    this.#newest.push({ atMs: this.clock.now - this.#beganAt, event });
    if (this.#newest.length > MAX_LOGGED) this.#newest.shift();
  }
}
