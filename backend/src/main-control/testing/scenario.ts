import type { ServerData, ServerMessage, TextData } from '#protocol';
import { DEFAULT_CONVERSATION_OPTIONS, type ConversationOptions } from '../options/conversation-options.js';
import { DEFAULT_POLICIES, type PolicyOptions } from '../options/policy-options.js';
import type { Effect, TimerId } from '../reducer/effects.js';
import type { ConversationEvent } from '../reducer/events.js';
import { INITIAL_STATE } from '../reducer/state.js';
import { reduce } from '../reducer/reducer.js';

export type PolicyChanges = { [Name in keyof PolicyOptions]?: Partial<PolicyOptions[Name]> };

/** The default options without a greeting, with these policies changed. */
export function withPolicies(changes: PolicyChanges): ConversationOptions {
  const changed = Object.entries(DEFAULT_POLICIES).map(([name, policy]) => {
    const change = changes[name as keyof PolicyOptions];
    return [name, { ...policy, ...change }];
  });
  const policies = Object.fromEntries(changed) as PolicyOptions;
  return { ...DEFAULT_CONVERSATION_OPTIONS, greeting: '', policies };
}

type Event<Type> = Extract<ConversationEvent, { type: Type }>;

/** The reducer with a fake clock and fake timers, for tests. */
export class Scenario {
  state = INITIAL_STATE;
  now = 1_000_000;
  /** Wall time. It changes only when a test sets it, because the reducer must not measure durations with it. */
  wallTimeMs = Date.UTC(2026, 10, 22, 9, 5);
  effects: Effect[] = [];
  readonly #timers = new Map<TimerId, number>();

  constructor(readonly options = withPolicies({})) {
    this.event({ type: 'started', mode: 'hands_free' });
    if (options.greeting !== '') this.event({ type: 'announce', text: options.greeting });
  }

  event(event: ConversationEvent): this {
    const result = reduce(this.state, event, { now: this.now, wallTimeMs: this.wallTimeMs }, this.options);
    this.state = deepFreeze(result.state);
    this.effects.push(...result.effects);
    for (const effect of result.effects) {
      if (effect.type === 'set_timer') this.#timers.set(effect.id, effect.at);
      if (effect.type === 'clear_timer') this.#timers.delete(effect.id);
    }
    return this;
  }

  advance(ms: number): this {
    const end = this.now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(([, at]) => at <= end).sort((a, b) => a[1] - b[1]);
      if (!next) break;
      this.#timers.delete(next[0]);
      this.now = Math.max(this.now, next[1]);
      this.event({ type: 'timer', id: next[0] });
    }
    this.now = end;
    return this;
  }

  /** The user says something: speech, partial, silence, final. The turn does not end yet. */
  say(text: string, speechMs = 800): this {
    this.starts().advance(speechMs);
    this.event({ type: 'stt_partial', text });
    return this.ends(text);
  }

  /** Speech begins: the onset, then the certain start. */
  starts(): this {
    this.event({ type: 'speech_onset', agoMs: 32 });
    return this.advance(32).event({ type: 'speech_start', agoMs: 64 });
  }

  /** Speech ends: the offset, the certain end, the transcript. */
  ends(text: string): this {
    this.advance(64).event({ type: 'speech_offset', agoMs: 64 });
    this.advance(128).event({ type: 'speech_end', agoMs: 192 });
    return this.advance(50).event({ type: 'stt_final', text });
  }

  commands(...names: string[]): string[] {
    return this.sent.flatMap((message) =>
      message.type === 'cmd' && (names.length === 0 || names.includes(message.name)) ? [message.name] : [],
    );
  }

  /** The model generates an answer and TTS its audio at once. */
  answer(text: string, audioMs: number, turnId = this.state.turnId): this {
    this.event({ type: 'llm_text', turnId, text }).event({ type: 'llm_done', turnId });
    return this.audio(audioMs, turnId).event({ type: 'tts_done', turnId });
  }

  audio(durationMs: number, turnId = this.state.turnId, clause = 0): this {
    return this.event({ type: 'tts_audio', turnId, pcm: new Int16Array(0), durationMs, clause });
  }

  playback(
    playedMs: number,
    state: Event<'playback'>['state'] = 'playing',
    turnId = this.state.turnId,
  ): this {
    return this.event({ type: 'playback', turnId, playedMs, state });
  }

  get sent(): ServerMessage[] {
    return this.effects.flatMap((effect) => (effect.type === 'send' ? [effect.message] : []));
  }

  texts(role: TextData['role']): TextData[] {
    return this.data('text_data').filter((data) => data.role === role);
  }

  data<Name extends keyof ServerData>(name: Name): ServerData[Name][] {
    return this.sent.flatMap((message) =>
      message.type === 'data' && message.name === name ? [message.data as ServerData[Name]] : [],
    );
  }

  get phases(): string[] {
    return this.data('state').map(({ state }) => state);
  }

  effect<Type extends Effect['type']>(type: Type): Extract<Effect, { type: Type }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { type: Type }> => effect.type === type);
  }

  flushes(): unknown[] {
    return this.sent.flatMap((message) =>
      message.type === 'cmd' && message.name === 'flush' ? [message.data] : [],
    );
  }

  forget(): this {
    this.effects = [];
    return this;
  }
}

/** Two sentences of about two seconds each. */
export const ANSWER = 'It is noon in London now. The day is bright and warm.';

/** A question was asked and its answer was generated; no audio yet. */
export function thinking(policies: PolicyChanges = {}): Scenario {
  const scenario = new Scenario(withPolicies(policies)).say('what time is it').advance(500);
  return scenario.event({ type: 'llm_text', turnId: 1, text: ANSWER }).event({ type: 'llm_done', turnId: 1 });
}

/** The same with all its 4 s of audio sent. */
export const speaking = (policies: PolicyChanges = {}): Scenario =>
  thinking(policies).audio(2_000, 1, 0).audio(2_000, 1, 1);

/** Freezes the state, so that a step that writes to it throws. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}
