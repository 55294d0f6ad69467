import { describe, expect, it } from 'vitest';
import { ReadTexts } from '../../skills/sources/read-texts.js';
import { withSource } from './answer-source.js';
import type { AnswerPart } from './answer-part.js';
import { rememberTexts } from './remember-texts.js';
import { NO_TOOLS, type Tools } from '../../tools/tools.port.js';

const ARTICLE = {
  ok: true,
  title: 'Tea',
  text: 'Green tea is brewed at 80 degrees. It keeps a year.',
  tab: 4,
};
const ANSWER: AnswerPart[] = [
  { type: 'text', text: 'Brew green tea ' },
  { type: 'text', text: 'at 80 degrees.' },
];
const PASSAGE = { text: 'Green tea is brewed at 80 degrees.', title: 'Tea', tab: 4 };

const ARTICLE_TEXT = { title: 'Tea', text: ARTICLE.text, tab: 4 };

async function sourceOf(parts: AnswerPart[], hasRead: boolean) {
  const readTexts = new ReadTexts();
  readTexts.add(ARTICLE_TEXT);
  const answer = (async function* () {
    yield* parts;
  })();
  const messages = [{ role: 'user' as const, content: 'how do I brew it' }];
  const all: AnswerPart[] = [];
  for await (const part of withSource(answer, { messages, context: { readTexts } }, () => hasRead))
    all.push(part);
  expect(all.slice(0, parts.length)).toEqual(parts);
  return all.slice(parts.length);
}

describe(withSource, () => {
  it('ends an answer with the passage of a text that was read for it', async () => {
    expect(await sourceOf(ANSWER, true)).toEqual([
      { type: 'source', passage: expect.objectContaining(PASSAGE) },
    ]);
  });

  it('adds none to an answer that read nothing, and may say the same by chance', async () => {
    expect(await sourceOf(ANSWER, false)).toEqual([]);
  });

  it('adds none to what is read aloud', async () => {
    const part = { type: 'text', text: PASSAGE.text, read: { from: 0, to: 34, tab: 4 } } as const;
    expect(await sourceOf([part], true)).toEqual([]);
  });
});

describe(rememberTexts, () => {
  const call = { id: '1', arguments: '{}' };
  const toolsWith = (answer: unknown): Tools => ({
    ...NO_TOOLS,
    run: async () => JSON.stringify(answer),
    call: async () => answer as Record<string, unknown>,
  });

  it.each<[string, unknown, object | undefined]>([
    ['read_article', ARTICLE, PASSAGE],
    ['read_selection', { ok: true, text: ARTICLE.text, tab: 4 }, { ...PASSAGE, title: '' }],
    [
      'find_in_page',
      { ok: true, matches: [{ ref: 'e1', context: `… ${PASSAGE.text} …` }], tab: 4 },
      { ...PASSAGE, title: '' },
    ],
    [
      'find_in_page',
      { ok: true, matches: [{ ref: 'e1', context: ARTICLE.text }] },
      { text: PASSAGE.text, tab: null },
    ],
    ['list_tabs', { ok: true, text: ARTICLE.text }, undefined],
    ['read_article', { ok: false, error: 'No text.' }, undefined],
    ['read_article', { ok: true, title: 7, text: {} }, undefined],
    ['read_article', [ARTICLE], undefined],
  ])('of %s %j: %j', async (name, answer, passage) => {
    const [byModel, bySkill] = [new ReadTexts(), new ReadTexts()];
    const { signal } = new AbortController();
    await rememberTexts(toolsWith(answer), byModel).run({ ...call, name }, 1, signal);
    if (!Array.isArray(answer)) await rememberTexts(toolsWith(answer), bySkill).call(name, {}, 1, signal);
    else await rememberTexts(toolsWith({}), bySkill).call(name, {}, 1, signal);
    for (const texts of [byModel, bySkill]) {
      const found = texts.passageFor('Brew green tea at 80 degrees.', '');
      if (passage) expect(found).toMatchObject(passage);
      else expect(found).toBeUndefined();
    }
  });
});
