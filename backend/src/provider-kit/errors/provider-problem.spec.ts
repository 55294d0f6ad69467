import { describe, expect, it } from 'vitest';
import { providerProblem, type Vendor } from './provider-problem.js';

const ADDRESS = '127.0.0.1:8000';

describe(providerProblem.name, () => {
  it.each([
    [true, 'Check "baseURL" in the config: it usually ends in /v1.'],
    [undefined, 'Check "baseURL" in the config.'],
  ])('says where nothing was found and where to look, if it is like OpenAI: %s', (likeOpenAi, todo) => {
    const vendor: Vendor = { stage: 'stt', provider: 'x', label: 'The server', address: ADDRESS, likeOpenAi };
    expect(providerProblem(vendor, 'wrong_address').message).toBe(
      `Speech recognition failed: The server was not found at 127.0.0.1:8000 (HTTP 404). ${todo}`,
    );
  });
});
