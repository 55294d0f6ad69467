/** Words after the question about a call: only the panel's buttons answer it, and the new turn has ended the call. */
import type { Intent, SkillContext } from '../engine/intent.js';

const ASKED = /Press Yes or No in the panel\.\s*$/;

export const REFUSAL = 'browser.approval.no';
/** What people say in place of no. */
export const NO: readonly string[] = [
  '(no|nope|nah|no thanks|no thank you|not now|rather not|better not|cancel|stop|wait|never mind|nevermind|forget it|leave it)',
  '[no] (do not|never|do not do it|do not do that|do not do this|please do not)',
  '(cancel|stop|forget) (it|that|this)',
];

/** What was done after a button was pressed needs no other answer. */
function isOpen({ history }: SkillContext): boolean {
  const last = history.findLast((message) => message.role === 'assistant');
  return last?.interrupted === true && /^(?:It was stopped while\b|$)/.test(last.actionResult ?? '');
}

export const approvalIntents: readonly Intent[] = [
  {
    name: 'browser.approval.yes',
    best: 'skill',
    exactOnly: true,
    after: ASKED,
    templates: [],
    alsoUnderstood: [
      '(yes|yeah|yep|yup|sure|okay|ok|right|correct|do it|do that|yes please|please do|go ahead|always)',
    ],
    // A model may ask again itself.
    answer: (_slots, context) =>
      isOpen(context) && !context.hasModel
        ? 'Only the Yes in the panel counts for that. Ask me again, and then press it.'
        : undefined,
  },
  {
    name: REFUSAL,
    best: 'skill',
    exactOnly: true,
    after: ASKED,
    templates: [],
    alsoUnderstood: NO,
    // True also if a button was pressed just before.
    answer: (_slots, context) => (isOpen(context) ? 'Okay. It is not done without your Yes.' : undefined),
  },
];
