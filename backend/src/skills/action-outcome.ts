/** What an action ends with where its effect is seen: a sound, with a note in words. */
import type { ActionOutcome } from './answerer.port.js';

/** @param note what was done, for the history: `Scrolled down.` */
export const done = (note: string): ActionOutcome => ({ sound: 'done', note });

/** @param why said, too */
export const notDone = (why: string): ActionOutcome => ({ sound: 'not_done', note: why });
