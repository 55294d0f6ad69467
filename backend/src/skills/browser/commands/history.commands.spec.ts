import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../llm/llm.port.js';
import { ask } from '../../testing/ask.js';
import { fakeBrowser } from '../testing/fake-browser.js';

const READ: ChatMessage = { role: 'assistant', content: 'One. Two.', isReading: true, interrupted: true };

describe('back and forward', () => {
  it.each([
    ['back', ['go_back']],
    ['Back, please.', ['go_back']],
    ['forward', ['go_forward']],
    ['go back two pages', ['go_back', 'go_back']],
    ['go back two', ['go_back', 'go_back']],
    ['back two', ['go_back', 'go_back']],
    ['back 2 pages', ['go_back', 'go_back']],
    ['go back twice', ['go_back', 'go_back']],
    ['go back three times', ['go_back', 'go_back', 'go_back']],
    ['go back one step', ['go_back']],
    ['go forward two pages', ['go_forward', 'go_forward']],
    ['forward twice', ['go_forward', 'go_forward']],
    ['go back zero pages', []],
    ['go back 99 pages', []],
    ['back to back', []],
    ['look forward', []],
  ])('"%s" calls %j', async (said, calls) => {
    const { context, acts } = fakeBrowser();
    await ask(said, context);
    expect(acts()).toEqual(calls);
  });

  it('stops where there is no page to go to, and says how far it came', async () => {
    let pages = 2;
    const go_back = () =>
      pages-- > 0 ? { ok: true, changed: 'page "A" opened' } : { ok: false, error: 'There is no page.' };
    const { context, acts } = fakeBrowser(undefined, { go_back });
    expect(await ask('go back five pages', context)).toBe('Went back 2 pages. There is no page.');
    expect(acts()).toHaveLength(3);
    expect(await ask('go back five pages', context)).toBe('There is no page.');
  });

  it.each(['Back', 'Forward'])('press the button "%s" that the page shows', async (name) => {
    const { context, acts } = fakeBrowser(` e1 button "${name}"`);
    await ask(name, context);
    await ask(`go ${name} two pages`, context);
    const call = `go_${name.toLowerCase()}`;
    expect(acts()).toEqual(['click {"ref":"e1"}', call, call]);
  });

  it.each([
    ['back', []],
    ['back two', []],
    ['go forward', []],
    ['go back two pages', ['go_back', 'go_back']],
    ['take me back', ['go_back']],
    ['go to the previous site', ['go_back']],
  ])('"%s" in a text that is read aloud calls %j', async (said, calls) => {
    const browser = fakeBrowser();
    const context = { ...browser.context, history: [READ] };
    await ask('read this page', context);
    await ask(said, context);
    expect(browser.acts()).toEqual(calls);
  });
});

describe('the pages of a list', () => {
  const numbered = ' e1 link "1"\n e2 link "2"\n e3 link "Next page"\n e4 link "Next page"';

  it.each([
    ['page two', numbered, ['click {"ref":"e2"}']],
    ['go to page two', numbered, ['click {"ref":"e2"}']],
    ['page three', numbered, []],
    ['next page', numbered, ['click {"ref":"e3"}']],
    ['click next page', numbered, ['click {"ref":"e3"}']],
    ['click the next page link', ' e1 link "‹"\n e2 link "›"', ['click {"ref":"e2"}']],
    ['next page', ' e1 button "Next"\n e2 link "Next"', ['show_numbers {"refs":["e1","e2"]}']],
    ['next page', ' e1 button "Next"\n e2 link "Next page"', ['click {"ref":"e2"}']],
    ['previous page', ' e1 link "Newer posts"', ['click {"ref":"e1"}']],
    ['last page', ' e1 link "1"\n e2 link "Last"', ['click {"ref":"e2"}']],
    ['first page', ' e1 link "First page"\n e2 link "Last"', ['click {"ref":"e1"}']],
    ['go to the last page', ' e1 link "Last page"', ['click {"ref":"e1"}']],
    ['go to the last page', ' e1 link "Home"', ['go_back']],
    ['show the first page', ' e1 link "First"', ['click {"ref":"e1"}']],
    ['next page', ' e1 button "Next" disabled\n e2 button "Next"', ['click {"ref":"e2"}']],
  ])('are turned by "%s"', async (said, snapshot, calls) => {
    const { context, acts } = fakeBrowser(snapshot);
    await ask(said, context);
    expect(acts()).toEqual(calls);
  });

  it.each([
    ['next page', 'I see no link to the next page.'],
    ['first page', 'I see no link to the first page.'],
    ['last page', 'I see no link to the last page. To see the page before, say go back.'],
  ])('are not turned by "%s" where there is no such link', async (said, answer) => {
    const { context, acts } = fakeBrowser();
    expect(await ask(said, context)).toBe(answer);
    expect(acts()).toEqual([]);
  });

  it('are turned by "Next page" out of view rather than by "Next" in view', async () => {
    const { context, acts } = fakeBrowser(undefined, {
      page_snapshot: ({ scope }) => ({
        ok: true,
        snapshot: ` e1 button "Next"${scope === 'page' ? '\n e2 link "Next page"' : ''}`,
        more: 0,
      }),
    });
    await ask('next page', context);
    expect(acts()).toEqual(['click {"ref":"e2"}']);
  });
});
