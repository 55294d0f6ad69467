import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { LlmModule, LlmProviders } from './llm.module.js';
import { Llm } from './llm.port.js';
import { SkillsFirstLlm } from './skills-first.js';

describe(LlmModule, () => {
  const start = async (options: Parameters<typeof LlmModule.forRoot>[0]) =>
    Test.createTestingModule({ imports: [LlmModule.forRoot(options)] }).compile();
  const embedded = { provider: 'embedded', options: { probe: false } };

  it.each([
    ['before a language model', { ...embedded, skills: true }, true],
    ['not where they are switched off', { ...embedded, skills: false }, false],
    ['not before themselves', { provider: 'skills', skills: true }, false],
  ])('puts the skills %s', async (_, options, first) => {
    const module = await start(options);
    expect(module.get(Llm) instanceof SkillsFirstLlm).toBe(first);
    await module.close();
  });

  it('puts them before the model that a session asks for, too', async () => {
    const module = await start({ provider: 'skills', fallbacks: [embedded], skills: true });
    const { provider, release } = await module.get(LlmProviders).acquire({ provider: 'embedded' });
    expect(provider).toBeInstanceOf(SkillsFirstLlm);
    await release();
    await module.close();
  });
});
