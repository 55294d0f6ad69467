import { describe, expect, it } from 'vitest';
import { ReadTexts } from '../../skills/sources/read-texts.js';
import { withSource, type SourcedAnswer } from './answer-source.js';
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

type Context = Partial<SourcedAnswer['context']>;

/** @param during what happens while the answer is generated */
async function sourceOf(parts: AnswerPart[], during = () => {}, context: Context = {}) {
  const answer = (async function* () {
    during();
    yield* parts;
  })();
  const messages = [{ role: 'user' as const, content: 'how do I brew it' }];
  const sourced = { messages, context: { page: undefined, readTexts: new ReadTexts(), ...context } };
  const all: AnswerPart[] = [];
  for await (const part of withSource(answer, sourced)) all.push(part);
  expect(all.slice(0, parts.length)).toEqual(parts);
  return all.slice(parts.length);
}

describe(withSource, () => {
  it('ends an answer with the passage of a text that was read for it', async () => {
    const readTexts = new ReadTexts();
    const read = () => readTexts.add({ title: 'Tea', text: ARTICLE.text, tab: 4 });
    const parts = await sourceOf(ANSWER, read, { readTexts });
    expect(parts).toEqual([{ type: 'source', passage: expect.objectContaining(PASSAGE) }]);
    // A later answer that read nothing may say the same by chance.
    expect(await sourceOf(ANSWER, undefined, { readTexts })).toEqual([]);
  });

  it('knows the selection that the user shares', async () => {
    const page = { url: 'https://a.example', title: 'Tea', selection: ARTICLE.text };
    expect(await sourceOf(ANSWER, undefined, { page })).toEqual([
      { type: 'source', passage: expect.objectContaining({ ...PASSAGE, tab: null }) },
    ]);
  });

  it('adds none to what is read aloud', async () => {
    const readTexts = new ReadTexts();
    const read = () => readTexts.add({ title: 'Tea', text: ARTICLE.text, tab: 4 });
    const part = { type: 'text', text: PASSAGE.text, read: { from: 0, to: 34, tab: 4 } } as const;
    expect(await sourceOf([part], read, { readTexts })).toEqual([]);
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
    ['find_in_page', { ok: true, matches: [{ ref: 'e1', context: ARTICLE.text }] }, { text: PASSAGE.text }],
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
