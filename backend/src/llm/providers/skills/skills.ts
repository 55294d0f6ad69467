import type { SkillContext } from '../../../skills/intent.js';
import { answerWithSkill, apologize, warmUpSkills } from '../../../skills/skills.js';
import { Llm, type LlmEvent, type LlmRequest } from '../../llm.port.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { NoOptions } from '../../../provider-kit/provider-options.js';

/** Answers without a language model, from the intent table of the skills. */
export class SkillsLlm extends Llm {
  readonly name = 'skills';

  async warmUp(): Promise<void> {
    await warmUpSkills();
  }

  async *stream(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    if (request.signal.aborted) return;
    const context = skillContextOf(request);
    const answer = await answerWithSkill(lastUserText(request), context);
    yield* textEvents(answer?.text ?? apologize(context), request.signal);
  }
}

/** What the user said last. */
export function lastUserText({ messages }: LlmRequest): string {
  return messages.findLast((message) => message.role === 'user')?.content ?? '';
}

export function skillContextOf({ messages, context }: LlmRequest): SkillContext {
  const last = messages.findLastIndex((message) => message.role === 'user');
  return {
    // A page is nothing that anybody said.
    history: messages
      .slice(0, Math.max(last, 0))
      .filter((message) => message.role !== 'user' || !message.isPage),
    timers: context.timers,
    now: () => context.now(),
    random: Math.random,
  };
}

/** An answer as a stream, sentence by sentence. */
export function* textEvents(answer: string, signal: AbortSignal): Generator<LlmEvent, void, undefined> {
  for (const text of answer.split(/(?<=[.?!] )/)) {
    if (signal.aborted) return;
    yield { type: 'text', text };
  }
}

export const skillsLlm: ProviderDefinition<Llm, NoOptions> = {
  name: 'skills',
  label: 'The built-in skills',
  Options: NoOptions,
  create: () => new SkillsLlm(),
};
