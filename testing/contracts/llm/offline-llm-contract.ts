import { describe, expect, it } from 'vitest';
import type { Llm } from '../../../backend/src/llm/llm.port.js';
import { collect, llmRequest, textOf } from './llm-request.js';

/** What of the language models' contract applies to one that answers by the skills and asks nobody. */
export function describeOfflineLlmContract(name: string, create: () => Llm): void {
  describe(`${name} as a language model`, () => {
    /** Said to someone who has introduced themselves. */
    const askedBy = (user: string, said: string) =>
      llmRequest('', {
        messages: [
          { role: 'user', content: `my name is ${user}` },
          { role: 'assistant', content: `Nice to meet you, ${user}.` },
          { role: 'user', content: said },
        ],
      });

    it('streams the answer in order, in more than one piece', async () => {
      const pieces = (await collect(create().stream(llmRequest('help')))).map((event) =>
        event.type === 'text' ? event.text : '',
      );
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.every((piece) => piece !== '')).toBe(true);
      expect(await textOf(create().stream(llmRequest('help')))).toBe(pieces.join(''));
    });

    it('says no more once aborted, and nothing where it was before', async () => {
      const abort = new AbortController();
      const said: unknown[] = [];
      for await (const event of create().stream(llmRequest('help', { signal: abort.signal }))) {
        said.push(event);
        abort.abort();
      }
      expect(said).toHaveLength(1);
      expect(await collect(create().stream(llmRequest('help', { signal: AbortSignal.abort() })))).toEqual([]);
    });

    it('ends when its reader leaves', async () => {
      const iterator = create().stream(llmRequest('help'))[Symbol.asyncIterator]();
      await iterator.next();
      await iterator.return?.();
      expect(await iterator.next()).toMatchObject({ done: true });
    });

    it('keeps two conversations apart', async () => {
      const sut = create();
      const answers = ['Anna', 'Peter'].map((user) => textOf(sut.stream(askedBy(user, 'what is my name'))));
      expect(await Promise.all(answers)).toEqual(['Your name is Anna.', 'Your name is Peter.']);
    });

    it('needs no connection', async () => {
      await create().connect(new AbortController().signal);
    });
  });
}
