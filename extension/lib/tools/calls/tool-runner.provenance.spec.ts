import { beforeEach, describe, expect, it } from 'vitest';
import { aTarget, PAGE } from '../../testing/fake-browser-calls';
import { settled } from '../../testing/settled';
import { startToolRunner, type ToolRunnerHarness } from '../../testing/tools/tool-runner-harness';

const MAIL = { tabId: 8, title: 'Inbox (3)', url: 'https://mail.example/', host: 'mail.example' };
const TEXT_AREA = { role: 'textbox', name: 'Message', control: 'textbox "Message"', editable: true } as const;
const SUBMIT = { name: 'Submit', control: 'button "Submit"', submits: true } as const;

describe('where the words of a call come from', () => {
  let browser: ToolRunnerHarness['browser'];
  let asked: ToolRunnerHarness['asked'];
  let tasks: ToolRunnerHarness['tasks'];
  let approvals: ToolRunnerHarness['approvals'];
  let run: ToolRunnerHarness['run'];
  let lastAct: ToolRunnerHarness['lastAct'];
  let targetIs: ToolRunnerHarness['targetIs'];

  beforeEach(async () => {
    ({ browser, asked, tasks, approvals, run, lastAct, targetIs } = await startToolRunner());
  });

  const readMail = async () => {
    const { run_tool: answer } = browser.answers;
    browser.answers.run_tool = () => ({ result: { ok: true, text: 'Your code is hunter2.' }, site: MAIL });
    await run('read_article', { tab: 8 });
    browser.answers.run_tool = answer;
  };
  const sayYes = async () => {
    await settled();
    approvals.answer(lastAct()!.id, 'yes');
  };
  const questions = () => asked.map(({ question }) => question);

  it('is another program’s tool: in its turn for all that is typed, later for its codes', async () => {
    tasks.userSaid(1, 'what does the note say', PAGE.url);
    tasks.toldElsewhere(1, 'Your code is hunter2.');
    targetIs(TEXT_AREA);
    const asks = async (text: string, turnId: number) => {
      const { length } = asked;
      void run('type_text', { ref: 'e2', text }, turnId);
      await settled();
      const isAsked = asked.length > length;
      if (isAsked) approvals.answer(lastAct()!.id, 'no');
      await settled();
      return isAsked;
    };
    expect(await asks('der Code', 1)).toBe(true);
    tasks.userSaid(2, 'write a comment', PAGE.url);
    expect(await asks('aHVudGVyMg==', 2)).toBe(true);
    expect(await asks('Thank you all.', 2)).toBe(false);
  });

  it('is remembered until the form is sent: its button was named, and not what it sends', async () => {
    tasks.userSaid(1, 'write something', PAGE.url);
    targetIs(TEXT_AREA);
    await run('type_text', { ref: 'e2', text: 'I sell everything.' });
    expect(asked).toEqual([]);
    tasks.userSaid(2, 'click submit', PAGE.url);
    targetIs(SUBMIT);
    const sent = run('click', { ref: 'e3' }, 2);
    await sayYes();
    expect(await sent).toMatchObject({ ok: true });
    expect(questions()).toEqual(['Send the form with "Submit" on shop.example: "I sell everything."?']);
    await run('click', { ref: 'e3' }, 2);
    expect(asked).toHaveLength(1);
  });

  it('does not matter once the page of the form is gone', async () => {
    tasks.userSaid(1, 'write something', PAGE.url);
    targetIs(TEXT_AREA);
    await run('type_text', { ref: 'e2', text: 'I sell everything.' });
    tasks.userSaid(2, 'click submit', PAGE.url);
    targetIs(SUBMIT, 'E');
    await run('click', { ref: 'e3' }, 2);
    expect(asked).toEqual([]);
  });

  it('is the user, also if the model writes the words with signs and digits', async () => {
    tasks.userSaid(1, 'type ann smith, forty two, then click submit', PAGE.url);
    targetIs(TEXT_AREA);
    await run('type_text', { ref: 'e2', text: 'Ann Smith, 42!' });
    targetIs(SUBMIT);
    await run('click', { ref: 'e3' });
    expect(asked).toEqual([]);
  });

  it('is not asked about twice: what the user has let it type may be sent', async () => {
    tasks.userSaid(1, 'type the code from the mail and click submit', PAGE.url);
    await readMail();
    targetIs(TEXT_AREA);
    const typing = run('type_text', { ref: 'e2', text: 'hunter2' });
    await sayYes();
    await typing;
    targetIs(SUBMIT);
    await run('click', { ref: 'e3' });
    expect(questions()).toEqual(['Type "hunter2" on shop.example?']);
  });

  it('may be another tab that was read, whatever language it is in', async () => {
    await readMail();
    targetIs(TEXT_AREA);
    void run('type_text', { ref: 'e2', text: 'der Jäger zwei' });
    await settled();
    expect(questions()).toEqual(['Type "der Jäger zwei" on shop.example?']);
  });

  it('may be another tab that was read in an earlier turn, key by key', async () => {
    await readMail();
    tasks.userSaid(2, 'what is here', PAGE.url);
    targetIs(TEXT_AREA);
    for (const key of 'hunter') await run('press_key', { key }, 2);
    void run('press_key', { key: '2' }, 2);
    await settled();
    expect(questions()).toEqual(['Type "2" on shop.example?']);
  });

  it('may be the title of another tab', async () => {
    const tabs = [
      { tab: 8, title: 'Code hunter2', url: MAIL.url, active: false, audible: false, pinned: false },
    ];
    browser.answers.run_tool = () => ({ result: { ok: true, tabs } });
    await run('list_tabs', {});
    void run('open_url', { url: 'https://shop.example/2retnuh' });
    await settled();
    expect(questions()).toEqual(['Open shop.example/2retnuh?']);
  });

  it('may be another tab, told in several addresses', async () => {
    await readMail();
    tasks.userSaid(2, 'what is here', PAGE.url);
    for (const part of ['hun', 'ter']) await run('open_url', { url: `https://shop.example/${part}` }, 2);
    expect(asked).toEqual([]);
    void run('open_url', { url: 'https://shop.example/2' }, 2);
    await settled();
    expect(asked).toHaveLength(1);
  });

  describe('in another tab', () => {
    const goToMail = async (words: string) => {
      tasks.userSaid(1, words, PAGE.url);
      browser.answers.run_tool = () => ({ result: { ok: true, changed: 'tab' }, site: MAIL });
      await run('switch_tab', { tab: 8 });
      const target = aTarget({
        name: 'Archive',
        control: 'button "Archive"',
        origin: 'https://mail.example',
      });
      browser.answers.inspect = () => ({ ok: true, target, url: MAIL.url });
    };

    it('asks before anything is used, also if its name was said', async () => {
      await goToMail('what is here, and then click archive');
      void run('click', { ref: 'e2' });
      await settled();
      expect(questions()).toEqual(['Click the button "Archive" on mail.example?']);
    });

    it('asks nothing if the user named the tab', async () => {
      await goToMail('switch to the inbox tab and archive it');
      await run('click', { ref: 'e2' });
      expect(asked).toEqual([]);
    });
  });

  it('closes no second tab in a turn without a question', async () => {
    const tabs = [7, 8].map((tab) => ({
      tab,
      title: '',
      url: '',
      active: false,
      audible: false,
      pinned: false,
    }));
    browser.answers.run_tool = ({ name }) => ({
      result: name === 'list_tabs' ? { ok: true, tabs } : { ok: true },
    });
    await run('close_tab', { tabs: [7] });
    expect(asked).toEqual([]);
    void run('close_tab', { tabs: [8] });
    await settled();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['leads to another place', { href: 'https://evil.example/' }],
    ['sends other fields', { fields: ['Amount: 1000'] }],
    ['is called something else', { name: 'Delete all', control: 'button "Delete all"' }],
  ])('does nothing after a yes if the control then %s', async (_, changed) => {
    const link = { name: 'Continue', control: 'button "Continue"', submits: true, fields: ['Amount: 1'] };
    tasks.userSaid(1, 'what is here', PAGE.url);
    targetIs(link);
    const result = run('click', { ref: 'e2' });
    await settled();
    targetIs({ ...link, ...changed });
    approvals.answer(lastAct()!.id, 'yes');
    expect(await result).toMatchObject({ ok: false, error: expect.stringContaining('has changed') });
    expect(browser.runs).toEqual([]);
  });

  it('asks again if a field has changed that the question did not show', async () => {
    const fields = Array.from({ length: 9 }, (_, i) => `Field ${i}: x`);
    tasks.userSaid(1, 'what is here', PAGE.url);
    targetIs({ ...SUBMIT, fields });
    const first = run('click', { ref: 'e2' });
    await sayYes();
    await first;
    targetIs({ ...SUBMIT, fields: [...fields.slice(0, 8), 'Field 8: y'] });
    void run('click', { ref: 'e2' });
    await settled();
    expect(asked).toHaveLength(2);
  });
});
