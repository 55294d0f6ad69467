/** Transcripts of dictated speech that come late, or twice. */
import { hasPartialIn } from '../../policies/late-transcripts.js';
import { hasWord } from '../../policies/words.js';
import type { Draft } from '../draft.js';
import type { ConversationEvent } from '../events.js';
import type { LateTranscript } from '../slices/recogniser.js';
import { writeAfterwards } from './dictated-text.js';

/** The transcript may still come. Then it is written, unless its words so far were. */
export function expectLate(draft: Draft, words: string, isOpen = false): void {
  const { now, policies, recogniser } = draft;
  const dictated = words === '' ? 'unwritten' : 'written';
  recogniser.expectLate(words, isOpen, now, policies.lateTranscripts, dictated);
}

/** The transcript that ended the dictation may be sent twice. It is no turn of the user then. */
export function expectRepeated({ dictation, recogniser, now, policies }: Draft): void {
  const { lastFinal, lastFinalAt } = dictation.current;
  if (now - lastFinalAt < policies.lateTranscripts.repeatedWithinMs)
    recogniser.expectRepeated(lastFinal, now, policies.lateTranscripts);
}

/** @returns the handled speech of a transcript; undefined if it is, or may be, of what was said since */
export function takeLate(draft: Draft, text: string): LateTranscript | undefined {
  const { now, policies, recogniser, dictation } = draft;
  const late = recogniser.lateOf(text, now, policies.lateTranscripts);
  // Words of a typed turn's speech are better written than dictated words lost.
  const mayBeDue = late?.words === '' && !late.dictated && dictation.current.due.length > 0;
  // A word that two sentences share is no reason to lose the second.
  const isDueUnknown = dictation.current.due.some(({ words }) => words === '');
  const sharesSome =
    late !== undefined && late.words !== '' && !hasPartialIn(late.words, text, { minSharedWords: 1 });
  if (mayBeDue || (isDueUnknown && sharesSome) || dictation.isDue(text, policies.lateTranscripts))
    return undefined;
  return recogniser.takeLateFinal(text, now, policies.lateTranscripts);
}

/** @returns whether the event is about what was dictated before the dictation ended */
export function isDictatedLate(draft: Draft, event: ConversationEvent): boolean {
  switch (event.type) {
    case 'stt_partial':
    case 'stt_eager_end':
      return !draft.utterance.value && isUnwritten(draft, event.text);
    case 'stt_final':
    case 'stt_end_of_turn':
      if (!isUnwritten(draft, event.text)) return false;
      // Only words of the speech that is being heard now say that it is not late.
      if (hasPartialIn(draft.utterance.value?.partial ?? '', event.text, draft.policies.lateTranscripts)) {
        draft.recogniser.forgetUnwritten();
        return false;
      }
      draft.recogniser.takeLateFinal(event.text, draft.now, draft.policies.lateTranscripts);
      if (hasWord(event.text)) writeAfterwards(draft, event.text);
      return true;
    default:
      return false;
  }
}

const isUnwritten = ({ recogniser, now, policies }: Draft, text: string): boolean =>
  recogniser.lateOf(text, now, policies.lateTranscripts)?.dictated === 'unwritten';
