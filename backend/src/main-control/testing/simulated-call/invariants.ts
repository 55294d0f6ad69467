/** What must hold in every call, whatever its user, client and providers do. */
import type { ChatMessage } from '../../../llm/llm.port.js';
import { isAudible, isSpeculative } from '../../reducer/slices/answer-state.js';
import { toolMessages } from '../../reducer/slices/tool-history.js';
import type { ConversationState } from '../../reducer/state.js';
import { cutOffAnswer, isCommand, turnOf, userTurnOf } from './told.js';
import { WORD_MS } from './providers.js';
import type { SimulatedCall, Step } from './simulated-call.js';

/** An answer is held for at most 4 s; the rest is a margin for the timer. */
const MAX_HOLD_MS = 4_300;

/** Limit of the state as JSON, without the history. An answer of thirty words with all its marks takes a quarter of it. */
const LARGEST_STATE_CHARS = 60_000;

/** The size is measured every this many steps. */
const MEASURED_EVERY = 20;

/** Word times are rounded, and estimated from word lengths if TTS gives none. */
const WORD_TOLERANCE = 0.2;

/** A client without reports plays after its network delay and jitter buffer, which the backend cannot know. */
const UNREPORTED_TOLERANCE = 0.5;

export interface Watch {
  step?(step: Step): void;
  /** The call is over and nothing has happened for a long time. */
  end?(state: ConversationState): void;
}

/** The invariants of a call. `broken` fails it. */
export type Invariant = (call: SimulatedCall, broken: (how: string) => never) => Watch;

export const INVARIANTS: Record<string, Invariant> = {
  'audio goes out only of the current answer, made for it, and never after its flush': (_call, broken) => {
    const flushed = new Set<number>();
    const madeFor = new WeakMap<Int16Array, number>();
    return {
      step({ event, before, after, effects }) {
        const current = [before.answer?.turnId, after.answer?.turnId];
        if (event.type === 'tts_audio') madeFor.set(event.pcm, event.turnId);
        for (const effect of effects) {
          if (isCommand(effect, 'flush')) flushed.add(turnOf(effect));
          if (effect.type !== 'send_audio') continue;
          if (!current.includes(effect.turnId)) broken(`audio of turn ${effect.turnId}, not ${current}`);
          if (flushed.has(effect.turnId)) broken(`audio of turn ${effect.turnId}, which was flushed`);
          if (madeFor.get(effect.pcm) !== effect.turnId)
            broken(`audio of another turn as turn ${effect.turnId}`);
        }
      },
    };
  },

  'no answer begins while the user is certainly speaking': (call, broken) => ({
    step({ before, after, effects }) {
      if (after.mode === 'push_to_talk' || !after.utterance?.speaking || !call.user.certainlySpeaking) return;
      const first = effects.find((effect) => effect.type === 'send_audio');
      if (first && before.answer && !isAudible(before.answer))
        broken(`the first audio of turn ${first.turnId}`);
    },
  }),

  'there is at most one generation at a time': (call, broken) => ({
    step({ effects }) {
      let { turnId: running } = call.model;
      for (const effect of effects) {
        const isOver = effect.type === 'cancel' || effect.type === 'park';
        if (isOver && effect.turnId === running) running = null;
        if (effect.type !== 'generate') continue;
        if (running !== null) broken(`turn ${effect.turnId} is generated while turn ${running} is`);
        running = effect.turnId;
      }
    },
  }),

  'every pause is followed by a resume or a flush in time': (call, broken) => {
    let pausedAt: number | null = null;
    const check = () => {
      const heldMs = pausedAt === null ? 0 : call.clock.now - pausedAt;
      if (heldMs > MAX_HOLD_MS) broken(`paused for ${Math.round(heldMs)} ms`);
    };
    return {
      step({ after, effects }) {
        check();
        for (const effect of effects) {
          if (isCommand(effect, 'pause_playback')) pausedAt = call.clock.now;
          if (isCommand(effect, 'resume_playback') || isCommand(effect, 'flush')) pausedAt = null;
        }
        if (pausedAt !== null && !after.answer)
          broken('the answer is over, and the client was not told to resume');
      },
      end: check,
    };
  },

  'the client is never left paused by an older turn': (call, broken) => {
    call.client.onMuted = (turnId) =>
      broken(`new audio came to a client that was still paused by turn ${turnId}`);
    return {};
  },

  'the history has what was heard of an interrupted answer': (call, broken) => {
    const { client, clock, kind } = call;
    // The backend cannot detect false reports.
    if (kind.reporting === 'false') return {};
    const mostOver = 1 + (kind.reporting === 'none' ? UNREPORTED_TOLERANCE : WORD_TOLERANCE);
    // After a TTS failure in mid-sentence, without word times, the speaking rate is estimated.
    const mostShort = kind.misbehaving ? 4 : 2 + WORD_TOLERANCE;
    return {
      step({ effects }) {
        for (const effect of effects) {
          const cut = cutOffAnswer(effect);
          if (!cut) continue;
          // Playback goes on until the flush arrives.
          clock.after(client.latencyMs + 1, () => {
            const words = cut.text.split(/\s+/).filter(Boolean).length;
            const heard = client.heardMs(cut.turnId) / WORD_MS;
            const inAll = `turn ${cut.turnId}: ${words} words are kept, ${heard.toFixed(2)} were heard`;
            if (words - heard > mostOver || heard - words > mostShort) broken(inAll);
          });
        }
      },
    };
  },

  'a question is lost only to the one that continues it': (call, broken) => ({
    step({ before, after }) {
      const added = 2 + toolMessages(before.answer?.toolSteps ?? []).length;
      const isFull = before.history.length + added > call.options.historyMessages;
      const lost = questions(before) - questions(after);
      if (!isFull && lost > 1) broken(`${lost} questions are missing from the history`);
    },
  }),

  'no part of the state outlives what it belongs to': (_call, broken) => ({
    step({ after: { answer, utterance, overlap } }) {
      if (answer && isSpeculative(answer) && !utterance) broken('a speculative answer without an utterance');
      if (overlap && !answer) broken('an overlap without an answer');
    },
  }),

  'every tool call in the history is followed by its results': (_call, broken) => ({
    step({ before, after: { history } }) {
      if (history === before.history) return;
      let owed: string[] = [];
      for (const message of history) {
        if (message.role === 'tool') {
          if (owed.shift() !== message.toolCallId) broken(`a result of ${message.toolCallId} out of place`);
        } else {
          if (owed.length > 0) broken(`no result of ${owed}`);
          owed = message.role === 'assistant' ? (message.toolCalls ?? []).map(({ id }) => id) : [];
        }
      }
      if (owed.length > 0) broken(`no result of ${owed}`);
    },
  }),

  'a tool call is not lost where the history has room': (call, broken) => {
    let called = 0;
    return {
      step({ event, before, after }) {
        if (event.type === 'tool_calls' && before.answer?.turnId === event.turnId)
          called += event.calls.length;
        const open = after.answer?.toolSteps.flatMap(({ calls }) => calls).length ?? 0;
        const kept = after.history.filter(({ role }) => role === 'tool').length;
        const isFull = after.history.length > call.options.historyMessages - 10;
        if (!isFull && called - open !== kept)
          broken(`${called} calls, ${open} open, ${kept} in the history`);
        if (isFull) called = kept + open;
      },
    };
  },

  'the result of an action is not lost where the history has room': (call, broken) => {
    let results: string[] = [];
    return {
      step({ event, before, after }) {
        if (event.type === 'action_done' && before.answer?.turnId === event.turnId) results.push(event.text);
        if (results.length === 0 || (after.history === before.history && after.answer === before.answer))
          return;
        const open = after.answer?.actionResult;
        const isFull = after.history.length > call.options.historyMessages - 10;
        if (isFull) results = results.filter((result) => result === open);
        const lost = results.filter(
          (result) => result !== open && !after.history.some((message) => isToldIn(message, result)),
        );
        if (lost.length > 0) broken(`lost: ${lost}`);
      },
    };
  },

  'the state is bounded': (call, broken) => {
    let steps = 0;
    return {
      step({ after: { history, ...rest } }) {
        if (history.length > call.options.historyMessages) broken(`${history.length} messages`);
        // Measuring is slow, and a growing state is still large a few steps later.
        if (++steps % MEASURED_EVERY !== 0) return;
        const { length } = JSON.stringify(rest, (_key, value: unknown) =>
          ArrayBuffer.isView(value) ? '' : value,
        );
        if (length > LARGEST_STATE_CHARS) broken(`${length} characters of state`);
      },
    };
  },

  'every turn has exactly one record': (_call, broken) => {
    const open = new Set<number>();
    const over = new Set<number>();
    return {
      step({ before, after, effects }) {
        const { answer } = after;
        for (const effect of effects)
          if (effect.type === 'go_on_as' && open.delete(effect.turnId)) open.add(effect.as);
        const isBegunAgain = answer?.isAskedAgain && before.answer && answer.turnId !== before.answer.turnId;
        if (isBegunAgain) open.delete(before.answer.turnId);
        if (isBegunAgain || (answer?.announcement && !over.has(answer.turnId))) open.add(answer!.turnId);
        for (const effect of effects) {
          if (effect.type === 'send') {
            const turnId = userTurnOf(effect);
            if (turnId !== null && !over.has(turnId)) open.add(turnId);
          }
          if (effect.type !== 'turn_ended') continue;
          const { turnId, kind, times } = effect.record;
          if (over.has(turnId)) broken(`turn ${turnId} has two`);
          if (!open.delete(turnId) && kind !== 'announcement') broken(`turn ${turnId} was never open`);
          over.add(turnId);
          const inOrder = [times.speechStarted, times.asked, times.firstAudio, times.audioSent, times.ended];
          const known = inOrder.filter((time) => time !== null);
          if (known.some((time, i) => time < (known[i - 1] ?? 0))) broken(`${known} is not in order`);
        }
      },
      end() {
        if (open.size > 0) broken(`turns without one: ${[...open]}`);
      },
    };
  },

  'it listens again when the call is over': (_call, broken) => ({
    end({ phase, answer, utterance, overlap, openQuestion, parked, approvals, dictation }) {
      if (phase !== 'listening' && phase !== 'idle' && phase !== 'waiting') broken(`it is still ${phase}`);
      const asking = parked.length > 0 || approvals.open || approvals.waiting.length > 0;
      const rest = { answer, utterance, overlap, openQuestion, asking, dictation };
      const left = Object.entries(rest).filter(([, value]) => value);
      if (left.length > 0) broken(`left: ${left.map(([name]) => name)}`);
    },
  }),

  'an announcement of which nothing was heard is spoken again': (_call, broken) => ({
    step({ before, after, effects }) {
      const announcement = before.answer?.announcement;
      if (!announcement || announcement.timesSpoken >= 3) return;
      const cut = effects.map(cutOffAnswer).find((each) => each?.turnId === before.answer!.turnId);
      if (cut?.text !== '' || !announcement.untilHeard) return;
      const next = [after.answer?.announcement, ...after.announcements].map((each) => each?.text);
      if (!next.includes(announcement.text)) broken(`lost: ${announcement.text}`);
    },
    end({ announcements }) {
      if (announcements.length > 0) broken(`still waiting: ${announcements.map(({ text }) => text)}`);
    },
  }),

  'every announcement is spoken': (call, broken) => {
    const said = new Set<string>();
    return {
      step({ effects }) {
        for (const effect of effects) if (effect.type === 'speak') said.add(effect.text);
      },
      end() {
        const missing = call.user.announced.filter((text) => !said.has(text));
        if (missing.length > 0) broken(`never spoken: ${missing}`);
      },
    };
  },
};

const isToldIn = (message: ChatMessage, result: string): boolean =>
  message.role === 'assistant' &&
  [message.content, message.unheard, message.actionResult].some((text) => text?.includes(result));

const questions = ({ history }: ConversationState): number =>
  history.filter(({ role }) => role === 'user').length;
