/** A "yes" to the question about a call: only the panel's buttons answer it, and the new turn has ended the call. */
import type { Intent } from '../engine/intent.js';

export const approvalIntents: readonly Intent[] = [
  {
    name: 'browser.approval.yes',
    best: 'skill',
    exactOnly: true,
    after: /Press Yes or No in the panel\.\s*$/,
    templates: [],
    alsoUnderstood: [
      '(yes|yeah|yep|yup|sure|okay|ok|right|correct|do it|do that|yes please|please do|go ahead|always)',
    ],
    answer(_slots, { history, hasModel }) {
      const last = history.findLast((message) => message.role === 'assistant');
      // What was done after a button was pressed needs no other answer. A model may ask again itself.
      const isOpen =
        last?.interrupted === true && /^(?:It was stopped while\b|$)/.test(last.actionResult ?? '');
      return isOpen && !hasModel
        ? 'A spoken yes is not enough for that. Ask me again, and then press Yes in the panel.'
        : undefined;
    },
  },
];
