import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../provider-kit/create-provider.js';
import { deepgramStt } from './deepgram.js';
import { DeepgramSttOptions } from './deepgram-options.js';

describe(DeepgramSttOptions.name, () => {
  it.each([
    [{ eagerEotThreshold: 0.1 }, /eagerEotThreshold must be 0, or from 0\.3 to eotThreshold/],
    [{ eagerEotThreshold: 0.8 }, /eagerEotThreshold must be 0, or from 0\.3 to eotThreshold/],
    [{ eagerEotThreshold: 0.7, eotThreshold: 0.6 }, /eagerEotThreshold must be 0, or from 0\.3/],
    [{ eotThreshold: 1 }, /eotThreshold must not be greater than 0\.99/],
  ])('does not take what Flux refuses: %j', (options, words) => {
    expect(() => readOptions(deepgramStt, options)).toThrow(words);
  });

  it.each([{ eagerEotThreshold: 0 }, { eagerEotThreshold: 0.8, eotThreshold: 0.8 }, { eotThreshold: 0.5 }])(
    'takes what Flux does: %j',
    (options) => expect(readOptions(deepgramStt, options)).toMatchObject(options),
  );
});
