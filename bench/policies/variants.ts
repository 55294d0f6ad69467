/**
 * Switches off, one at a time, every policy that has a switch, and parts of some policies. Only barge-in has no variant as
 * a whole: without it no speech stops an answer.
 */
import type { ConversationOptions } from './scene-run.ts';
import { SHIPPED_OPTIONS } from './simulation/world.ts';

type Policies = ConversationOptions['policies'];
type Words = ConversationOptions['words'];

/** The options of one policy, changed. */
function policy<Name extends keyof Policies>(
  name: Name,
  change: Partial<Policies[Name]>,
): ConversationOptions {
  const { policies } = SHIPPED_OPTIONS;
  return { ...SHIPPED_OPTIONS, policies: { ...policies, [name]: { ...policies[name], ...change } } };
}

const words = (change: Partial<Words>): ConversationOptions => ({
  ...SHIPPED_OPTIONS,
  words: { ...SHIPPED_OPTIONS.words, ...change },
});

const grammar = (change: Partial<ConversationOptions['grammar']>): ConversationOptions => ({
  ...SHIPPED_OPTIONS,
  grammar: { ...SHIPPED_OPTIONS.grammar, ...change },
});

const off = { enabled: false };
const { delayMs } = SHIPPED_OPTIONS.policies.endpointing;
const NONE: ReadonlySet<string> = new Set();

export const EVERYTHING = 'everything on';

/** Variants by what is switched off. "of": a part of a policy. */
export const VARIANTS: Readonly<Record<string, ConversationOptions>> = {
  [EVERYTHING]: SHIPPED_OPTIONS,

  completeness: policy('completeness', off),
  'shorter delay of completeness': policy('endpointing', { completeDelayMs: delayMs }),
  'longer delay of completeness': policy('endpointing', { openDelayMs: delayMs }),
  'open endings of completeness': words({ openEndings: NONE }),
  'question endings of completeness': words({ questionEndings: NONE }),
  'lone numbers of completeness': words({ loneNumber: /(?!)/ }),
  'whole commands of completeness': grammar({ isCommand: () => false }),
  'beginnings of commands of completeness': grammar({ isBeginning: () => false }),
  'onset confirmation of endpointing': policy('endpointing', { onsetConfirmMs: 0 }),
  speculation: policy('speculation', off),
  'stable partials of speculation': policy('speculation', { stablePartialMs: Infinity }),
  continuation: policy('continuation', off),

  'residual echo': policy('residualEcho', off),
  'onset detector': policy('onset', off),
  'late onsets of the onset detector': policy('onset', { certainWithinMs: Infinity }),
  'hum detector': policy('hum', off),
  echo: policy('echo', off),
  'tail of echo': policy('echo', { tailMs: 0 }),
  'stop commands': policy('stopCommand', off),
  backchannels: policy('backchannel', off),
  'first word of barge-in': policy('bargeIn', { firstWordMs: 0 }),
  'longest hum of barge-in': policy('bargeIn', { longestHumMs: 0 }),
  'longest backchannel of barge-in': policy('bargeIn', { longestBackchannelMs: 0 }),
};
