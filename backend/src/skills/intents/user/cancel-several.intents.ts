import type { Intent } from '../../engine/intent.js';
import { cancelSeveral, itemsOf, KINDS } from '../../reminders/cancel-several.js';
import { askIfOnPage } from './or-on-page.js';

const HOW_TO_NAME = 'To cancel what you have set, say: cancel all timers, alarms and reminders.';

/** Cancelling timers, alarms and reminders at once. */
export const cancelSeveralIntents: readonly Intent[] = [
  {
    name: 'several.cancel',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoSaid: ['(cancel|delete) (everything|all)'],
    alsoUnderstood: [
      '(cancel|delete|clear|remove|stop|end|turn off) {kinds}',
      'cancel (all of it|all of them|it all|them all)',
    ],
    answer({ kinds }, context) {
      const question = kinds === undefined && askIfOnPage(context, HOW_TO_NAME);
      if (question) return question;
      const meant = KINDS.filter((kind) => kinds?.includes(kind) ?? true);
      const isAll = /^(?:all|both|every|each)\b/.test(kinds ?? 'all');
      // "my timer and my alarm" names one of each.
      const named = (kind: string) => isAll || kinds!.includes(`${kind}s`);
      if (meant.some((kind) => !named(kind) && itemsOf(kind, context).length > 1)) return undefined;
      return { run: (user) => cancelSeveral(meant, user) ?? 'No timer, alarm or reminder is set.' };
    },
  },
];
