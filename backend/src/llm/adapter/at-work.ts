import type { LlmEvent } from '../llm.port.js';

/** Something has come that cannot be passed on yet. Without this event a slow model would seem to have stopped. */
export const AT_WORK: LlmEvent = { type: 'reasoning', text: '' };
