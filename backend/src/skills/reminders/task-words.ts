import { yours } from '../user-words.js';

const NO_VERB = /^(?:about|that|of) /;

/** What a reminder is for, after "remind you": `to call your mom`, `about the dentist`. */
export const forTask = (task: string): string => `${NO_VERB.test(task) ? '' : 'to '}${yours(task)}`;

/** What to do or think of: `call your mom`, `the dentist`. */
export const plainTask = (task: string): string => yours(task.replace(NO_VERB, ''));
