import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../llm/llm.port.js';
import { answerTo, ask } from '../testing/ask.js';
import { FakeTools } from '../testing/fake-tools.js';
import { skillContext } from '../testing/skill-context.js';

const TEXT = 'One. Two.\n\nThree. Four.\n\nFive.';
const ARTICLE = {
  ok: true,
  title: '',
  text: TEXT,
  from: 0,
  total: TEXT.length,
  here: TEXT.indexOf('Four'),
  tab: 1,
};
const END = ' That was the end.';

const READ: ChatMessage = { role: 'assistant', content: 'One. Two.', isReading: true, interrupted: true };
const CUT_OFF: ChatMessage = { role: 'assistant', content: 'It is', unheard: 'noon.', interrupted: true };
const ANSWERED: ChatMessage[] = [
  READ,
  { role: 'user', content: 'what time is it' },
  { role: 'assistant', content: 'Noon.' },
];

describe('reading aloud', () => {
  let tools: FakeTools;
  const contextAfter = (...history: ChatMessage[]) => ({ ...skillContext(history), tools, hasTools: true });
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();

  beforeEach(() => {
    tools = new FakeTools({ read_article: ARTICLE, read_selection: { ok: true, text: 'Ten.' } });
  });

  it.each([
    ['read this page', `${words(TEXT)}${END}`],
    ['please read the article to me', `${words(TEXT)}${END}`],
    ['read it aloud', `${words(TEXT)}${END}`],
    ['read from here', `Four. Five.${END}`],
    ['read the selection', `Ten.${END}`],
    ['read me what I selected', `Ten.${END}`],
  ])('understands "%s"', async (said, read) => {
    expect(words(await ask(said, contextAfter()))).toBe(read);
  });

  it('needs the tools of the browser', async () => {
    expect(await ask('read this page')).toContain("can't see web pages");
    const answer = await answerTo('read this page', { ...skillContext(), sharesPage: true }, true);
    expect(answer, 'a model may read a page that is shared').toBeUndefined();
  });

  it.each([false, true])('reads itself, also with a model: %s', async (hasModel) => {
    const answer = await answerTo('read this page', contextAfter(), hasModel);
    expect(answer).toMatchObject({ kind: 'action', certain: true, intent: 'reading.page' });
  });

  it.each([
    ['go on', [READ], `Three. Four. Five.${END}`],
    ['continue reading', ANSWERED, `Three. Four. Five.${END}`],
    ['go on', ANSWERED, `Three. Four. Five.${END}`],
    ['back', [READ], `Two. Three. Four. Five.${END}`],
    ['previous sentence', ANSWERED, `Two. Three. Four. Five.${END}`],
    ['what was that', [READ], `Three. Four. Five.${END}`],
    ['next', [READ], `Four. Five.${END}`],
    ['skip this sentence', ANSWERED, `Four. Five.${END}`],
    ['next paragraph', ANSWERED, `Five.${END}`],
    ['previous paragraph', [READ], `${words(TEXT)}${END}`],
    ['start over', [READ], `${words(TEXT)}${END}`],
    ['read it from the beginning', ANSWERED, `${words(TEXT)}${END}`],
    ['faster', [READ], `Three. Four. Five.${END}`],
    ['faster', ANSWERED, 'Okay, faster.'],
    ['where was I', ANSWERED, 'The next sentence is: "Three."'],
    ['go on', [READ, CUT_OFF], 'noon.'],
  ])('"%s" after %j', async (said, history, answer) => {
    const context = { ...contextAfter(...history), speakingRates: { min: 0.5, max: 2 } };
    await ask('read this page', context);
    context.reading.wasRead({ place: TEXT.indexOf('Three'), isWhole: false });
    expect(words(await ask(said, context))).toBe(answer);
  });

  it('goes on itself after a question, with a model', async () => {
    const context = contextAfter(...ANSWERED);
    await ask('read this page', context);
    expect(await answerTo('go on', context, true)).toMatchObject({ certain: true });
  });

  it.each(['next', 'back', 'go on', 'next paragraph', 'where was I'])(
    'does not read after "%s" when nothing was read before',
    async (said) => {
      await ask(said, contextAfter(READ));
      expect(tools.calls).toEqual([]);
    },
  );

  it('does not treat words of a page as a question of the assistant', async () => {
    const asks: ChatMessage = { ...READ, content: 'For how long?' };
    const context = contextAfter({ role: 'user', content: 'set a timer' }, asks);
    await ask('five minutes', context);
    expect(context.timers.list()).toEqual([]);
  });
});
