import { describe, expect, it } from 'vitest';
import { withoutCourtesies } from './courtesies.js';

describe(withoutCourtesies.name, () => {
  it.each([
    ['could you please roll a die for me', 'roll a die'],
    ['hey earshot what time is it right now', 'what time is it'],
    ['please tell me what time it is', 'what time it is'],
    ['thank you', 'thank you'],
    ['please', 'please'],
    ['can you hear me', 'can you hear me'],
    ['what can you do', 'what can you do'],
  ])('of "%s" is "%s"', (sentence, core) => expect(withoutCourtesies(sentence)).toBe(core));
});
