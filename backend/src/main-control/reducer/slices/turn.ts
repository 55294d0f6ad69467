import { UNKNOWN_USAGE } from '../../../common/telemetry/token-usage.js';
import type {
  ToolCallRecord,
  TurnFailure,
  TurnKind,
  TurnOutcome,
  TurnReason,
  TurnRecord,
} from '../../../common/telemetry/turn-record.js';
import type { ToolCall } from '../../../tools/tools.port.js';
import { Slice } from './slice.js';

/** The most tool calls in a record: a model that calls more is stuck. */
const MAX_TOOL_CALLS = 50;

/** Other names are not for a line of the log. */
const PLAIN_NAME = /^[\w.:-]{1,64}$/;

/** Longest text of each side in a record. */
const MAX_WORDS_CHARS = 2_000;

/** The user's part of a turn. Times are by the clock of the state. */
export interface AskedNotes {
  readonly kind: TurnKind;
  readonly speechStartedAt: number | null;
  readonly transcribedAt: number | null;
  readonly turnEndedAt: number | null;
  readonly speculations: number;
  readonly speculationUsed: boolean;
}

/** What is noted of the answer's turn for its record. Times are by the clock of the state. */
export interface TurnNotes {
  readonly asked: AskedNotes;
  /** When the answer was begun, perhaps ahead of the end of the turn; null without one. */
  readonly answerStartedAt: number | null;
  readonly firstTextAt: number | null;
  readonly firstAudioAt: number | null;
  readonly textDoneAt: number | null;
  readonly audioSentAt: number | null;
  readonly failure: TurnFailure | null;
  readonly toolCalls: readonly (Omit<ToolCallRecord, 'outcome'> & { id: string; failed: boolean })[];
}

export type AnswerMoment = 'firstTextAt' | 'firstAudioAt' | 'textDoneAt' | 'audioSentAt';

/** How a turn ends, and with what. */
export interface TurnEnding {
  readonly outcome: TurnOutcome;
  readonly reason: TurnReason | null;
  readonly failure?: TurnFailure | null;
}

/** The parts of a record. */
export interface EndedTurn extends TurnEnding {
  turnId: number;
  askedAt: number;
  notes: TurnNotes;
  sentMs?: number;
  heardMs?: number;
  chars?: number;
  words?: { user: string; assistant: string } | undefined;
}

export const NOT_ASKED: AskedNotes = {
  kind: 'voice',
  speechStartedAt: null,
  transcribedAt: null,
  turnEndedAt: null,
  speculations: 0,
  speculationUsed: false,
};

export const notesOf = (asked: AskedNotes, answerStartedAt: number | null = null): TurnNotes => ({
  asked,
  answerStartedAt,
  firstTextAt: null,
  firstAudioAt: null,
  textDoneAt: null,
  audioSentAt: null,
  failure: null,
  toolCalls: [],
});

/** Whether a tool has not given its result. */
export const hasOpenCalls = (notes: TurnNotes | null): boolean =>
  notes?.toolCalls.some(({ endedAt }) => endedAt === null) ?? false;

/** Notes what happens in the answer's turn. Lives as long as the answer. */
export class TurnSlice extends Slice<TurnNotes | null> {
  begin(asked: AskedNotes, now: number): void {
    this.replace(notesOf(asked, now));
  }

  end(): void {
    this.replace(null);
  }

  /** Takes up the notes of an answer that was put aside. */
  takeUp(notes: TurnNotes): void {
    this.replace(notes);
  }

  /** The turn of a speculative answer is certain. */
  confirm(asked: AskedNotes): void {
    this.#change({ asked });
  }

  /** Only the first time counts. */
  reached(moment: AnswerMoment, now: number): void {
    if (this.value?.[moment] === null) this.#change({ [moment]: now });
  }

  /** The user was told about a failure. Only the first counts: the others follow from it. */
  failed(failure: TurnFailure): void {
    if (this.value?.failure === null) this.#change({ failure });
  }

  addToolCalls(calls: readonly Pick<ToolCall, 'id' | 'name'>[], now: number): void {
    const added = calls.map(({ id, name }) => ({
      id,
      name: PLAIN_NAME.test(name) ? name : 'unknown',
      startedAt: now,
      endedAt: null,
      failed: false,
    }));
    const toolCalls = [...(this.value?.toolCalls ?? []), ...added].slice(0, MAX_TOOL_CALLS);
    this.#change({ toolCalls });
  }

  /** The calls before it in its step are over. */
  startToolCall(callId: string, now: number): void {
    const call = this.value?.toolCalls.findLast(({ id }) => id === callId);
    // What an answer did while it was put aside is told when it goes on.
    if (call?.endedAt === null) this.#changeToolCall(callId, { startedAt: now });
  }

  endToolCall(callId: string, failed: boolean, now: number): void {
    this.#changeToolCall(callId, { endedAt: now, failed });
  }

  #changeToolCall(callId: string, changes: Partial<TurnNotes['toolCalls'][number]>): void {
    const toolCalls = this.value?.toolCalls ?? [];
    const at = toolCalls.findLastIndex(({ id }) => id === callId);
    if (at >= 0) this.#change({ toolCalls: toolCalls.with(at, { ...toolCalls[at]!, ...changes }) });
  }

  #change(changes: Partial<TurnNotes>): void {
    if (this.value) this.replace({ ...this.value, ...changes });
  }
}

/** @param epochOf converts the clock's times to epoch milliseconds */
export function turnRecord(turn: EndedTurn, now: number, epochOf: (time: number) => number): TurnRecord {
  const { turnId, outcome, reason, failure = null, notes, sentMs = 0, heardMs = 0, chars = 0, words } = turn;
  const { kind, speculations, speculationUsed, ...asked } = notes.asked;
  const known = (time: number | null) => (time === null ? null : epochOf(time));
  return {
    turnId,
    kind,
    outcome,
    reason,
    failure,
    times: {
      speechStarted: known(asked.speechStartedAt),
      asked: epochOf(turn.askedAt),
      transcribed: known(asked.transcribedAt),
      turnEnded: known(asked.turnEndedAt),
      answerStarted: known(notes.answerStartedAt),
      firstText: known(notes.firstTextAt),
      firstAudio: known(notes.firstAudioAt),
      textDone: known(notes.textDoneAt),
      audioSent: known(notes.audioSentAt),
      ended: epochOf(now),
    },
    sentMs,
    heardMs,
    chars,
    speculations,
    speculationUsed,
    toolCalls: notes.toolCalls.map(({ name, startedAt, endedAt, failed }) => ({
      name,
      startedAt: epochOf(startedAt),
      endedAt: known(endedAt),
      outcome: endedAt === null ? 'unfinished' : failed ? 'failed' : 'completed',
    })),
    providers: {},
    usage: UNKNOWN_USAGE,
    ...(words && {
      words: {
        user: words.user.slice(0, MAX_WORDS_CHARS),
        assistant: words.assistant.slice(0, MAX_WORDS_CHARS),
      },
    }),
  };
}
