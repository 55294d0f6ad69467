import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { describeForLog, looksSecret, redact, rememberSecret } from './redact.js';
import { RedactingLogger } from './redacting-logger.js';

const HEX_40 = '0123456789abcdef0123456789abcdef01234567';

describe(redact.name, () => {
  it.each([
    ['an OpenAI key', 'Incorrect API key provided: sk-proj-abcDEF123456.', 'sk-proj-abcDEF123456'],
    ['a key that is mostly stars', 'Incorrect API key provided: sk-proj-********ab12.', undefined],
    ['an ElevenLabs key', 'key sk_0123456789abcdef0123', 'sk_0123456789abcdef0123'],
    ['a Google key', 'at https://x.test/v1?key=AIzaSyA1234567890abcdefghij', 'AIzaSyA1234567890abcdefghij'],
    ['a Deepgram key', `Token ${HEX_40}`, HEX_40],
    ['a token of Earshot', `took earshot_${'aB-_'.repeat(11).slice(1)} now`, 'aB-_aB-_'],
    ['a bearer', 'Authorization: Bearer abc.def.ghi123', 'abc.def.ghi123'],
    ['a bearer alone', 'sent Bearer abc.def.ghi123 there', 'abc.def.ghi123'],
    ['a header', '{"xi-api-key":"plainword"}', 'plainword'],
    ['a parameter', 'wss://x.test/listen?token=plainword&model=a', 'plainword'],
    ['a password in an address', 'http://me:hush@proxy.test/', 'hush'],
  ])('hides %s', (_, text, key) => {
    if (key) expect(redact(text)).not.toContain(key);
    expect(redact(text)).toMatch(key ? /\[hidden\]/ : /Incorrect API key/);
  });

  it('leaves ordinary words, addresses and identifiers as they are', () => {
    const text =
      'The model "gpt-5-mini" at http://127.0.0.1:11434/v1 failed in session 3f0c2b1e-9d3a-4c63-8a0c-5a2b7c1d9e11 (HTTP 429)';
    expect(redact(text)).toBe(text);
  });

  it('leaves the words that say what is wrong with the setting of a secret', () => {
    for (const problem of [
      'unknown setting; did you mean "apiKey"?',
      'found the value of MY_KEY, must be a string',
      'the environment variable MY_KEY is not set',
      'not set, must be a string',
    ]) {
      const text = `llm.options.apikey: ${problem}`;
      expect(redact(text)).toBe(text);
    }
    expect(redact('apikey: foundling-42')).toBe('apikey: [hidden]');
  });

  it('hides registered secrets anywhere in a text', () => {
    rememberSecret('correct horse');
    expect(redact('it said "correct horse" and correct%20horse')).toBe('it said "[hidden]" and [hidden]');
  });

  it('ignores values that are too short to be a secret', () => {
    rememberSecret('en');
    expect(redact('when')).toBe('when');
  });
});

describe(looksSecret.name, () => {
  it.each(['sk-secret-key-1', HEX_40, 'Ab1Cd2Ef3Gh4Ij5Kl6', 'https://x.test/?key=1', 'http://a:b@c.test'])(
    'takes %j for one',
    (value) => expect(looksSecret(value)).toBe(true),
  );
  it.each(['nova-3', 'http://localhost:11434/v1', 'x', '127.0.0.1', "Hi, I'm listening to 12 people."])(
    'lets %j be',
    (value) => expect(looksSecret(value)).toBe(false),
  );
});

describe(describeForLog.name, () => {
  it('follows the causes', () => {
    const network = Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
    const cause = new Error('fetch failed', { cause: network });
    const error = new ProviderError('llm', 'openai', 'provider_unavailable', 'Not there.', { cause });
    expect(describeForLog(error)).toBe('Not there. <- fetch failed <- connect failed (ECONNREFUSED)');
  });

  it('ends if causes are circular or endless', () => {
    const error = new Error('round');
    error.cause = error;
    expect(describeForLog(error)).toBe('round');
    let deep = new Error('0');
    for (let i = 1; i < 100; i++) deep = new Error(String(i), { cause: deep });
    expect(describeForLog(deep)).toBe('99 <- 98 <- 97 <- 96 <- 95 <- 94');
  });

  it('shows no key, not even half of a key at a cut', () => {
    const line = describeForLog(
      new Error(`${'x '.repeat(485)}sk-proj-abcdefghijklmnopqrstuvwxyz0123456789${'y '.repeat(9_000)}`),
    );
    expect(line.length).toBeLessThanOrEqual(1_000);
    expect(line).not.toContain('sk-proj');
  });

  it.each([
    ['just words', 'just words'],
    [{ status: 401 }, '{"status":401}'],
    [new AggregateError([new Error('a'), new Error('b')]), 'a; b'],
    [undefined, ''],
  ])('describes %j', (error, words) => expect(describeForLog(error)).toBe(words));
});

describe(RedactingLogger, () => {
  afterEach(() => vi.restoreAllMocks());

  it('shows no key in a message, an error or a stack', () => {
    let printed = '';
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => (printed += String(text)) !== '');
    }
    const logger = new RedactingLogger('Test');
    logger.warn('warned of sk-proj-abcDEF123456');
    logger.error(new Error('failed with sk-proj-abcDEF123456'));
    logger.error('words', 'Error: stack with sk-proj-abcDEF123456\n    at x (file.ts:1:1)');
    expect(printed).toContain('warned of [hidden]');
    expect(printed).toContain('failed with [hidden]');
    expect(printed).toContain('stack with [hidden]');
    expect(printed).not.toContain('abcDEF');
  });

  it.each([
    ['an escape sequence', '\u001B[2J'],
    ['an escape sequence of one character', '\u009B2J'],
    ['a command for the window', '\u009D0;title\u009C'],
    ['a return to the start of the line', '\r'],
    ['a change of direction', '\u202E'],
  ])('does not print %s', (_, control) => {
    let printed = '';
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => (printed += String(text)) !== '');
    }
    const logger = new RedactingLogger('Test');
    logger.warn(`from ${control} here\non two lines`);
    logger.error('words', `Error: stack ${control} here\n    at x (file.ts:1:1)`);
    expect(printed).not.toContain(control);
    expect(printed).toContain(' here\non two lines');
    expect(printed).toContain(' here\n    at x');
  });
});
