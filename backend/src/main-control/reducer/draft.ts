import type { ServerMessage, TextData } from '#protocol';
import { STREAM_ID } from '#protocol';
import type { Instant } from '../../common/clock/clock.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { ConversationOptions } from '../options/conversation-options.js';
import type { PolicyOptions } from '../options/policy-options.js';
import type { Effect, TimerId } from './effects.js';
import type { ConversationState } from './state.js';
import { trimHistory } from './conversation-history.js';

/**
 * One step of the reducer in the making: a copy of the state that may be written to, and the effects so far. It
 * exists only inside `reduce`, which is pure to everybody else. What the utterance, the answer and the overlap consist
 * of is shared with the state before: it is replaced, never changed.
 */
export class Draft {
  readonly state: ConversationState;
  readonly effects: Effect[] = [];

  constructor(
    from: ConversationState,
    private readonly at: Instant,
    readonly options: ConversationOptions,
  ) {
    this.state = {
      ...from,
      utterance: from.utterance && { ...from.utterance },
      answer: from.answer && { ...from.answer },
      overlap: from.overlap && { ...from.overlap },
    };
  }

  /** Monotonic milliseconds, as all times in the state are. */
  get now(): number {
    return this.at.now;
  }

  get policies(): PolicyOptions {
    return this.options.policies;
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  send(message: ServerMessage): void {
    this.do({ type: 'send', message });
  }

  sendText(
    role: TextData['role'],
    turnId: number,
    text: string,
    final: boolean,
    more?: Partial<TextData>,
  ): void {
    this.send(this.textMessage(role, turnId, text, final, more));
  }

  textMessage(
    role: TextData['role'],
    turnId: number,
    text: string,
    final: boolean,
    more: Partial<TextData> = {},
  ): ServerMessage {
    const data: TextData = {
      data_type: 'transcribe',
      role,
      text,
      text_ts: Math.round(this.at.wallTimeMs),
      is_final: final,
      stream_id: STREAM_ID,
      turn_id: turnId,
      ...more,
    };
    return { type: 'data', name: 'text_data', data };
  }

  setTimer(id: TimerId, at: number): void {
    this.do({ type: 'set_timer', id, at });
  }

  clearTimers(...ids: TimerId[]): void {
    for (const id of ids) this.do({ type: 'clear_timer', id });
  }

  /** Adds messages to the history, of which the newest are kept. */
  remember(...messages: readonly ChatMessage[]): void {
    this.state.history = trimHistory([...this.state.history, ...messages], this.options.historyMessages);
  }
}
