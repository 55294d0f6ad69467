/** The ladder of a barge-in: hold the answer at the first sound, then stop it, or let it go on as if nothing was. */
import { completeIfHeard, interruptAnswer, release } from './answer-end.js';
import { decideBargeIn } from '../policies/barge-in.js';
import { continuationEndsAt, mayContinue } from '../policies/continuation.js';
import type { Answer, Overlapping } from './state.js';
import type { Draft } from './draft.js';
import { isEcho } from '../policies/echo.js';
import { heardText } from '../policies/heard-text.js';
import { playedMs } from '../policies/playhead.js';
import { toolMessages, trimHistory } from './conversation-history.js';
import { retract } from './utterance.js';

/** The answer that the user's voice can overlap with: one that is meant to come out. */
export function audibleAnswer(draft: Draft): Answer | null {
  const { answer } = draft.state;
  return answer && !answer.speculative ? answer : null;
}

export function onVoiceOnset(draft: Draft, agoMs: number): void {
  draft.state.voiceSince ??= draft.now;
  completeIfHeard(draft);
  const answer = audibleAnswer(draft);
  if (!answer || draft.state.mode === 'push_to_talk') return;
  const overlap = overlapOf(draft, draft.now - agoMs);
  overlap.audible = true;
  judge(draft);
}

export function onVoiceHush(draft: Draft): void {
  draft.state.voiceSince = null;
  const { overlap } = draft.state;
  if (!overlap) return;
  overlap.audible = false;
  judge(draft);
}

/**
 * Words were recognised over an answer.
 * @param startedAt when the speech began that they belong to
 * @returns whether the answer is still there: then the words are not (yet) the user's turn
 */
export function onWordsOver(draft: Draft, words: string, transcribed: boolean, startedAt: number): boolean {
  completeIfHeard(draft);
  const answer = audibleAnswer(draft);
  if (!answer) return isLateEcho(draft, words, startedAt);
  const isOwnVoice = isEcho(words, heardSoFar(draft, answer), draft.policies.echo);
  if (!draft.state.overlap && (words === '' || isOwnVoice)) {
    forgetWords(draft);
    return true;
  }
  const overlap = overlapOf(draft, startedAt);
  overlap.words = isOwnVoice ? '' : words;
  overlap.transcribed = transcribed;
  if (transcribed) overlap.audible = isAudible(draft);
  judge(draft);
  return audibleAnswer(draft) !== null;
}

const heardSoFar = ({ now, policies }: Draft, answer: Answer): string =>
  heardText(answer, playedMs(answer, now, policies.playhead), policies.heardText);

/** The end of an answer comes back after it is over. */
function isLateEcho(draft: Draft, words: string, startedAt: number): boolean {
  const { lastHeard } = draft.state;
  const { echo } = draft.policies;
  if (!lastHeard || startedAt > lastHeard.endedAt + echo.tailMs || !isEcho(words, lastHeard.text, echo))
    return false;
  forgetWords(draft);
  return true;
}

/** Decides what the voice means, if that can be said by now. */
export function judge(draft: Draft): void {
  const { overlap } = draft.state;
  const answer = audibleAnswer(draft);
  if (!overlap || !answer) return;
  const { bargeIn } = draft.state.settings;
  const policies = { ...draft.policies, bargeIn };
  const { verdict, againAt } = decideBargeIn(overlap, draft.now, policies, draft.options.words);
  if (verdict === 'resume') return letGo(draft, answer, overlap);
  if (verdict === 'stop') {
    if (overlap.words !== '' || answer.firstAudioAt !== null) return takeFloor(draft, answer);
    // Before anything is audible a sound without words is not worth the answer, but nobody talks into it either.
    const doubtUntil = overlap.startedAt + bargeIn.longestHoldMs;
    if (draft.now >= doubtUntil) return letGo(draft, answer, overlap);
    hold(draft, answer, overlap);
    return draft.setTimer('barge_in', doubtUntil);
  }
  hold(draft, answer, overlap);
  if (againAt !== null) draft.setTimer('barge_in', againAt);
}

/** The user speaks, and the assistant is silent. */
export function takeFloor(draft: Draft, answer: Answer): void {
  const { history } = draft.state;
  const at = history.findLastIndex(({ role }) => role === 'user');
  const question = history[at];
  const heard = answer.withheld ? 0 : playedMs(answer, draft.now, draft.policies.playhead);
  const isRest =
    answer.question !== '' &&
    question?.role === 'user' &&
    mayContinue({ askedAt: answer.askedAt, heardMs: heard }, draft.now, draft.policies.continuation);
  const until = continuationEndsAt(answer.askedAt, draft.policies.continuation);
  // What its tools did stays, with the question that they were called for.
  const done = toolMessages(answer.toolSteps);
  const kept = done.length > 0 ? [...history.slice(0, at + 1), ...done] : history.slice(0, at);
  const before = trimHistory(kept, draft.options.historyMessages);
  draft.state.openQuestion = isRest ? { text: question.content, until, history: before } : null;
  if (draft.state.utterance) draft.state.utterance.interrupting = true;
  interruptAnswer(draft, isRest && answer.firstAudioAt === null ? 'replaced' : 'barge_in');
}

/** The transcript of one sound says nothing about the voice that has begun since. */
const isAudible = ({ state }: Draft): boolean =>
  (state.utterance?.speaking ?? false) || state.voiceSince !== null;

function overlapOf(draft: Draft, startedAt: number): Overlapping {
  return (draft.state.overlap ??= {
    startedAt,
    audible: draft.state.utterance?.speaking ?? false,
    words: '',
    transcribed: false,
    holding: false,
  });
}

/** Silence at once: nothing more goes out, or the client holds what it has. */
function hold(draft: Draft, answer: Answer, overlap: Overlapping): void {
  if (answer.firstAudioAt === null) {
    answer.withheld ??= [];
  } else if (!overlap.holding) {
    overlap.holding = true;
    answer.heldAt = draft.now;
    draft.send({ type: 'cmd', name: 'pause_playback', data: { turn_id: answer.turnId } });
  }
}

function letGo(draft: Draft, answer: Answer, overlap: Overlapping): void {
  draft.state.overlap = null;
  forgetWords(draft);
  draft.clearTimers('barge_in');
  if (overlap.holding) {
    if (answer.playback)
      answer.playback = {
        ...answer.playback,
        playedMs: playedMs(answer, draft.now, draft.policies.playhead),
        at: draft.now,
      };
    answer.heldAt = null;
    draft.send({ type: 'cmd', name: 'resume_playback', data: { turn_id: answer.turnId } });
  }
  if (answer.withheld) release(draft, answer);
}

/** What was said over the answer and stopped nothing is no part of a turn. */
function forgetWords(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance) return;
  retract(draft, utterance);
  utterance.turnId = null;
  utterance.carried = '';
  utterance.segments = [];
  utterance.partial = '';
  if (!utterance.speaking && utterance.pendingFinals === 0) draft.state.utterance = null;
}
