import type { ChatMessage } from '../../llm/llm.port.js';
import type { Intent } from '../engine/intent.js';
import { lookingIntents, searchIntents } from '../browser/index.js';
import { recallIntent } from './user/index.js';
import { browserRefusals, openRefusals } from '../refusals/browser.refusals.js';
import { internetRefusals, lookUpRefusals, modelRefusals } from '../refusals/internet.refusals.js';
import { GET_A_MODEL, refusalIntents, refuse, type Refusal } from '../refusals/refusal.js';
import { serviceRefusals } from '../refusals/service.refusals.js';

const NEEDS_MODEL = { reason: "I can't answer that without a language model.", nearest: GET_A_MODEL };
/** For words that are neither a request nor a question: of the recogniser's errors, half are. */
const NO_REQUEST = {
  reason: "I don't know what to do with that: without a language model I can only answer simple requests.",
  nearest: GET_A_MODEL,
};
/** The answers to a second such sentence in a row. */
const NOT_EITHER = "I can't answer that one either.";
const NO_REQUEST_EITHER = "I don't know what to do with that either.";
const FOR_EXAMPLES = 'Say help to hear what I can do.';

/** Begin the answer to words that were not understood. */
export const NOT_UNDERSTOOD: readonly string[] = [NO_REQUEST.reason, NO_REQUEST_EITHER];

/**
 * What to say to a sentence that only a language model could answer.
 * @param isQuestion whether it is surely meant for one, as opposed to words that were misheard
 */
export function apology(history: readonly ChatMessage[], isQuestion: boolean): string {
  const last = history.findLast((message) => message.role === 'assistant')?.content ?? '';
  const isSecond = [NEEDS_MODEL.reason, NOT_EITHER, ...NOT_UNDERSTOOD].some((words) =>
    last.startsWith(words),
  );
  if (isSecond) return `${isQuestion ? NOT_EITHER : NO_REQUEST_EITHER} ${FOR_EXAMPLES}`;
  return refuse(isQuestion ? NEEDS_MODEL : NO_REQUEST, { history });
}

const others: readonly Refusal[] = [
  {
    kind: 'lists',
    best: 'tool',
    reason: "I can't keep lists yet.",
    nearest: 'I can keep notes. Say for example: take a note.',
    samples: 12,
    templates: [
      'add {word} to my (shopping|to do) list',
      '(show|read|clear|open) my (shopping list|to do list)',
      'what is on my (shopping list|to do list)',
    ],
    alsoUnderstood: [
      '(add|put) {topic} (to|on) (my|the) [{which:word}] list',
      '(remove|take|delete|cross|check) {topic} (from|off) (my|the) [{which:word}] list',
      '(create|start) a new [{which:word}] list',
      '(show|read|clear|open|what is on|what is in) [me] (my|the) (grocery list|shopping list|list|lists|to do list)',
    ],
  },
];

/** Requests that the skills cannot fulfil, with the reason. They help the recogniser, too. Special ones come first. */
export const notYetIntents: readonly Intent[] = [
  ...[...browserRefusals, ...serviceRefusals, ...others].flatMap(refusalIntents),
  ...searchIntents,
  ...[...internetRefusals, ...modelRefusals].flatMap(refusalIntents),
  ...lookingIntents,
  ...[...lookUpRefusals, ...openRefusals].flatMap(refusalIntents),
  recallIntent,
  vague(
    'question',
    [
      '(who is|who was|who are|what is|what are|what was|tell me about|what about) {topic:subject}',
      '(why|how) (is|are|do|does|did) {topic:subject}',
      'explain {topic:subject} [to me]',
      'tell me (a story|something interesting|a fun fact|a poem)',
    ],
    60,
  ),
  vague(
    'question.other',
    [
      '(who|what|when|where|which|why|how|should|write|is|are|was|do|does|did) {topic:subject}',
      '(recommend|suggest|compose|invent|imagine|describe|compare|list|name|draft|rewrite|tell|teach|help) {topic:subject}',
      '(can|could|would|will) {topic:subject}',
      'give me [(some|an|a|the|your)] (ideas|advice|tips|examples|opinion|recipe|recipes|summary) [{topic:rest}]',
    ],
    0,
  ),
];

function vague(name: string, templates: readonly string[], samples: number): Intent {
  return {
    ...{ name, best: 'model', vague: true, templates, samples },
    answer: (_slots, { history }) => apology(history, true),
  };
}
