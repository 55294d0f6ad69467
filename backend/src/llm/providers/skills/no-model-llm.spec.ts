import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { LlmModule } from '../../llm.module.js';
import { Llm } from '../../llm.port.js';
import { describeNoModelContract } from '../../../../../testing/contracts/llm/no-model-contract.js';
import { NoModelLlm } from './no-model-llm.js';

describeNoModelContract('skills', () => new NoModelLlm());

describe(LlmModule.name, () => {
  it('gives the provider of the config', async () => {
    const module = await Test.createTestingModule({
      imports: [LlmModule.forRoot({ provider: 'skills' })],
    }).compile();
    expect(module.get(Llm).name).toBe('skills');
  });

  it.each(['nope', 'constructor'])('refuses the unknown provider "%s"', (provider) => {
    const module = Test.createTestingModule({ imports: [LlmModule.forRoot({ provider })] });
    return expect(module.compile()).rejects.toThrow(/use one of embedded, skills, openai, anthropic, google/);
  });

  it('refuses options that a provider does not have', async () => {
    const module = Test.createTestingModule({
      imports: [LlmModule.forRoot({ provider: 'skills', options: { a: 1 } })],
    });
    await expect(module.compile()).rejects.toThrow('there is no option "a"');
  });
});
