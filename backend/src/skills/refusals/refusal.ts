/** Refusals: what Earshot cannot do, with the true reason and the nearest thing that works. */
import type { ChatMessage } from '../../llm/llm.port.js';
import type { Intent, SkillContext, Slots } from '../engine/intent.js';
import { controlsBrowser } from './browser-reasons.js';

/** How to get a language model; said once in a conversation. */
export const GET_A_MODEL = 'Start Ollama, LM Studio or llama.cpp on this computer, and ask me again.';

/** The reason where tools or the page are there, but no model that uses them. */
const NO_MODEL_TO_DO_IT = { reason: "I can't do that without a language model.", nearest: GET_A_MODEL };

/** One kind of request that is refused. */
export interface Refusal {
  /** The intent's name. */
  kind: string;
  best: Intent['best'];
  /** One short sentence. */
  reason: string;
  /** The nearest thing that works: one short sentence, which is said the first time. */
  nearest: string;
  /** The reason where the client has that tool. */
  withTool?: { tool: string; reason: string; nearest: string };
  /** Sentences that certainly mean this kind. */
  templates: readonly string[];
  /** More of them, which the recogniser's language model does not learn. */
  alsoUnderstood?: readonly string[];
  /** Sentences that may mean something else: with a language model they go to it. */
  unsure?: readonly string[];
  /** Sentences per template with slots in the recogniser's language model. */
  samples?: number;
  /** Whether a sentence means something else. */
  unless?(slots: Slots): boolean;
}

/** The intents of a kind: one for the certain sentences, one for the others. */
export function refusalIntents(refusal: Refusal): Intent[] {
  const { kind, best, templates, alsoUnderstood, unsure, samples = 4, unless } = refusal;
  const answer = (slots: Slots, context: SkillContext) =>
    unless?.(slots) ? undefined : refusalAnswer(refusal, context);
  const shared = { samples, answer, refuses: true } as const;
  return [
    { name: kind, best, templates, alsoUnderstood, ...shared },
    ...(unsure ? [{ name: `${kind}.unsure`, best: 'model' as const, templates: unsure, ...shared }] : []),
  ];
}

/** The reason, or that a language model could do it. */
export function refusalAnswer(
  refusal: Pick<Refusal, 'best' | 'reason' | 'nearest' | 'withTool'>,
  context: SkillContext,
): string {
  const { best } = refusal;
  // The tools of the browser alone reach no lamp and no calendar.
  const hasOtherTools = context.hasTools && !controlsBrowser(context.tools);
  const couldBeDone = (best === 'tool' || best === 'page') && hasOtherTools;
  const couldBeRead = best === 'page' && (context.sharesPage || context.hasTools);
  if (couldBeDone || couldBeRead) return refuse(NO_MODEL_TO_DO_IT, context);
  const { withTool } = refusal;
  return refuse(withTool && context.tools.has(withTool.tool) ? withTool : refusal, context);
}

/** The reason; the first time with what works instead. */
export function refuse(
  { reason, nearest }: Pick<Refusal, 'reason' | 'nearest'>,
  { history }: Pick<SkillContext, 'history'>,
): string {
  // How to get a model is said once for all kinds.
  const once = nearest === GET_A_MODEL ? nearest : reason;
  return history.some((message) => wordsOf(message).includes(once)) ? reason : `${reason} ${nearest}`;
}

/** An answer of the assistant, with the part that an interruption cut off. */
const wordsOf = (message: ChatMessage): string =>
  message.role === 'assistant' ? [message.content, message.unheard].filter(Boolean).join(' ') : '';
