/** Words after a question about a call that got no answer. While it is open, the conversation takes them as its answer. */
import type { Intent } from '../engine/intent.js';
import { NO, YES } from '../engine/yes-no.js';

const EXPIRED = /I got no answer, so I did not do it\.\s*$/;

export const REFUSAL = 'browser.approval.no';
/** What people say in place of no. */
export const REFUSALS: readonly string[] = [
  `(${NO})`,
  '[no] (do not|never|do not do it|do not do that|do not do this|please do not)',
  '(cancel|stop|forget) (it|that|this)',
];

export const approvalIntents: readonly Intent[] = [
  {
    name: 'browser.approval.yes',
    best: 'skill',
    exactOnly: true,
    after: EXPIRED,
    templates: [],
    alsoUnderstood: [`(${YES}|always)`],
    // A model may ask again itself.
    answer: (_slots, context) =>
      context.hasModel ? undefined : 'That question is over, so I did nothing. Please ask me again.',
  },
  {
    name: REFUSAL,
    best: 'skill',
    exactOnly: true,
    after: EXPIRED,
    templates: [],
    alsoUnderstood: REFUSALS,
    answer: () => 'Okay. It was not done.',
  },
];
