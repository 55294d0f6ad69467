import { describe, expect, it } from 'vitest';
import { cleanKey, isSendable, keyFromEnv } from './api-key.js';

describe(cleanKey.name, () => {
  it.each([
    'sk-abc',
    ' sk-abc\n',
    '"sk-abc"',
    "'sk-abc'",
    '\u201Csk-abc\u201D',
    '\u2018sk-abc\u2019 ',
    '\u00ABsk-abc\u00BB',
    '`sk-abc`',
    '\uFEFFsk-abc\u200B',
    '\u00A0"sk-abc" \r\n',
  ])('reads %j as sk-abc', (pasted) => {
    expect(cleanKey(pasted)).toBe('sk-abc');
  });

  it.each(['', ' ', '""', '\u201C\u201D'])('reads %j as no key', (pasted) => {
    expect(cleanKey(pasted)).toBe('');
  });

  it.each(['abc==', 'a"b', 'a.b_c-d/e+f'])('leaves %j as it is', (key) => {
    expect(cleanKey(key)).toBe(key);
  });
});

describe(isSendable.name, () => {
  it.each(['sk\u2013abc', 'sk abc', 'sk\u00E9', 'sk\nabc', 'sk\u2026'])('refuses %j', (key) => {
    expect(isSendable(key)).toBe(false);
  });
  it.each(['sk-abc', 'AIza_x', 'a+/b=='])('accepts %j', (key) => {
    expect(isSendable(key)).toBe(true);
  });
});

describe(keyFromEnv.name, () => {
  const names = { apiKeyEnv: 'A_API_KEY', apiKeyAliases: ['A_TTS_KEY'] };
  it.each([
    [{ A_API_KEY: 'a' }, 'a'],
    [{ A_TTS_KEY: 'b' }, 'b'],
    [{ A_API_KEY: 'a', A_TTS_KEY: 'b' }, 'a'],
    [{ A_API_KEY: ' ', A_TTS_KEY: '"b"' }, 'b'],
    [{ A_API_KEY: '""' }, undefined],
    [{}, undefined],
  ])('finds the key in %o', (env, key) => {
    expect(keyFromEnv(names, env)).toBe(key);
  });
});
