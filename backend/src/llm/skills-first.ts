import { asProviderError } from '../provider-kit/errors/provider-error.js';
import { answerWithSkill, warmUpSkills } from '../skills/skills.js';
import { leaveAtOnce } from './adapter/leave-at-once.js';
import { Llm, type LlmEvent, type LlmRequest } from './llm.port.js';
import { lastUserText, skillContextOf, textEvents } from './providers/skills/skills.js';

/**
 * A language model with the skills in front of it. They answer first what they do better than any model (see
 * `BestAnswerer`): they calculate and convert exactly, know the clock, and only they can set a timer. All else, small
 * talk too, goes to the model. If it fails before it said anything, the skills stand in where they can, and the user
 * is warned.
 */
export class SkillsFirstLlm extends Llm {
  constructor(private readonly model: Llm) {
    super();
  }

  get name(): string {
    return this.model.name;
  }

  async warmUp(): Promise<void> {
    await Promise.all([warmUpSkills(), this.model.warmUp()]);
  }

  override connect(signal: AbortSignal): Promise<void> {
    return this.model.connect(signal);
  }

  stream(request: LlmRequest): AsyncIterable<LlmEvent> {
    return leaveAtOnce(request, (leavable) => this.#answer(leavable));
  }

  async onModuleDestroy(): Promise<void> {
    await (this.model as { onModuleDestroy?(): unknown }).onModuleDestroy?.();
  }

  async *#answer(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    if (request.signal.aborted) return;
    // After a tool it is the model that goes on.
    const asked = request.messages.at(-1)?.role === 'user';
    const exact = asked && (await answerWithSkill(lastUserText(request), skillContextOf(request), ['skill']));
    if (exact) return yield* textEvents(exact.text, request.signal);

    let begun = false;
    try {
      for await (const event of this.model.stream(request)) {
        begun ||= event.type !== 'reasoning';
        yield event;
      }
    } catch (error) {
      if (begun || !asked || request.signal.aborted) throw error;
      const answer = await answerWithSkill(lastUserText(request), skillContextOf(request), ['either']);
      if (!answer) throw error;
      request.warn?.(asProviderError('llm', this.name, error));
      yield* textEvents(answer.text, request.signal);
    }
  }
}
