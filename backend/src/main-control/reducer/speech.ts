/** The start and end of the user's speech, from the speech gate or the push-to-talk key. */
import { isStable } from '../policies/speculation.js';
import { transcriptDueAt } from '../policies/transcript-timeouts.js';
import { stopAnswer } from './approval/parking.js';
import type { Draft } from './draft.js';
import { answerAhead, considerEnd } from './end-of-turn.js';
import { decide } from './overlap.js';
import { nonSpeculativeAnswer } from './speculation.js';
import { noteSilentTask } from './user/stop-tasks.js';

export function onSpeechStart(draft: Draft, agoMs: number): void {
  draft.utterance.startSpeech(draft.now - agoMs);
  draft.recogniser.endOpenLate();
  draft.clearTimers('endpoint');
  // While the user speaks, only a transcript that is already due can be late.
  if (draft.utterance.current.pendingFinals === 0) draft.clearTimers('stt_final');
}

/** @param transcriptOwed whether the recogniser will send a final transcript for it; otherwise it ends the turn itself */
export function onSpeechEnd(draft: Draft, agoMs: number, transcriptOwed = true): void {
  if (!draft.utterance.value?.speaking) return;
  draft.utterance.endSpeech(draft.now - agoMs, transcriptOwed);
  const { transcriptTimeouts, speculation } = draft.policies;
  draft.setTimer('stt_final', transcriptDueAt(draft.now, transcriptOwed, transcriptTimeouts));
  draft.overlap.setAudible(false);
  decide(draft);
  // A partial that did not change before the pause probably has all the words.
  const utterance = draft.utterance.value;
  if (utterance && isStable(utterance.partialSince, draft.now, speculation)) answerAhead(draft);
}

/** In push-to-talk the key bounds the utterance. If the client ends turns, releasing the key ends the turn. */
export function onPushToTalk(draft: Draft, down: boolean, transcriptOwed?: boolean): void {
  if (draft.session.value.mode !== 'push_to_talk' && !draft.policies.endpointing.manual) return;
  if (!down) {
    draft.utterance.setReleased(true);
    onSpeechEnd(draft, 0, transcriptOwed);
    return considerEnd(draft);
  }
  onSpeechStart(draft, 0);
  draft.utterance.setReleased(false);
  const answer = nonSpeculativeAnswer(draft);
  if (answer) {
    draft.utterance.setInterrupting();
    noteSilentTask(draft, answer);
  }
  stopAnswer(draft, 'barge_in');
}
