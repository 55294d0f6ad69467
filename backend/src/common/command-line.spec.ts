import { describe, expect, it } from 'vitest';
import { commandWith } from './command-line.js';

describe(commandWith.name, () => {
  it.each([
    ['win32', 'set "PORT=8766" && npm start'],
    ['darwin', 'PORT=8766 npm start'],
    ['linux', 'PORT=8766 npm start'],
  ] as const)('on %s is %s', (platform, typed) => {
    expect(commandWith('PORT=8766', 'npm start', platform)).toBe(typed);
  });
});
