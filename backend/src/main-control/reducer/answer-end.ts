/** How an answer ends: all sent, heard, cut off, failed, or thrown away. */
import type { FlushReason } from '#protocol';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { current, emit, onGenerated } from './answer.js';
import type { EventOf } from './events.js';
import type { Answer } from './state.js';
import type { Draft } from './draft.js';
import { heardText, unheardText } from '../policies/heard-text.js';
import { playedMs, playoutEndsAt } from '../policies/playhead.js';
import { toolMessages } from './conversation-history.js';

export function onTtsDone(draft: Draft, event: EventOf<'tts_done'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.synthesized) return;
  answer.synthesized = true;
  answer.pieces = answer.pieces.map((piece) => ({ ...piece, complete: true }));
  if (!answer.withheld) finishSending(draft, answer);
}

export function onPlayback(draft: Draft, event: EventOf<'playback'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.firstAudioAt === null) return;
  const reported = Math.min(Math.max(0, event.playedMs), answer.sentMs);
  // It threw away what it had: nobody will hear the rest.
  if (event.state === 'flushed') return interruptAnswer(draft, 'interrupt', reported);
  answer.playback = { playedMs: reported, at: draft.now, state: event.state };
  if (!isAllThere(answer)) return;
  if (event.state === 'drained') return complete(draft, answer);
  setPlayoutTimer(draft, answer);
}

/** The client played all it will play, or must have. */
export function onPlayoutTimer(draft: Draft): void {
  const { answer, overlap } = draft.state;
  if (!answer || !isAllThere(answer)) return;
  if (overlap?.holding) draft.setTimer('playout', draft.now + draft.policies.playhead.heldCheckMs);
  else complete(draft, answer);
}

/** All of it was heard, though the client has not said so yet: then it is over, and nothing can interrupt it. */
export function completeIfHeard(draft: Draft): void {
  const { answer } = draft.state;
  if (!answer || !isAllThere(answer) || answer.withheld) return;
  if (playedMs(answer, draft.now, draft.policies.playhead) >= answer.sentMs) complete(draft, answer);
}

/** Lets out what was withheld, in order, and everything after it at once. */
export function release(draft: Draft, answer: Answer): void {
  const effects = answer.withheld ?? [];
  answer.withheld = null;
  for (const effect of effects) emit(draft, answer, effect);
  if (isAllThere(answer)) finishSending(draft, answer);
}

/** Cuts the answer off: nothing of it comes out any more, and only what was heard stays. */
export function interruptAnswer(draft: Draft, reason: FlushReason, reportedMs?: number): void {
  const { answer } = draft.state;
  if (!answer) return;
  if (answer.speculative) return dropAnswer(draft);
  const played = answer.withheld ? 0 : heardMs(draft, answer, reportedMs);
  if (isAllThere(answer) && !answer.withheld && played >= answer.sentMs) return complete(draft, answer);
  draft.do({ type: 'cancel', turnId: answer.turnId });
  draft.send({ type: 'cmd', name: 'flush', data: { turn_id: answer.turnId, reason } });
  const heard = heardText(answer, played, draft.policies.heardText);
  if (answer.text !== '') draft.sendText('assistant', answer.turnId, heard, true, { interrupted: true });
  draft.remember(...toolMessages(answer.toolSteps));
  if (heard !== '') {
    const unheard = unheardText(answer.text, heard, draft.policies.heardText);
    draft.remember({ role: 'assistant', content: heard, interrupted: true, unheard });
    draft.state.lastHeard = { text: heard, endedAt: draft.now };
  }
  if (!isSaid(answer)) sendMetrics(draft, answer);
  end(draft);
}

/** Throws away an answer of which nothing came out. */
export function dropAnswer(draft: Draft): void {
  const { answer } = draft.state;
  if (!answer) return;
  draft.do({ type: 'cancel', turnId: answer.turnId });
  end(draft);
}

export function onAnswerFailed(draft: Draft, turnId: number, error: ProviderError): void {
  const answer = current(draft, turnId);
  if (!answer) return;
  // What fails ahead of time is asked again when it is time.
  if (answer.speculative) return dropAnswer(draft);
  draft.send({
    type: 'error',
    error: error.message,
    code: error.code,
    stage: error.stage,
    turn_id: turnId,
    fatal: false,
  });
  if (error.stage === 'llm') {
    // A model that fails in mid-answer leaves what it said.
    if (answer.text !== '' && !answer.voiceFailed) return onGenerated(draft, answer);
    draft.do({ type: 'cancel', turnId });
    answer.generated = true;
  } else draft.do({ type: 'cancel_speech', turnId });
  // A voice that fails leaves the text, which can be read, and what it said so far, which is heard to its end.
  answer.voiceFailed = true;
  answer.synthesized = true;
  finishUnspoken(draft, turnId);
}

/** No more audio will come: it is over when the text is all there. */
export function finishUnspoken(draft: Draft, turnId: number): void {
  const answer = current(draft, turnId);
  if (answer?.voiceFailed && answer.generated && !answer.withheld && !isSaid(answer))
    finishSending(draft, answer);
}

/** Its audio, and its text: a voice that failed is done before the model is. */
const isAllThere = ({ synthesized, generated }: Answer): boolean => synthesized && generated;

/** That all of it is out was said: once a turn. */
const isSaid = ({ metrics }: Answer): boolean => metrics.total_ms !== undefined;

/** All its audio is out. */
function finishSending(draft: Draft, answer: Answer): void {
  draft.send({
    type: 'cmd',
    name: 'audio_end',
    data: { turn_id: answer.turnId, total_ms: Math.round(answer.sentMs), text: answer.text },
  });
  sendMetrics(draft, answer);
  if (answer.sentMs === 0) return complete(draft, answer);
  setPlayoutTimer(draft, answer);
}

function setPlayoutTimer(draft: Draft, answer: Answer): void {
  draft.setTimer('playout', playoutEndsAt(answer, draft.now, draft.policies.playhead));
}

/** What the user has heard: by the client's last word where there is one, else by the playhead. */
function heardMs(draft: Draft, answer: Answer, reportedMs: number | undefined): number {
  return reportedMs === undefined
    ? playedMs(answer, draft.now, draft.policies.playhead)
    : Math.min(reportedMs, answer.sentMs);
}

/** The answer was heard to its end, or what there is of it. */
function complete(draft: Draft, answer: Answer): void {
  if (draft.state.overlap?.holding)
    draft.send({ type: 'cmd', name: 'resume_playback', data: { turn_id: answer.turnId } });
  if (answer.text !== '' || !answer.voiceFailed)
    draft.sendText('assistant', answer.turnId, answer.text, true, { interrupted: false });
  const heard = answer.voiceFailed ? heardText(answer, answer.sentMs, draft.policies.heardText) : answer.text;
  const unheard = unheardText(answer.text, heard, draft.policies.heardText);
  draft.remember(...toolMessages(answer.toolSteps));
  if (answer.text.trim() !== '')
    draft.remember({
      role: 'assistant',
      content: heard,
      ...(answer.voiceFailed && { voiceFailed: true, unheard }),
    });
  draft.state.lastHeard = { text: heard, endedAt: draft.now };
  end(draft);
}

function end(draft: Draft): void {
  draft.state.answer = null;
  draft.state.overlap = null;
  draft.clearTimers('playout', 'barge_in');
}

function sendMetrics(draft: Draft, answer: Answer): void {
  answer.metrics = { ...answer.metrics, total_ms: Math.round(draft.now - answer.askedAt) };
  draft.send({ type: 'data', name: 'metrics', data: answer.metrics });
}
