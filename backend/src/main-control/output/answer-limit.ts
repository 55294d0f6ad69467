import { fenceOpenAfter } from './clauses/code-fence.js';
import { GivenUpError } from './task/stuck.js';
import type { answerWithTools } from './tool-loop.js';

/** The thoughts of the longest answers that OpenAI and Anthropic allow are shorter. */
const MAX_REASONING_CHARS = 500_000;

const ENDED_AT_LIMIT =
  'I have to stop here, because this answer has reached its limit. Ask me to go on to hear more.';

const ENDLESS_THOUGHTS =
  'I have stopped, because the language model thought for too long and gave no answer.';

type ModelEvents = ReturnType<typeof answerWithTools>;
type ModelEvent = ModelEvents extends AsyncGenerator<infer Event> ? Event : never;

/**
 * Ends a model's answer at a limit, and says so, also if the model itself ended at a limit of its own. The request ends, too.
 * @param maxChars the most characters of the answer
 * @throws ProviderError
 */
export async function* limitAnswer(
  events: ModelEvents,
  maxChars: number,
  model: string,
): AsyncGenerator<Exclude<ModelEvent, { type: 'cut_off' }>> {
  let text = '';
  let thoughtChars = 0;
  for await (const event of events) {
    switch (event.type) {
      case 'text': {
        const room = maxChars - text.length;
        const part = event.text.length > room ? wholeWords(event.text.slice(0, room), text) : event.text;
        text += part;
        if (part !== '') yield { type: 'text', text: part };
        if (part !== event.text) return yield { type: 'text', text: afterText(text) };
        break;
      }
      case 'reasoning':
        thoughtChars += event.text.length;
        if (thoughtChars > MAX_REASONING_CHARS) throw new GivenUpError(model, ENDLESS_THOUGHTS);
        yield event;
        break;
      case 'cut_off':
        yield { type: 'text', text: afterText(text) };
        break;
      case 'no_model':
        yield event;
    }
  }
}

function afterText(text: string): string {
  // Code is not spoken.
  const fence = fenceOpenAfter(text);
  if (fence !== undefined) return `\n${fence}\n${ENDED_AT_LIMIT}`;
  return (text === '' ? '' : '… ') + ENDED_AT_LIMIT;
}

/** Without a word that is cut off, and the space before it. A word that is all there is stays. */
const wholeWords = (text: string, before: string): string =>
  text.replace(/\s*\S*$/, '') || (before === '' ? text : '');
