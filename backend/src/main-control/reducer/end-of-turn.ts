/** When is the user done, and what then: the answer begins ahead of it, and becomes real with it. */
import { startAnswer } from './answer.js';
import { interruptAnswer, release } from './answer-end.js';
import { completeness, type Completeness } from '../policies/completeness.js';
import type { Utterance } from './state.js';
import type { Draft } from './draft.js';
import { endOfTurnAt, onsetCertainAt } from '../policies/endpointing.js';
import { isWorthAnswering } from '../policies/speculation.js';
import { isOnlyStopCommand } from '../policies/stop-command.js';
import { audibleAnswer, onVoiceOnset } from './overlap.js';
import { confirmSpeculation, speculate } from './speculation.js';
import { closeUtterance, wholeText } from './utterance.js';

/** Ends the turn if it is over, or sets the time at which it will be; an answer may be begun ahead of it. */
export function considerEnd(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance || utterance.speaking || utterance.speechEndedAt === null || audibleAnswer(draft)) return;
  const pause = {
    speechEndedAt: utterance.speechEndedAt,
    transcribed: utterance.pendingFinals === 0,
    completeness: completenessOf(draft, wholeText(draft, utterance)),
    released: utterance.released,
  };
  const endsAt = endOfTurnAt(pause, draft.state.settings.endpointing);
  // A voice that has just begun may be the user who goes on: that is sure in a moment.
  const sureAt = utterance.released
    ? -Infinity
    : onsetCertainAt(draft.state.voiceSince, draft.state.settings.endpointing);
  if (endsAt !== null && endsAt < sureAt && sureAt > draft.now) return draft.setTimer('endpoint', sureAt);
  if (endsAt !== null && endsAt <= draft.now) return endTurn(draft, utterance);
  if (endsAt !== null) draft.setTimer('endpoint', endsAt);
  if (pause.transcribed) answerAhead(draft, utterance);
}

/** Begins the answer before it is sure that the user is done, where that is likely. */
export function answerAhead(draft: Draft, utterance: Utterance): void {
  const text = wholeText(draft, utterance);
  if (audibleAnswer(draft) || draft.state.settings.endpointing.manual) return;
  if (isWorthAnswering(text, completenessOf(draft, text))) speculate(draft, utterance, text);
}

const completenessOf = ({ policies, options }: Draft, text: string): Completeness =>
  completeness(text, policies.completeness, options.words, options.grammar);

/** The user is done: the words become a turn, which is answered. */
export function endTurn(draft: Draft, utterance: Utterance): void {
  const text = wholeText(draft, utterance);
  const turnId = closeUtterance(draft, utterance);
  if (turnId === null) return interruptAnswer(draft, 'replaced');
  // Who only says "stop" wants silence, and has it.
  if (utterance.interrupting && isOnlyStopCommand(text, draft.policies.stopCommand, draft.options.words))
    return interruptAnswer(draft, 'replaced');
  const askedAt = utterance.speechEndedAt ?? draft.now;
  const ahead = confirmSpeculation(draft, text);
  const answer = ahead ?? startAnswer(draft, { turnId, text, askedAt });
  answer.metrics = {
    ...answer.metrics,
    stt_final_ms: Math.round((utterance.finalAt ?? draft.now) - askedAt),
    ...(utterance.speculations > 0 && { speculations: utterance.speculations }),
  };
  // A recogniser that ends turns by itself may do so when the user has just gone on.
  const { voiceSince } = draft.state;
  if (
    voiceSince !== null &&
    !utterance.released &&
    onsetCertainAt(draft.state.voiceSince, draft.state.settings.endpointing) > draft.now
  )
    onVoiceOnset(draft, draft.now - voiceSince);
  if (ahead && !draft.state.overlap) release(draft, ahead);
}
