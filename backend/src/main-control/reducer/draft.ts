import type { FlushReason, ServerMessage, TextData } from '#protocol';
import { STREAM_ID } from '#protocol';
import type { Instant } from '../../common/clock/clock.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { ConversationOptions } from '../options/conversation-options.js';
import type { PolicyOptions } from '../options/policy-options.js';
import type { Effect, TimerId } from './effects.js';
import { AnnouncementsSlice } from './slices/announcements.js';
import { ApprovalsSlice } from './slices/approvals.js';
import { ParkedSlice } from './slices/parked.js';
import { AnswerSlice } from './slices/answer.js';
import { isSpeculative } from './slices/answer-state.js';
import { DictationSlice } from './slices/dictation.js';
import { HistorySlice } from './slices/history.js';
import { OpenQuestionSlice } from './slices/open-question.js';
import { OnsetSlice, OverlapSlice } from './slices/overlap.js';
import { RecogniserSlice } from './slices/recogniser.js';
import { SessionSlice } from './slices/session.js';
import { turnRecord, TurnSlice, type EndedTurn } from './slices/turn.js';
import { UtteranceSlice } from './slices/utterance.js';
import type { ConversationState } from './state.js';

/** One step of the reducer in progress: the slices of the next state, and the effects so far. */
export class Draft {
  readonly session: SessionSlice;
  readonly utterance: UtteranceSlice;
  readonly openQuestion: OpenQuestionSlice;
  readonly answer: AnswerSlice;
  readonly turn: TurnSlice;
  readonly parked: ParkedSlice;
  readonly approvals: ApprovalsSlice;
  readonly overlap: OverlapSlice;
  readonly onset: OnsetSlice;
  readonly recogniser: RecogniserSlice;
  readonly dictation: DictationSlice;
  readonly history: HistorySlice;
  readonly announcements: AnnouncementsSlice;
  readonly effects: Effect[] = [];

  constructor(
    from: ConversationState,
    private readonly at: Instant,
    readonly options: ConversationOptions,
  ) {
    const { phase, started, asleep, readsOn, turnId, mode, settings, reportsPlayback, programCalls } = from;
    this.session = new SessionSlice({
      ...{ phase, started, asleep, readsOn, turnId, mode, settings, reportsPlayback, programCalls },
    });
    this.utterance = new UtteranceSlice(from.utterance);
    this.parked = new ParkedSlice(from.parked);
    this.approvals = new ApprovalsSlice(from.approvals);
    this.openQuestion = new OpenQuestionSlice(from.openQuestion);
    this.answer = new AnswerSlice(from.answer);
    this.turn = new TurnSlice(from.turn);
    this.overlap = new OverlapSlice(from.overlap);
    this.onset = new OnsetSlice(from.onsetAt);
    this.recogniser = new RecogniserSlice(from.recogniser);
    this.dictation = new DictationSlice(from.dictation);
    this.history = new HistorySlice({ messages: from.history, lastHeard: from.lastHeard });
    this.announcements = new AnnouncementsSlice(from.announcements);
  }

  /** The state after this step. */
  get state(): ConversationState {
    const { messages, lastHeard } = this.history.value;
    return {
      ...this.session.value,
      utterance: this.utterance.value,
      openQuestion: this.openQuestion.value,
      answer: this.answer.value,
      turn: this.turn.value,
      parked: this.parked.value,
      approvals: this.approvals.value,
      overlap: this.overlap.value,
      onsetAt: this.onset.value,
      recogniser: this.recogniser.value,
      dictation: this.dictation.value,
      history: messages,
      lastHeard,
      announcements: this.announcements.value,
    };
  }

  /** Monotonic milliseconds, like all times in the state. */
  get now(): number {
    return this.at.now;
  }

  /** Includes the client's changes. */
  get policies(): PolicyOptions {
    return { ...this.options.policies, ...this.session.value.settings };
  }

  addEffect(effect: Effect): void {
    this.effects.push(effect);
  }

  send(message: ServerMessage): void {
    this.addEffect({ type: 'send', message });
  }

  /** The client drops the audio of that turn, and the calls of all turns so far but those of answers that go on. */
  flush(turnId: number, reason: FlushReason): void {
    const parked = this.parked.value.map(({ answer }) => answer.begunAs);
    const { value: current } = this.answer;
    // What was put aside and is over does not end the answer of another turn.
    if (current && current.turnId !== turnId && !isSpeculative(current)) parked.push(current.begunAs);
    const data = { turn_id: turnId, reason, ...(parked.length > 0 && { parked }) };
    this.send({ type: 'cmd', name: 'flush', data });
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
    this.addEffect({ type: 'set_timer', id, at });
  }

  clearTimers(...ids: TimerId[]): void {
    for (const id of ids) this.addEffect({ type: 'clear_timer', id });
  }

  /** Reports a turn that is over. */
  report(turn: EndedTurn): void {
    const { now, wallTimeMs } = this.at;
    const { words, ...rest } = turn;
    const record = turnRecord(
      { ...rest, ...(this.options.recordWords && { words }) },
      now,
      (time) => wallTimeMs - (now - time),
    );
    this.addEffect({ type: 'turn_ended', record });
  }

  /** Adds messages to the history. */
  remember(...messages: readonly ChatMessage[]): void {
    this.history.add(messages, this.options.historyMessages);
  }
}
