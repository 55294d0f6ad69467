import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aTarget, FakeBrowserCalls, PAGE } from '../../testing/fake-browser-calls';
import { settled } from '../../testing/settled';
import type { Act, NewAct } from '../acts';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { ToolResult } from '../../tool-contract/tool-results';
import { Clipboard } from '../clipboard/clipboard';
import { Tasks } from '../policy/task';
import type { PageAccess } from '../../browser/browser-calls';
import { Approvals } from './approvals';
import { Journal } from './journal';
import { ToolRunner } from './tool-runner';

describe(ToolRunner.name, () => {
  let browser: FakeBrowserCalls;
  let acts: Map<string, NewAct>;
  let asked: { approval_id: string; question: string }[];
  let tasks: Tasks;
  let approvals: Approvals;
  let turn: AbortController;
  let page: PageAccess;
  let sut: ToolRunner;

  beforeEach(async () => {
    browser = new FakeBrowserCalls();
    acts = new Map();
    page = PAGE;
    asked = [];
    tasks = new Tasks();
    turn = new AbortController();
    approvals = new Approvals({ request: (data) => asked.push(data) > 0, answer: () => undefined });
    sut = new ToolRunner({
      callBrowser: browser.call,
      tasks,
      approvals,
      journal: new Journal(
        (act) => acts.set(act.id, act),
        () => 0,
      ),
      clipboard: new Clipboard(() => null),
      page: () => page,
    });
    tasks.userSaid(1, 'click continue', PAGE.url);
    await run('page_snapshot', {});
    acts.clear();
    browser.calls.length = 0;
  });

  const run = (name: ToolName, args: Record<string, unknown>, turnId = 1) =>
    sut.run({ callId: 'c', turnId, name, arguments: args }, turn.signal);
  const lastAct = () => [...acts.values()].at(-1);
  const showNumber4 = (turnId = 1) => {
    browser.answers.run_tool = () => ({
      result: { ok: true, numbers: [{ number: 4, ref: 'e2', control: 'button "Continue"' }] },
    });
    return run('show_numbers', {}, turnId);
  };
  const targetIs = (target: Parameters<typeof aTarget>[0]) => {
    browser.answers.inspect = () => ({ ok: true, target: aTarget(target), url: PAGE.url });
  };

  it('runs a call on the control of its ref, and tells what happened', async () => {
    expect(await run('click', { ref: 'e2' })).toMatchObject({ ok: true, changed: 'nothing' });
    expect(browser.runs).toMatchObject([
      { name: 'click', arguments: { ref: 'e2' }, on: { tabId: 7, documentId: 'D', ref: 'e2', number: 2 } },
    ]);
    expect(browser.runs[0]!.expect).toBeUndefined();
    expect(lastAct()).toMatchObject({
      state: 'done',
      what: 'Clicked "More"',
      site: 'shop.example',
      reads: false,
    });
  });

  it('refuses a ref that leads nowhere, without asking the browser', async () => {
    expect(await run('click', { ref: 'e50' })).toMatchObject({ error: expect.stringContaining('no e50') });
    expect(browser.calls).toEqual([]);
    expect(lastAct()).toMatchObject({
      state: 'failed',
      what: 'Click a control',
      outcome: expect.stringContaining('no e50'),
    });
  });

  it('says of which site a call in another tab was', async () => {
    const mail = { tabId: 8, title: 'Mail', url: 'https://mail.example/', host: 'mail.example' };
    browser.answers.run_tool = () => ({ result: { ok: true, text: 'Hello' }, site: mail });
    await run('read_article', { tab: 8 });
    expect(lastAct()).toMatchObject({ state: 'done', site: 'mail.example' });
  });

  it('finds the control of a shown number', async () => {
    await showNumber4();
    tasks.userSaid(2, 'four', PAGE.url);
    targetIs({ name: 'Continue', submits: true });
    await run('click', { ref: 'n4' }, 2);
    expect(browser.runs.slice(1)).toMatchObject([
      { on: { ref: 'n4', number: 104 }, expect: 'button "Continue"' },
    ]);
    expect(asked).toEqual([]);
  });

  it('knows which control had the number that the user says, also by its ref', async () => {
    await showNumber4();
    tasks.userSaid(2, 'four', PAGE.url);
    targetIs({ name: 'Continue', submits: true });
    await run('click', { ref: 'e2' }, 2);
    expect(asked).toEqual([]);
    expect(browser.runs.at(-1)!.name).toBe('click');
  });

  it.each(['e2', 'n4'])(
    'does not count a number as a name if %s got it only after the words',
    async (ref) => {
      tasks.userSaid(2, 'four', PAGE.url);
      await showNumber4(2);
      targetIs({ name: 'Continue', submits: true });
      void run('click', { ref }, 2);
      await settled();
      expect(asked).toHaveLength(1);
    },
  );

  it('forgets numbers and answers of the session before', async () => {
    await showNumber4();
    sut.sessionBegan();
    tasks.userSaid(2, 'four', PAGE.url);
    targetIs({ name: 'Continue', submits: true });
    const first = run('click', { ref: 'e2' }, 2);
    await settled();
    approvals.answer(lastAct()!.id, true);
    await first;
    sut.sessionBegan();
    void run('click', { ref: 'e2' }, 2);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['another tab', 'https://evil.example/', 'https://evil.example', 'evil.example'],
    ['a frame of another site', PAGE.url, 'https://frame.example', 'frame.example'],
  ])('asks before it types what the user did not say into %s', async (_, url, origin, site) => {
    const target = aTarget({ role: 'textbox', editable: true, origin });
    browser.answers.inspect = () => ({ ok: true, target, url });
    void run('type_text', { ref: 'e2', text: 'the code is 1234' });
    await settled();
    expect(asked).toMatchObject([{ question: `Type "the code is 1234" on ${site}?` }]);
    expect(browser.runs).toEqual([]);
  });

  describe('when a rule asks', () => {
    beforeEach(() => targetIs({ name: 'Buy now' }));

    it('shows the question, and runs the call after a yes, on the same control only', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      expect(lastAct()).toMatchObject({
        state: 'asking',
        question: 'Click the button "Buy now" on shop.example?',
      });
      expect(asked).toMatchObject([{ call_id: 'c', remember: false, expires_ms: 60_000 }]);
      expect(browser.runs).toEqual([]);
      approvals.answer(lastAct()!.id, true);
      expect(await result).toMatchObject({ ok: true });
      expect(browser.runs).toMatchObject([{ name: 'click', expect: 'button "Buy now"' }]);
      expect(lastAct()).toMatchObject({ state: 'done', question: null });
    });

    it('does nothing after a no', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, false);
      expect(await result).toEqual({ ok: false, error: 'The user said no.', denied: true });
      expect(browser.runs).toEqual([]);
      expect(lastAct()).toMatchObject({ state: 'denied', what: 'Click "Buy now"', question: null });
    });

    it('types nothing into the tab that the user went to meanwhile', async () => {
      targetIs({ role: 'textbox', name: 'Message', editable: true });
      const result = run('type_text', { text: 'Hello', submit: true });
      await settled();
      page = { ...PAGE, tabId: 8 };
      approvals.answer(lastAct()!.id, true);
      expect(await result).toMatchObject({ ok: false, error: expect.stringContaining('Another tab') });
      expect(browser.runs).toEqual([]);
    });

    it('takes a no of the backend, and never a yes', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      approvals.refuse('another');
      approvals.refuse(asked[0]!.approval_id);
      expect(await result).toMatchObject({ denied: true });
    });

    it('counts silence as a no', async () => {
      vi.useFakeTimers();
      try {
        const result = run('click', { ref: 'e2' });
        await vi.advanceTimersByTimeAsync(60_000);
        expect(await result).toMatchObject({
          denied: true,
          error: expect.stringContaining('got no answer'),
        });
        // The same call in the same turn asks no second time.
        expect(await run('click', { ref: 'e2' })).toEqual(await result);
      } finally {
        vi.useRealTimers();
      }
    });

    it('withdraws the question when the turn is interrupted', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      turn.abort();
      expect(await result).toMatchObject({ denied: true, error: expect.stringContaining('withdrawn') });
      expect(browser.runs).toEqual([]);
    });

    it('asks again before it buys, sends or deletes once more', async () => {
      const first = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, true);
      await first;
      void run('click', { ref: 'e2' });
      await settled();
      expect(asked).toHaveLength(2);
    });

    it('does not ask again in the turn in which the user said no', async () => {
      const first = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, false);
      await first;
      expect(await run('click', { ref: 'e2' })).toMatchObject({ denied: true });
      expect(asked).toHaveLength(1);
    });

    it('asks only once in a turn for the same form, and again for another control and in the next turn', async () => {
      targetIs({ name: 'Next', submits: true });
      const first = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, true);
      await first;
      await run('click', { ref: 'e2' });
      expect(asked).toHaveLength(1);
      const other = run('click', { ref: 'e3' });
      await settled();
      expect(asked).toHaveLength(2);
      approvals.answer(lastAct()!.id, true);
      await other;
      void run('click', { ref: 'e2' }, 2);
      await settled();
      expect(asked).toHaveLength(3);
    });
  });

  it('refuses what a rule denies', async () => {
    expect(await run('open_url', { url: 'javascript:alert(1)' })).toMatchObject({ ok: false, denied: true });
    expect(lastAct()).toMatchObject({ state: 'denied' });
    expect(browser.runs).toEqual([]);
  });

  it('never types where a password field took the place of the field', async () => {
    targetIs({ role: 'textbox', name: 'Name', control: 'textbox "Name"', editable: true });
    await run('type_text', { text: 'Ann' });
    expect(browser.calls[0]).toEqual({ name: 'inspect', args: { focus: true } });
    expect(browser.runs).toMatchObject([{ name: 'type_text', expect: 'textbox "Name"' }]);
  });

  it('types nothing if nothing has the focus, and presses the key all the same', async () => {
    browser.answers.inspect = () => ({ ok: false, error: 'Nothing has the focus.' });
    expect(await run('type_text', { text: 'Ann' })).toEqual({ ok: false, error: 'Nothing has the focus.' });
    expect(await run('press_key', { key: 'Escape' })).toMatchObject({ ok: true });
  });

  it('opens the very address that it has judged, whose site then belongs to the task', async () => {
    tasks.userSaid(1, 'open example dot com', PAGE.url);
    await run('open_url', { url: 'example.com' });
    expect(browser.runs).toMatchObject([{ arguments: { url: 'https://example.com/' } }]);
    expect(tasks.task(1, PAGE.url).hosts).toContain('example.com');
  });

  it('asks once the addresses of a turn together may carry much', async () => {
    for (const letter of 'abc') await run('open_url', { url: `https://shop.example/${letter.repeat(60)}` });
    expect(asked).toEqual([]);
    void run('open_url', { url: `https://shop.example/${'d'.repeat(60)}` });
    await settled();
    expect(asked).toHaveLength(1);
  });

  it('asks before it closes a pinned tab', async () => {
    const tabs = [{ tab: 7, title: 'Mail', url: '', active: true, audible: false, pinned: true }];
    browser.answers.run_tool = ({ name }) => ({
      result: name === 'list_tabs' ? { ok: true, tabs } : { ok: true },
    });
    void run('close_tab', {});
    await settled();
    expect(asked).toMatchObject([{ question: 'Close the pinned tab "Mail"?' }]);
  });

  it('closes the tab that was active when it asked, and none that it cannot judge', async () => {
    const tabs = [
      { tab: 7, title: 'Shop', url: '', active: false, audible: false, pinned: false },
      { tab: 8, title: 'Mail', url: '', active: true, audible: false, pinned: true },
    ];
    browser.answers.run_tool = ({ name }) => ({
      result: name === 'list_tabs' ? { ok: true, tabs } : { ok: true },
    });
    const closing = run('close_tab', {});
    await settled();
    approvals.answer(lastAct()!.id, true);
    await closing;
    expect(browser.runs.at(-1)).toMatchObject({ name: 'close_tab', arguments: { tabs: [8] } });
    const runs = browser.runs.length;
    expect(await run('close_tab', { tabs: [7, 99] })).toMatchObject({ ok: false });
    expect(browser.runs.slice(runs)).toMatchObject([{ name: 'list_tabs' }]);
  });

  describe('undo', () => {
    const scrolled = { kind: 'page', undo: { kind: 'scroll', top: 0, left: 0 } } as const;
    const step = { ...scrolled, tabId: 7, documentId: 'D' };

    beforeEach(() => {
      browser.answers.run_tool = () => ({ result: { ok: true, changed: 'scrolled' }, undo: step });
    });

    it('takes back the last act that can be undone, once', async () => {
      await run('scroll', { direction: 'down' });
      expect(lastAct()).toMatchObject({ undoable: true });
      expect(await run('undo', {})).toMatchObject({ ok: true, undone: 'Scrolled down' });
      expect(browser.calls.at(-1)).toMatchObject({ name: 'undo', args: { step } });
      expect(lastAct()).toMatchObject({ state: 'undone', undoable: false, outcome: 'undone' });
      expect(await run('undo', {})).toEqual({ ok: false, error: 'There is nothing that can be undone.' });
    });

    it('takes back the act whose card it is', async () => {
      await run('scroll', { direction: 'down' });
      const [first] = acts.keys();
      await run('scroll', { direction: 'up' });
      await sut.undo(first);
      expect(acts.get(first!)).toMatchObject({ state: 'undone' });
      expect(lastAct()).toMatchObject({ state: 'done', undoable: true });
    });

    it('names the last act if it cannot be undone, and what can', async () => {
      await run('scroll', { direction: 'down' });
      browser.answers.run_tool = () => ({ result: { ok: true, changed: 'checkbox checked' } });
      await run('click', { ref: 'e2' });
      expect(await run('undo', {})).toEqual({
        ok: false,
        error:
          'The last act cannot be undone: Clicked "More". Say "undo that" again to undo the one before: Scrolled down.',
      });
      expect(browser.calls.map(({ name }) => name)).not.toContain('undo');
      expect(await run('undo', {})).toMatchObject({ ok: true, undone: 'Scrolled down' });
    });

    it('says why it failed', async () => {
      await run('scroll', { direction: 'down' });
      browser.answers.undo = () => ({ result: { ok: false, error: 'The page is gone.' } });
      expect(await run('undo', {})).toEqual({ ok: false, error: 'The page is gone.' });
      expect(lastAct()).toMatchObject({ state: 'done', undoable: false, outcome: 'The page is gone.' });
    });
  });

  it.each<[ToolName, Record<string, unknown>, ToolResult, Partial<Act>]>([
    ['show_numbers', {}, { ok: true, numbers: [] }, { what: 'Showed numbers', reads: false }],
    [
      'find_in_page',
      { text: 'reviews' },
      { ok: true, matches: [{ ref: 'e3', context: 'Reviews' }], total: 4 },
      { what: 'Looked for "reviews"', outcome: '4 found', reads: false },
    ],
    [
      'find_in_page',
      { text: 'reviews' },
      { ok: true, matches: [], total: 0 },
      { what: 'Looked for "reviews"', outcome: 'nothing found', reads: false },
    ],
    ['type_text', { text: '\n' }, { ok: true, changed: '' }, { what: 'Typed a new line' }],
    ['type_text', { text: '', replace: true }, { ok: true, changed: '' }, { what: 'Emptied the field' }],
  ])('tells what it did by %s with %j', async (name, args, result, act) => {
    browser.answers.run_tool = () => ({ result });
    targetIs({ role: 'textbox', editable: true });
    await run(name, args);
    expect(lastAct()).toMatchObject({ state: 'done', ...act });
  });

  it('names no site where there is no host that says something', async () => {
    page = { ...PAGE, url: 'chrome-extension://plgegolpg/panel.html' };
    const site = { tabId: 7, title: '', url: page.url, host: '' };
    browser.answers.run_tool = () => ({ result: { ok: true }, site });
    await run('scroll', { direction: 'down' });
    expect(lastAct()).toMatchObject({ site: null });
  });

  describe('copy and paste', () => {
    it('copies what is selected, and types it', async () => {
      browser.answers.run_tool = ({ name }) => ({
        result: name === 'read_selection' ? { ok: true, text: 'pears' } : { ok: true, changed: 'typed' },
      });
      expect(await run('copy_text', {})).toMatchObject({
        copied: 5,
        changed: expect.stringContaining("Earshot's own"),
      });
      targetIs({ role: 'textbox', editable: true });
      tasks.userSaid(1, 'paste it', PAGE.url);
      await run('paste_text', {});
      expect(browser.runs.at(-1)).toMatchObject({ name: 'type_text', arguments: { text: 'pears' } });
      expect(lastAct()).toMatchObject({ tool: 'paste_text', what: 'Pasted' });
    });

    it('copies a given text without looking at the page', async () => {
      tasks.userSaid(1, 'copy it', PAGE.url);
      expect(await run('copy_text', { text: 'pears' })).toMatchObject({ ok: true, copied: 5 });
      expect(browser.calls).toEqual([]);
    });

    it.each<[ToolName, string]>([
      ['paste_text', 'Nothing was copied yet'],
      ['copy_text', 'Nothing is selected'],
    ])('%s says that there is nothing', async (name, error) => {
      browser.answers.run_tool = () => ({ result: { ok: true, text: '' } });
      expect(await run(name, {})).toMatchObject({ ok: false, error: expect.stringContaining(error) });
    });
  });

  it('offers the permission without which a call failed', async () => {
    browser.answers.run_tool = () => ({ result: { ok: false, error: 'No.' }, needs: 'bookmarks' });
    await run('bookmark_page', {});
    expect(lastAct()).toMatchObject({ state: 'failed', needs: 'bookmarks' });
  });

  it('gives up on a worker that does not answer', async () => {
    vi.useFakeTimers();
    try {
      const never = new Promise<never>(() => undefined);
      vi.spyOn(browser.answers, 'run_tool').mockReturnValue(never as never);
      const result = run('scroll', { direction: 'down' });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await result).toMatchObject({ ok: false, error: expect.stringContaining('within 5 seconds') });
    } finally {
      vi.useRealTimers();
    }
  });
});
