import type { ChatMessage } from '../../llm/llm.port.js';
import type { ReadTexts } from '../../skills/sources/read-texts.js';
import type { AnswerPart } from './answer-part.js';

export interface SourcedAnswer {
  /** With the question as the last one of the user. */
  messages: readonly ChatMessage[];
  context: { readTexts: Pick<ReadTexts, 'passageFor'> };
}

/**
 * Adds the passage that an answer comes from. What is read aloud is its own passage.
 * @param hasRead whether texts of pages were read for the answer so far
 */
export async function* withSource(
  parts: AsyncIterable<AnswerPart>,
  { messages, context: { readTexts } }: SourcedAnswer,
  hasRead: () => boolean,
): AsyncGenerator<AnswerPart> {
  let said = '';
  let isReading = false;
  for await (const part of parts) {
    if (part.type === 'text') {
      said += part.text;
      isReading ||= part.read !== undefined;
    }
    yield part;
  }
  if (isReading || !hasRead()) return;
  const question = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const passage = readTexts.passageFor(said, question);
  if (passage) yield { type: 'source', passage };
}
