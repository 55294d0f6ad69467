import type { Intent } from '../../engine/intent.js';
import { arithmeticIntents } from './arithmetic.intents.js';
import { numberFactIntents } from './number.intents.js';
import { percentIntents } from './percent.intents.js';
import { unitIntents } from './unit.intents.js';

/** Units, percentages and sums. Special ones come before general ones. */
export const numberIntents: readonly Intent[] = [
  ...unitIntents,
  ...percentIntents,
  ...arithmeticIntents,
  ...numberFactIntents,
];
