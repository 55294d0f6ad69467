import { beforeEach, describe, expect, it } from 'vitest';
import type { ToolAnswer } from '../../tools/tools.port.js';
import type { ActionResult, Move, ReadSentence } from '../answerer.port.js';
import { FakeTools } from '../testing/fake-tools.js';
import { ReadingSession } from './reading-session.js';

const TEXT = 'One. Two.\n\nThree. Four.\n\nFive.';
const PART_CHARS = 12;

/** An article that a page gives in small parts. */
const page = (text: string, { title = '', here = 0, partChars = PART_CHARS } = {}) =>
  function readArticle({ from = 0 }: { from?: number }): ToolAnswer {
    const end = Math.min(text.length, from + partChars);
    const next = end < text.length && { next: end };
    return { ok: true, title, text: text.slice(from, end), from, ...next, total: text.length, here, tab: 7 };
  };

type Piece = string | ReadSentence;

async function piecesOf(result: ActionResult | Promise<ActionResult>): Promise<Piece[]> {
  const given = await result;
  if (typeof given === 'string') return [given];
  if ('note' in given) return [given.note];
  const pieces: Piece[] = [];
  for await (const piece of given) pieces.push(piece);
  return pieces;
}

const sentences = (pieces: Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? `(${piece.trim()})` : piece.text.trim()));

const inText = (piece: Piece | undefined) => piece as ReadSentence;

describe(ReadingSession.name, () => {
  let sut: ReadingSession;
  let tools: FakeTools;
  const read = async (result: ActionResult | Promise<ActionResult>) => sentences(await piecesOf(result));
  /** The listener heard everything before this sentence, and then said something. */
  const stopAt = (sentence: string) => sut.wasRead({ place: TEXT.indexOf(sentence), isWhole: false });

  beforeEach(() => {
    sut = new ReadingSession();
    tools = new FakeTools({ read_article: page(TEXT) });
  });

  it('reads the article as it stands, sentence by sentence, and says the end', async () => {
    const pieces = await piecesOf(sut.readPage(tools));
    expect(sentences(pieces)).toEqual(['One.', 'Two.', 'Three.', 'Four.', 'Five.', '(That was the end.)']);
    const read = pieces.slice(0, -1).map(inText);
    for (const { text, from, to, tab } of read) expect([TEXT.slice(from, to), tab]).toEqual([text.trim(), 7]);
    expect(
      read
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    ).toBe(TEXT);
  });

  it.each([
    [
      'the active one of the list',
      { list_tabs: { ok: true, tabs: [{ tab: 3 }, { tab: 5, active: true }] } },
      5,
    ],
    ['that of the snapshot', { page_snapshot: { ok: true, snapshot: '', tab: 6 } }, 6],
    ['not known', {}, null],
  ])('takes the tab that an article does not name as %s', async (_name, other, tab) => {
    const { tab: _tab, ...part } = page(TEXT, { partChars: 100 })({});
    tools = new FakeTools({ read_article: part, ...other });
    const [first] = await piecesOf(sut.readPage(tools));
    expect(inText(first).tab).toBe(tab);
  });

  it.each([
    ['A story', 'One. Two.', ['(A story.)', 'One.']],
    ['Is it a story?', 'One. Two.', ['(Is it a story?)', 'One.']],
    ['One', 'One. Two.', ['One.', 'Two.']],
    ['Tea', 'Team play.', ['(Tea.)', 'Team play.']],
    ['“All about Tea” – The Encyclopedia', 'All about tea\n\nIt is hot.', ['All about tea', 'It is hot.']],
    ['The Encyclopedia: All about tea', '"All about tea"\n\nIt is hot.', ['"All about tea"', 'It is hot.']],
    ['The maker’s tale', "The maker's tale\n\nHe was old.", ["The maker's tale", 'He was old.']],
    ['Tea - The Encyclopedia', 'It is hot. It is old.', ['(Tea - The Encyclopedia.)', 'It is hot.']],
  ])('begins with the title %j, unless the text %j does', async (title, text, heard) => {
    const titled = new FakeTools({ read_article: page(text, { title, partChars: text.length }) });
    expect((await read(sut.readPage(titled))).slice(0, 2)).toEqual(heard);
  });

  it('reads from what is visible or selected', async () => {
    const scrolled = new FakeTools({ read_article: page(TEXT, { here: TEXT.indexOf('our.') }) });
    expect(await read(sut.readPage(scrolled, 'here'))).toEqual(['Four.', 'Five.', '(That was the end.)']);
  });

  it('finds what is visible by its words, where the article does not tell it', async () => {
    const text = 'One is long enough.\n\nTwo is long enough. Three is "long" enough.';
    const { here: _here, ...part } = page(text, { partChars: 200 })({});
    const snapshot = `page "One is long enough." https://a.example\n e1 link "Two"\n text "Three is \\"long\\" enough."`;
    const scrolled = new FakeTools({
      read_article: part,
      page_snapshot: { ok: true, snapshot },
    });
    expect((await read(sut.readPage(scrolled, 'here')))[0]).toBe('Three is "long" enough.');
    expect((await read(sut.readPage(new FakeTools({ read_article: part }), 'here')))[0]).toBe(
      'One is long enough.',
    );
  });

  it('reads the selection, which is no part of the article', async () => {
    const selected = new FakeTools({ read_selection: { ok: true, text: 'Ten. Eleven.', tab: 7 } });
    const pieces = await piecesOf(sut.readSelection(selected));
    expect(sentences(pieces)).toEqual(['Ten.', 'Eleven.', '(That was the end.)']);
    expect(inText(pieces[0]).tab).toBeNull();
  });

  it.each<[string, ToolAnswer, string]>([
    [
      'there is no article',
      { ok: false, error: 'This is a page of the browser.' },
      'This is a page of the browser.',
    ],
    ['the article is empty', { ok: true, text: ' ', total: 1 }, "I can't find a text to read on this page."],
    ['the result is no article', { ok: true, words: 3 }, "I can't find a text to read on this page."],
  ])('says why if %s', async (_, result, note) => {
    expect(await sut.readPage(new FakeTools({ read_article: result }))).toEqual({ sound: 'not_done', note });
    expect(sut.hasText).toBe(false);
  });

  it('says so if nothing is selected', async () => {
    const none = new FakeTools({ read_selection: { ok: true, text: '' } });
    expect(await sut.readSelection(none)).toMatchObject({ sound: 'not_done' });
  });

  it.each<[Move, string, string]>([
    ['back', 'Three.', 'Two.'],
    ['back', 'One.', '(This is the beginning.)'],
    ['again', 'Three.', 'Three.'],
    ['next', 'Three.', 'Four.'],
    ['next', 'Five.', '(That was the end.)'],
    ['paragraph_next', 'One.', 'Three.'],
    ['paragraph_next', 'Five.', '(That was the end.)'],
    ['paragraph_back', 'Four.', 'One.'],
    ['paragraph_back', 'Two.', '(This is the beginning.)'],
    ['start', 'Five.', 'One.'],
  ])('moves %s from "%s" to "%s"', async (move, stoppedAt, first) => {
    await read(sut.readPage(tools));
    stopAt(stoppedAt);
    expect((await read(sut.move(move, tools)))[0]).toBe(first);
  });

  it('goes on with the sentence that was not heard to its end, also after the page is gone', async () => {
    await read(sut.readPage(tools));
    stopAt('Four.');
    const gone = new FakeTools({ read_article: { ok: false, error: 'The tab is closed.' } });
    expect(await read(sut.goOn(gone))).toEqual(['Four.', 'Five.', '(That was the end.)']);
    expect(gone.calls).toEqual([]);
  });

  it('says where the listener was', async () => {
    expect(sut.whereWasI()).toBeUndefined();
    await read(sut.readPage(new FakeTools({ read_article: page(TEXT, { title: 'A story' }) })));
    stopAt('Three.');
    expect(sut.whereWasI()).toBe('In "A story". The next sentence is: "Three."');
    sut.wasRead({ place: TEXT.length, isWhole: true });
    expect(sut.whereWasI()).toBe('In "A story". You have heard it to the end.');
    expect(sut.goOn(tools)).toBe('I have read it to the end.');
  });

  it.each<[string, (text: string) => ToolAnswer, string]>([
    ['cannot be fetched', () => ({ ok: false, error: 'The tab is closed.' }), '(The tab is closed.)'],
    [
      'is that of another article',
      (text) => ({ ...page(`${text}!`)({ from: PART_CHARS }) }),
      "(I can't read on, because the page has changed.)",
    ],
  ])('stops where the rest %s, and tries again later', async (_, rest, said) => {
    let isBroken = true;
    const broken = new FakeTools({
      read_article: (args) => (isBroken && args['from'] ? rest(TEXT) : page(TEXT)(args)),
    });
    expect(await read(sut.readPage(broken))).toEqual(['One.', 'Two.', said]);
    const place = TEXT.indexOf('Three.');
    expect(sut.wasRead({ place, isWhole: true }), 'it does not go on by itself').toBe(false);
    isBroken = false;
    expect(await read(sut.goOn(broken))).toEqual(['Three.', 'Four.', 'Five.', '(That was the end.)']);
  });

  it('fetches ahead while it reads, one part at a time', async () => {
    const reading = (await sut.readPage(tools)) as AsyncIterable<Piece>;
    const [first] = [await reading[Symbol.asyncIterator]().next()];
    expect(inText(first.value as Piece).text).toBe('One. ');
    await new Promise(setImmediate);
    expect(tools.calls.map(({ args }) => args['from'])).toEqual([undefined, 12, 24]);
  });

  describe('with a long article', () => {
    const paragraph = `${'This is one of many sentences. '.repeat(30).trim()}\n\n`;
    const long = paragraph.repeat(20).trim();
    const whole = new FakeTools({ read_article: page(long, { partChars: 4_000 }) });

    it('goes on in the next turn, at a new paragraph, until all is read', async () => {
      const turns: string[] = [];
      let pieces = await piecesOf(sut.readPage(whole));
      for (;;) {
        const read = pieces.filter((piece) => typeof piece !== 'string');
        turns.push(read.map(({ text }) => text).join(''));
        if (!sut.wasRead({ place: read.at(-1)!.to, isWhole: true })) break;
        pieces = await piecesOf(sut.readOn(whole).run());
      }
      expect(turns.join('').trim()).toBe(long);
      expect(turns.length).toBeGreaterThan(5);
      for (const turn of turns) expect(turn.length).toBeLessThan(4_000);
      expect(pieces.at(-1)).toBe('That was the end.');
    });

    it('does not go on by itself when the listener has stopped it', async () => {
      const pieces = await piecesOf(sut.readPage(whole));
      expect(sut.wasRead({ place: inText(pieces[3]).from, isWhole: false })).toBe(false);
    });
  });
});
