import { describe, expect, it } from 'vitest';
import type { Llm } from '../../../backend/src/llm/llm.port.js';
import { collect, llmRequest } from './llm-request.js';

/** The part of the contract for a provider without a language model. */
export function describeNoModelContract(name: string, create: () => Llm): void {
  describe(`${name} as a language model`, () => {
    it('says only that there is no model', async () => {
      const sut = create();
      expect(sut.mayHaveNoModel).toBe(true);
      expect(sut.name).toBe('skills');
      expect(await collect(sut.stream(llmRequest('help')))).toEqual([{ type: 'no_model' }]);
    });

    it('ends when its reader leaves', async () => {
      const iterator = create().stream(llmRequest('help'))[Symbol.asyncIterator]();
      await iterator.next();
      await iterator.return?.();
      expect(await iterator.next()).toMatchObject({ done: true });
    });

    it('needs no connection', async () => {
      await create().connect(new AbortController().signal);
    });
  });
}
