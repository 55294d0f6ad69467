/** While the assistant is asleep, it hears nothing but "wake up", a typed turn and the push-to-talk key. */
import { isWakeCommand } from '../../policies/wake-command.js';
import { refuseAll } from '../approval/asking.js';
import type { Draft } from '../draft.js';
import type { ConversationEvent } from '../events.js';
import { resume } from '../overlap.js';
import { nonSpeculativeAnswer } from '../speculation.js';
import { endDictation } from './dictation.js';
import { discardWords } from './user-words.js';

export function onSleep(draft: Draft, on: boolean): void {
  if (on === draft.session.value.asleep) return;
  draft.session.setAsleep(on);
  draft.send({ type: 'cmd', name: 'sleep', data: { state: on ? 'on' : 'off' } });
  if (!on) return;
  endDictation(draft);
  dropSpeech(draft);
  refuseAll(draft, 'voice');
}

/** @returns whether the event is dropped because the assistant is asleep; an event that wakes it is not */
export function isSleptThrough(draft: Draft, event: ConversationEvent): boolean {
  if (!draft.session.value.asleep) return false;
  switch (event.type) {
    case 'speech_onset':
    case 'speech_start':
    case 'stt_partial':
    case 'stt_eager_end':
    case 'stt_resumed':
      return true;
    case 'stt_final':
    case 'stt_end_of_turn':
      if (!isWakeCommand(event.text, draft.options.words)) return true;
      onSleep(draft, false);
      return false;
    case 'push_to_talk':
      if (event.down) onSleep(draft, false);
      return false;
    case 'text_input':
      onSleep(draft, false);
      return false;
    default:
      return false;
  }
}

/** Drops what the user is saying. */
function dropSpeech(draft: Draft): void {
  draft.onset.end();
  draft.clearTimers('endpoint', 'stt_final');
  discardWords(draft);
  draft.utterance.close();
  draft.openQuestion.close();
  draft.session.setReadsOn(false);
  const answer = nonSpeculativeAnswer(draft);
  if (draft.overlap.value && answer) resume(draft, answer);
}
