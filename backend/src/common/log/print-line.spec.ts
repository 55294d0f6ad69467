import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { printLine } from './print-line.js';
import { rememberSecret } from './redact.js';
import { createLogger } from './redacting-logger.js';

const KEY = 'sk-proj-abcDEF1234567890';
const HOSTILE = `two\nlines\u001B[2J and ${KEY}\u202E`;

describe(printLine.name, () => {
  let lines: string[];
  beforeEach(() => {
    lines = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  });
  afterEach(() => vi.restoreAllMocks());

  it('prints one line for people, without secrets and control characters', () => {
    printLine('text', { message: HOSTILE, context: 'Turn', fields: { a: 1 } });
    expect(lines).toEqual(['two lines\uFFFD[2J and [hidden]\uFFFD']);
  });

  it('prints one object for programs, without secrets and control characters', () => {
    printLine('json', {
      message: 'Turn 1',
      context: 'Turn',
      fields: { user: HOSTILE, tools: [{ name: KEY }], ms: 3 },
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\n\u001B\u202E]/);
    expect(JSON.parse(lines[0]!)).toEqual({
      level: 'log',
      pid: process.pid,
      timestamp: expect.any(Number),
      message: 'Turn 1',
      context: 'Turn',
      user: 'two\nlines\uFFFD[2J and [hidden]\uFFFD',
      tools: [{ name: '[hidden]' }],
      ms: 3,
    });
  });

  it.each(['text', 'json'] as const)('shows a pairing code only where that is meant, as %s', (format) => {
    const code = 'K7Q2M9XA';
    rememberSecret(code);
    const line = { message: `The code is ${code}\nnow`, context: 'Start' };
    printLine(format, { ...line, showsSecrets: true });
    printLine(format, line);
    expect(lines).toEqual([
      expect.stringMatching(/The code is K7Q2M9XA(?: |\\n)now/),
      expect.stringContaining('The code is [hidden]'),
    ]);
  });

  it.each(['text', 'json'] as const)('is bounded, and shows no half of a key at a cut, as %s', (format) => {
    printLine(format, { message: `${'x '.repeat(1_998)}${KEY}${'y '.repeat(90_000)}`, context: 'Turn' });
    expect(lines[0]!.length).toBeLessThan(4_200);
    expect(lines[0]).not.toContain('sk-proj');
  });
});

describe(createLogger.name, () => {
  afterEach(() => vi.restoreAllMocks());

  it('writes an object in each line for programs, without secrets and control characters', () => {
    let printed = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => (printed += String(text)) !== '');
    const logger = createLogger('json');
    logger.warn(HOSTILE, 'Gateway');
    logger.error(new Error(`failed with ${KEY}`));
    logger.error('words', `Error: stack with ${KEY}\n    at x (file.ts:1:1)`);
    logger.log('not shown');
    const objects = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toMatchObject([
      { level: 'warn', context: 'Gateway', message: 'two\nlines\uFFFD[2J and [hidden]\uFFFD' },
      { level: 'error', message: 'failed with [hidden]' },
      { level: 'error', message: 'words', stack: expect.stringContaining('stack with [hidden]') },
    ]);
    expect(printed).not.toContain('abcDEF');
  });
});
