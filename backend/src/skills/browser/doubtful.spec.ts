/** Commands that may have been others, and what the user may say next. */
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { FakeResults } from '../../../../testing/skill-requests/fake-page.js';
import { SkillAnswerer } from '../skill-answerer.js';
import { ask, answerTo } from '../testing/ask.js';
import { fakeBrowser } from './testing/fake-browser.js';

const LONG = 'Add the blue lamp for the garden and the house to the cart';

/** A conversation whose sentences are doubtful or not. */
function talk(snapshot?: string, results?: FakeResults) {
  const { context, acts } = fakeBrowser(snapshot, results);
  const history: ChatMessage[] = [];
  const said = async (sentence: string, isDoubtful: boolean) => {
    const answer = await ask(sentence, { ...context, history, isDoubtful });
    history.push({ role: 'user', content: sentence }, { role: 'assistant', content: answer });
    return answer;
  };
  return {
    context,
    acts,
    history,
    say: (sentence: string) => said(sentence, false),
    doubt: (sentence: string) => said(sentence, true),
    expected: () => new SkillAnswerer().expects(context.session, history),
  };
}

describe('a doubtful command', () => {
  it.each([
    ['click pricing', 'Pricing?', 'click {"ref":"e2"}'],
    ['open my orders', 'My orders?', 'click {"ref":"e3"}'],
    ['check remember me', 'Remember me?', 'set_checked {"ref":"e10","checked":true}'],
    ['click sign in twice', 'Sign in?', 'click {"ref":"e17"}'],
    ['hover over pricing', 'Pricing?', 'hover {"ref":"e2"}'],
  ])('highlights what it names, and asks: "%s"', async (command, question, act) => {
    const { doubt, say, acts } = talk();
    expect(await doubt(command)).toBe(question);
    const { ref } = JSON.parse(act.slice(act.indexOf('{'))) as { ref: string };
    expect(acts()).toEqual([`show_numbers {"refs":["${ref}"]}`]);
    await say('yes');
    expect(acts().slice(1)).toEqual(['hide_numbers', act]);
  });

  it.each([
    ['no', []],
    ['one', ['click {"ref":"e2"}']],
    ['scroll down', ['scroll {"direction":"down"}']],
    ['click home', ['click {"ref":"e1"}']],
  ])('is answered by "%s"', async (reply, done) => {
    const { doubt, say, acts } = talk();
    await doubt('click pricing');
    await say(reply);
    expect(acts().slice(1)).toEqual(['hide_numbers', ...done]);
  });

  it('asks again after other words, and then leaves it', async () => {
    const { doubt, say, acts } = talk();
    await doubt('click pricing');
    expect(await say('the red one')).toBe('Say yes or no. Pricing?');
    await say('the green one');
    await say('yes');
    expect(acts().slice(1)).toEqual(['hide_numbers']);
  });

  it('asks with the first words of a long name, and with one question mark', async () => {
    expect(await talk(` e1 button "${LONG}"`).doubt(`click ${LONG}`)).toBe(
      'Add the blue lamp for the garden and the?',
    );
    expect(await talk(' e1 button "Ready?"').doubt('click ready')).toBe('Ready?');
  });

  it('asks which one of several, and nothing more', async () => {
    const { doubt, say, acts } = talk();
    expect(await doubt('click read more')).toBe('2 are called "Read more". Which one?');
    await say('two');
    expect(acts().at(-1)).toBe('click {"ref":"e9"}');
  });

  it('asks once for a name that only resembles one', async () => {
    const { doubt, say, acts } = talk(' e1 link "Docs"\n e2 link "Home"');
    expect(await doubt('click docks')).toBe('Did you mean "Docs"?');
    await say('yes');
    expect(acts().at(-1)).toBe('click {"ref":"e1"}');
  });

  it('asks about a doubtful reply, too', async () => {
    const { doubt, say, acts } = talk();
    await say('click read more');
    expect(await doubt('two')).toBe('Read more?');
    expect(acts().at(-1)).toBe('show_numbers {"refs":["e9"]}');
    await say('yes');
    expect(acts().at(-1)).toBe('click {"ref":"e9"}');
  });

  it('asks about a number, and leaves the numbers of the page', async () => {
    const { doubt, say, acts } = talk();
    await say('show numbers');
    expect(await doubt('click 2')).toBe('Number 2?');
    await say('yes');
    expect(acts()).toEqual(['show_numbers', 'click {"ref":"n2"}']);
  });

  it('asks about whatever else it would do', async () => {
    const { doubt, say, acts } = talk();
    expect(await doubt('open gmail')).toBe('Open gmail?');
    expect(acts()).toEqual([]);
    await say('yes');
    expect(acts()).toEqual([expect.stringContaining('open_url')]);
  });

  it.each([
    ['click delete account', ' e1 button "Delete account"', ['click {"ref":"e1"}']],
    ['click checkout', ' e1 link "Checkout"', ['click {"ref":"e1"}']],
    ['click place order', ' e1 button "Place order"', ['click {"ref":"e1"}']],
    ['click close my account', ' e1 button "Close my account"', ['click {"ref":"e1"}']],
    ['click empty trash', ' e1 button "Empty trash"', ['click {"ref":"e1"}']],
    ['click remove filter', ' e1 button "Remove filter"', ['show_numbers {"refs":["e1"]}']],
    ['check send me news', ' e1 checkbox "Send me news"', ['show_numbers {"refs":["e1"]}']],
    ['click submit', ' e1 button "Submit"', ['show_numbers {"refs":["e1"]}']],
    ['click buy', ' e1 button "$49.99 Buy"', ['show_numbers {"refs":["e1"]}']],
    ['click delete', ' e1 button "(3) Delete"', ['show_numbers {"refs":["e1"]}']],
    ['click proceed to checkout', ' e1 button "Proceed to checkout"', ['show_numbers {"refs":["e1"]}']],
  ])('leaves the question to a browser that always asks: "%s"', async (command, snapshot, done) => {
    const { doubt, acts } = talk(snapshot);
    await doubt(command);
    expect(acts()).toEqual(done);
  });

  it('is asked about also where a language model could do it', async () => {
    const { context, acts } = talk();
    const answer = await answerTo('click pricing', { ...context, isDoubtful: true }, true);
    expect(answer).toMatchObject({ kind: 'action', certain: true });
    if (answer?.kind === 'action') expect(await answer.run()).toBe('Pricing?');
    expect(acts()).toEqual(['show_numbers {"refs":["e2"]}']);
  });

  it('is not answered by a yes to another question', async () => {
    const { doubt, history, say, acts } = talk();
    await doubt('click pricing');
    history.push({ role: 'user', content: 'hello' }, { role: 'assistant', content: 'Do you like tea?' });
    await say('yes');
    expect(acts()).not.toContain('click {"ref":"e2"}');
  });
});

it('a yes chooses none of several', async () => {
  const { say, acts } = talk();
  await say('click read more');
  await say('yes');
  expect(acts().some((act) => act.startsWith('click'))).toBe(false);
});

describe('what is expected of the user', () => {
  it('is nothing at first, and after what asks nothing', async () => {
    const { expected, say } = talk();
    expect(expected()).toEqual({ numbers: [] });
    await say('click home');
    expect(expected()).toEqual({ numbers: [] });
  });

  it('are the numbers that are shown, until they are hidden', async () => {
    const { expected, say } = talk();
    await say('show numbers');
    expect(expected()).toEqual({ numbers: [1, 2] });
    await say('hide numbers');
    expect(expected()).toEqual({ numbers: [] });
  });

  it('is one of several, as long as that was asked last', async () => {
    const { expected, say } = talk();
    await say('click read more');
    expect(expected()).toEqual({ numbers: [1, 2], awaits: 'choice' });
    await say('what is two plus two');
    expect(expected()).toEqual({ numbers: [] });
  });

  it('is a yes or no after a question of one control', async () => {
    const { expected, doubt, say } = talk();
    await doubt('click pricing');
    expect(expected()).toEqual({ numbers: [1], awaits: 'yes_no' });
    await say('yes');
    expect(expected()).toEqual({ numbers: [] });
    await doubt('open gmail');
    expect(expected()).toEqual({ numbers: [], awaits: 'yes_no' });
  });

  it('is the answer also before the question was said to its end', async () => {
    const { context, expected, history } = talk();
    await ask('click read more', { ...context, history });
    history.push({ role: 'user', content: 'click read more' });
    expect(expected()).toEqual({ numbers: [1, 2], awaits: 'choice' });
  });
});
