import type { ChatMessage } from '../../llm/llm.port.js';
import { answerWithSkill, apologize } from '../skills.js';
import { skillContext } from './skill-context.js';

/** What is answered to one sentence without a conversation before it. */
export async function ask(said: string, context = skillContext()): Promise<string> {
  return (await answerWithSkill(said, context))?.text ?? apologize(context);
}

/** A conversation: each answer knows what was said before it. */
export function conversation(): { ask(said: string): Promise<string> } {
  const history: ChatMessage[] = [];
  const context = skillContext(history);
  return {
    async ask(said) {
      const answer = await ask(said, context);
      history.push({ role: 'user', content: said }, { role: 'assistant', content: answer });
      return answer;
    },
  };
}
