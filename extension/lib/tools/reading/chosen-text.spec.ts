import { beforeEach, describe, expect, it } from 'vitest';
import type { PageAccess, ToolRunAnswer } from '../../browser/browser-calls';
import { FakeBrowserCalls, PAGE } from '../../testing/fake-browser-calls';
import { ChosenText } from './chosen-text';

const PDF: PageAccess = { ...PAGE, access: 'forbidden', place: 'pdf' };
const REFUSED: ToolRunAnswer = { result: { ok: false, error: 'This is a PDF.' } };

describe(ChosenText.name, () => {
  let page: PageAccess;
  let nowMs: number;
  let answer: ToolRunAnswer;
  let sut: ChosenText;

  beforeEach(() => {
    page = PDF;
    nowMs = 0;
    answer = REFUSED;
    const browser = new FakeBrowserCalls();
    browser.answers.run_tool = () => answer;
    sut = new ChosenText({ callBrowser: browser.call, page: () => page, nowMs: () => nowMs });
  });

  const run = (name: 'read_selection' | 'show_numbers') =>
    sut.callBrowser('run_tool', {
      name,
      arguments: {},
      refs: { epoch: 'e', nextRef: 1, nextFrame: 1, frames: {} },
    });

  it('is read where no extension may read the page, once', async () => {
    sut.choose('Pears are ripe.');
    expect(await run('show_numbers')).toBe(REFUSED);
    expect((await run('read_selection')).result).toEqual({
      ok: true,
      text: 'Pears are ripe.',
      tab: PAGE.tabId,
    });
    expect(await run('read_selection')).toBe(REFUSED);
  });

  it('is not needed where the page can be read', async () => {
    answer = { result: { ok: true, text: 'Pears\n\nare ripe.', tab: 7 } };
    sut.choose('Pears are ripe.');
    expect(await run('read_selection')).toBe(answer);
  });

  it.each<[string, () => void]>([
    ['on a site that the user has excluded', () => (page = { ...PAGE, access: 'never' })],
    ['later', () => (nowMs = 60_000)],
    ['if it is empty', () => sut.choose(' ')],
  ])('is not read %s', async (_, change) => {
    sut.choose('Pears are ripe.');
    change();
    expect(await run('read_selection')).toBe(REFUSED);
  });
});
