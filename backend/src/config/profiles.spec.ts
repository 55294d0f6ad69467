import { describe, expect, it } from 'vitest';
import { keyNames } from '../provider-kit/api-key.js';
import { findDefinition } from '../provider-kit/create-provider.js';
import type { ProviderRegistry } from '../provider-kit/provider-definition.js';
import { REGISTRIES } from './registries.js';
import { API_KEY_NAME, BUILT_IN_PROFILES, chooseAuto, PREFERRED, STAGES } from './profiles.js';

const registry = (stage: (typeof STAGES)[number]) => REGISTRIES[stage] as ProviderRegistry<unknown>;

describe(chooseAuto.name, () => {
  const preferred = STAGES.flatMap((stage) => PREFERRED[stage].map((name) => ({ stage, name })));

  it.each(preferred)('finds out whether the API key of $stage $name is set', async ({ stage, name }) => {
    const names = keyNames(await findDefinition(registry(stage), name));
    expect(names).not.toEqual([]);
    for (const variable of names) {
      expect(variable).toMatch(API_KEY_NAME);
      expect(await chooseAuto(stage, { [variable]: 'key' })).toMatchObject({ provider: name });
    }
  });

  it('chooses the first whose key is set, with the embedded one as fallback', async () => {
    const keys = { DEEPGRAM_API_KEY: 'd', CARTESIA_API_KEY: 'c', OPENAI_API_KEY: 'o' };
    const chosen = await Promise.all(STAGES.map((stage) => chooseAuto(stage, keys)));
    expect(chosen.map(({ provider }) => provider)).toEqual(['silero', 'deepgram', 'openai', 'cartesia']);
    expect(chosen[1]!.fallbacks).toEqual([{ provider: 'embedded', options: {} }]);
  });

  it('chooses the embedded providers without a key', async () => {
    const chosen = await Promise.all(STAGES.map((stage) => chooseAuto(stage, { OPENAI_API_KEY: '' })));
    expect(chosen.map(({ provider }) => provider)).toEqual(['silero', 'embedded', 'embedded', 'embedded']);
    expect(chosen.flatMap(({ fallbacks }) => fallbacks)).toEqual([]);
  });
});

describe('BUILT_IN_PROFILES', () => {
  it('name known providers', async () => {
    for (const profile of Object.values(BUILT_IN_PROFILES)) {
      for (const stage of STAGES) {
        const name = profile[stage]?.provider;
        if (name) expect(await findDefinition(registry(stage), name)).toMatchObject({ name });
      }
    }
  });
});
