import type { ChatMessage, SharedPage } from '../../llm/llm.port.js';
import type { ReadTexts } from '../../skills/sources/read-texts.js';
import type { AnswerPart } from './answer-part.js';

export interface SourcedAnswer {
  /** With the question as the last one of the user. */
  messages: readonly ChatMessage[];
  context: { page?: SharedPage | undefined; readTexts: ReadTexts };
}

/** Adds the passage that an answer comes from, if texts of pages were read for it. What is read aloud is its own passage. */
export async function* withSource(
  parts: AsyncIterable<AnswerPart>,
  { messages, context: { page, readTexts } }: SourcedAnswer,
): AsyncGenerator<AnswerPart> {
  const before = readTexts.count;
  if (page)
    for (const text of [page.selection, page.text])
      if (text) readTexts.add({ title: page.title, text, tab: null });
  let said = '';
  let isReading = false;
  for await (const part of parts) {
    if (part.type === 'text') {
      said += part.text;
      isReading ||= part.read !== undefined;
    }
    yield part;
  }
  if (isReading || readTexts.count === before) return;
  const question = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const passage = readTexts.passageFor(said, question);
  if (passage) yield { type: 'source', passage };
}
