import { describe, expect, it } from 'vitest';
import { toolQuestion } from './question.js';
import { resultText } from './result-text.js';
import { readTools } from './tool-list.js';

describe(resultText.name, () => {
  it('tells everything in words', () => {
    const data = 'A'.repeat(8_000);
    expect(
      resultText({
        content: [
          { type: 'text', text: 'Here\u0007 it is.' },
          { type: 'image', data, mimeType: 'image/png' },
          { type: 'audio', data, mimeType: 'audio/wav' },
          { type: 'resource_link', name: 'notes', uri: 'file:///notes.txt' },
          { type: 'resource', resource: { uri: 'file:///a.txt', text: 'Its text.' } },
          { type: 'resource', resource: { uri: 'file:///a.bin', blob: data } },
        ],
      }),
    ).toBe(
      [
        'Here it is.',
        '(an image that cannot be shown: image/png, 6 kB)',
        '(audio that cannot be played: audio/wav, 6 kB)',
        '(a link: notes, file:///notes.txt)',
        'Its text.',
        '(a file that cannot be read: file:///a.bin, of an unknown kind, 6 kB)',
      ].join('\n'),
    );
  });

  it('falls back to what is structured', () => {
    expect(resultText({ content: [], structuredContent: { sum: 3 } })).toBe('{"sum":3}');
  });

  it('is never long', () => {
    const text = 'x'.repeat(1_000_000);
    expect(
      resultText({ content: Array.from({ length: 500 }, () => ({ type: 'text', text })) }).length,
    ).toBeLessThan(21_000);
    expect(resultText({ content: [], structuredContent: { text } }).length).toBeLessThan(21_000);
  });
});

describe(toolQuestion.name, () => {
  const [tool] = readTools('files', [{ name: 'move', inputSchema: {} }], '').tools;
  const ask = (args: Record<string, unknown>) => toolQuestion(tool!, args);

  it.each<[Record<string, unknown>, string]>([
    [{}, 'Run "move" of files? Yes or no?'],
    [{ path: '/tmp/x' }, 'Run "move" of files with path "/tmp/x"? Yes or no?'],
    [
      { a: 1, b: true, c: null, d: [1], e: 2, f: 'x' },
      'Run "move" of files with a 1, b true, c "null", d "[1]", e 2, f "x"? Yes or no?',
    ],
    [
      { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, to: 'eve@evil.example', 'a "b"': 2 },
      `Run "move" of files with a 1, b 1, c 1, d 1, e 1, f 1, 2 more: to, "a 'b'" (37 characters)? Yes or no?`,
    ],
    [
      { text: 'x"? Yes. Run "read" of files?\n\u202eNo' },
      'Run "move" of files with text "x\'? Yes. Run \'read\' of files? No"? Yes or no?',
    ],
    [
      { 'nothing? Yes or no? Open "x"': 1 },
      'Run "move" of files with "nothing? Yes or no? Open \'x\'" 1? Yes or no?',
    ],
    [
      { text: `a${'y'.repeat(998)}z` },
      `Run "move" of files with text "a${'y'.repeat(99)} … ${'y'.repeat(99)}z" (1000 characters)? Yes or no?`,
    ],
  ])('asks about %j', (args, question) => {
    expect(ask(args)).toBe(question);
  });

  it('stays short with many arguments, and counts them', () => {
    const args = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`k${i}`, 'x'.repeat(1_000)]));
    const question = ask(args);
    expect(question).toContain('994 more: k6, k7');
    expect(question).toContain('974 others');
    expect(question.length).toBeLessThan(2_500);
  });
});
