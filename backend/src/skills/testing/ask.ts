import type { ChatMessage } from '../../llm/llm.port.js';
import type { Answer } from '../answerer.port.js';
import { inWords } from './in-words.js';
import { seededRandom } from '../engine/random.js';
import { SkillAnswerer } from '../skill-answerer.js';
import { skillContext } from './skill-context.js';

const sut = new SkillAnswerer(seededRandom(1));

/** The answer to one sentence, by default without a conversation before it. */
export const answerTo = (
  said: string,
  context = skillContext(),
  hasModel = false,
): Promise<Answer | undefined> => sut.answer({ ...context, sentence: said, hasModel });

/** The answer without a model, after the action has run. */
export async function ask(said: string, context = skillContext()): Promise<string> {
  const answer = (await answerTo(said, context))!;
  return answer.kind === 'action' ? inWords(await answer.run()) : answer.text;
}

/** A conversation: each answer depends on the earlier messages. */
export function conversation(start = skillContext()): { ask(said: string): Promise<string> } {
  const history: ChatMessage[] = [];
  const context = { ...start, history };
  return {
    async ask(said) {
      const answer = await ask(said, context);
      history.push({ role: 'user', content: said }, { role: 'assistant', content: answer });
      return answer;
    },
  };
}
