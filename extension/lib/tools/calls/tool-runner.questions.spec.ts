import { beforeEach, describe, expect, it } from 'vitest';
import { aTarget, PAGE } from '../../testing/fake-browser-calls';
import { settled } from '../../testing/settled';
import { startToolRunner, type ToolRunnerHarness } from '../../testing/tools/tool-runner-harness';

describe('the questions of ToolRunner', () => {
  let browser: ToolRunnerHarness['browser'];
  let asked: ToolRunnerHarness['asked'];
  let tasks: ToolRunnerHarness['tasks'];
  let turn: ToolRunnerHarness['turn'];
  let approvals: ToolRunnerHarness['approvals'];
  let tab: ToolRunnerHarness['tab'];
  let sut: ToolRunnerHarness['sut'];
  let run: ToolRunnerHarness['run'];
  let lastAct: ToolRunnerHarness['lastAct'];
  let showNumber4: ToolRunnerHarness['showNumber4'];
  let targetIs: ToolRunnerHarness['targetIs'];

  beforeEach(async () => {
    ({ browser, asked, tasks, turn, approvals, tab, sut, run, lastAct, showNumber4, targetIs } =
      await startToolRunner());
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

  it('asks the backend in no more characters than it takes, and shows the whole question', async () => {
    const fields = Array.from({ length: 6 }, (_, at) => `Note ${at}: ${'long '.repeat(60)}`);
    targetIs({ name: 'Save all', submits: true, fields });
    void run('click', { ref: 'e2' });
    await settled();
    expect(asked[0]!.question).toHaveLength(1_000);
    expect(lastAct()!.question!.length).toBeGreaterThan(1_000);
    expect(lastAct()!.question).toContain('Note 5');
  });

  it('asks for another program what the user’s words would allow, and says who wants it', async () => {
    targetIs({ name: 'Continue', submits: true });
    await run('click', { ref: 'e2' });
    expect(asked, 'the user has just said "click continue"').toEqual([]);
    void run('click', { ref: 'e2' }, -1);
    await settled();
    expect(asked).toMatchObject([
      { question: expect.stringMatching(/^Another program wants to use the browser\. .*Continue/) },
    ]);
    expect(lastAct()).toMatchObject({ state: 'asking', what: 'Another program: Clicking "Continue"' });
  });

  it('takes no word of the user for a search of another program', async () => {
    tasks.userSaid(2, 'search for cheap flights', PAGE.url);
    void run('search_web', { query: 'cheap flights' }, -1);
    await settled();
    expect(asked).toHaveLength(1);
  });

  it('forgets numbers and answers of the session before', async () => {
    await showNumber4();
    sut.sessionBegan();
    tasks.userSaid(2, 'four', PAGE.url);
    targetIs({ name: 'Continue', submits: true });
    const first = run('click', { ref: 'e2' }, 2);
    await settled();
    approvals.answer(lastAct()!.id, 'yes');
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

  describe('where it may be allowed always', () => {
    const click = (turnId: number) => run('click', { ref: 'e2' }, turnId);
    beforeEach(() => targetIs({ name: 'Go', submits: true, form: 'Search' }));

    it('asks no more on that site after "always", until it is revoked', async () => {
      const first = click(2);
      await settled();
      expect(asked).toMatchObject([{ remember: true }]);
      expect(lastAct()).toMatchObject({ alwaysOn: 'shop.example', askedUntilMs: 60_000 });
      approvals.answer(lastAct()!.id, 'always');
      expect(await first).toMatchObject({ ok: true });
      expect(browser.allowed).toEqual([{ site: 'shop.example', rule: 'submits' }]);
      expect(await click(3)).toMatchObject({ ok: true });
      expect(asked).toHaveLength(1);
      expect(browser.runs.at(-1)).toMatchObject({ expect: 'button "Go"' });
      browser.allowed = [];
      void click(4);
      await settled();
      expect(asked).toHaveLength(2);
    });

    it('takes a spoken "always"', async () => {
      void click(2);
      await settled();
      approvals.userSaid('always', false);
      approvals.answered({ approval_id: asked[0]!.approval_id, answer: 'always', by: 'voice' });
      await settled();
      expect(browser.allowed).toHaveLength(1);
    });

    it.each<[string, object]>([
      ['buys', { name: 'Buy now', submits: true }],
      ['deletes', { name: 'Delete', submits: true }],
      ['sends', { name: 'Send message', submits: true }],
      ['downloads', { name: 'Report', downloads: true, role: 'link' }],
      ['is on another site', { submits: true, origin: 'https://frame.example' }],
    ])('still asks about what %s', async (_, target) => {
      browser.allowed = ['submits', 'buys', 'deletes', 'sends', 'downloads'].map((rule) => ({
        site: 'shop.example',
        rule,
      }));
      targetIs(target);
      void click(2);
      await settled();
      expect(asked).toHaveLength(1);
    });
  });

  const BACK = { kind: 'go_back', tabId: 7, url: PAGE.url };
  const IN_PAGE = { kind: 'page', undo: { kind: 'scroll', top: 0, left: 0 }, tabId: 7, documentId: 'D' };

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
      approvals.answer(lastAct()!.id, 'yes');
      expect(await result).toMatchObject({ ok: true });
      expect(browser.runs).toMatchObject([{ name: 'click', expect: 'button "Buy now"' }]);
      expect(lastAct()).toMatchObject({ state: 'done', question: null });
    });

    it('does not ask about a disabled control', async () => {
      targetIs({ name: 'Buy now', disabled: true });
      expect(await run('click', { ref: 'e2' })).toEqual({
        ok: false,
        error: 'button "Buy now" is disabled.',
      });
      expect(asked).toEqual([]);
    });

    it('does nothing after a no', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, 'no');
      expect(await result).toEqual({ ok: false, error: 'The user said no.', denied: true });
      expect(browser.runs).toEqual([]);
      expect(lastAct()).toMatchObject({ state: 'denied', what: 'Click "Buy now"', question: null });
    });

    it('types nothing into the tab that the user went to meanwhile', async () => {
      targetIs({ role: 'textbox', name: 'Message', editable: true });
      const result = run('type_text', { text: 'Hello', submit: true });
      await settled();
      tab.page = { ...PAGE, tabId: 8 };
      approvals.answer(lastAct()!.id, 'yes');
      expect(await result).toMatchObject({ ok: false, error: expect.stringContaining('Another tab') });
      expect(browser.runs).toEqual([]);
    });

    it('never takes "always" for what is asked each time', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, 'always');
      expect(await result).toMatchObject({ ok: true });
      expect(browser.allowed).toEqual([]);
    });

    it.each<[string, string, object, object, boolean]>([
      ['a form that was asked about', 'go on', { name: 'Go', submits: true }, BACK, false],
      ['a form that was asked about, in the page', 'go on', { name: 'Go', submits: true }, IN_PAGE, false],
      ['an order', 'buy it', { name: 'Buy now' }, BACK, false],
      ['a form that the words named', 'click apply', { name: 'Apply', submits: true }, BACK, false],
      ['a search', 'click search', { name: 'Search', submits: true }, BACK, true],
      ['a link', 'click more', { name: 'More', role: 'link' }, BACK, true],
      [
        'a link to another site',
        'go on',
        { name: 'More', role: 'link', href: 'https://a.example/' },
        BACK,
        true,
      ],
    ])('offers to undo only what was not sent: %s', async (_, words, target, undo, undoable) => {
      tasks.userSaid(2, words, PAGE.url);
      targetIs(target);
      browser.answers.run_tool = () => ({ result: { ok: true, changed: 'page opened' }, undo }) as never;
      const result = run('click', { ref: 'e2' }, 2);
      await settled();
      approvals.answer(lastAct()!.id, 'yes');
      await result;
      expect(lastAct()).toMatchObject({ state: 'done', undoable });
    });

    it('does nothing without an answer, and asks no second time in the turn', async () => {
      const result = run('click', { ref: 'e2' });
      await settled();
      approvals.changed({ approval_id: asked[0]!.approval_id, state: 'expired' });
      expect(await result).toMatchObject({ denied: true, error: expect.stringContaining('got no answer') });
      expect(await run('click', { ref: 'e2' })).toEqual(await result);
      expect(asked).toHaveLength(1);
      expect(browser.runs).toEqual([]);
    });

    it('shows no question while the backend asks about something else', async () => {
      approvals.changed({ approval_id: 'other', state: 'asked' });
      void run('click', { ref: 'e2' });
      await settled();
      expect(lastAct()).toMatchObject({ state: 'running', question: null });
      approvals.changed({ approval_id: asked[0]!.approval_id, state: 'asked' });
      expect(lastAct()).toMatchObject({ state: 'asking', askedUntilMs: 60_000 });
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
      approvals.answer(lastAct()!.id, 'yes');
      await first;
      void run('click', { ref: 'e2' });
      await settled();
      expect(asked).toHaveLength(2);
    });

    it('does not ask again in the turn in which the user said no', async () => {
      const first = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, 'no');
      await first;
      expect(await run('click', { ref: 'e2' })).toMatchObject({ denied: true });
      expect(asked).toHaveLength(1);
    });

    it('asks only once in a turn for the same form, and again for another control and in the next turn', async () => {
      targetIs({ name: 'Next', submits: true });
      const first = run('click', { ref: 'e2' });
      await settled();
      approvals.answer(lastAct()!.id, 'yes');
      await first;
      await run('click', { ref: 'e2' });
      expect(asked).toHaveLength(1);
      const other = run('click', { ref: 'e3' });
      await settled();
      expect(asked).toHaveLength(2);
      approvals.answer(lastAct()!.id, 'yes');
      await other;
      void run('click', { ref: 'e2' }, 2);
      await settled();
      expect(asked).toHaveLength(3);
    });
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
    approvals.answer(lastAct()!.id, 'yes');
    await closing;
    expect(browser.runs.at(-1)).toMatchObject({ name: 'close_tab', arguments: { tabs: [8] } });
    const runs = browser.runs.length;
    expect(await run('close_tab', { tabs: [7, 99] })).toMatchObject({ ok: false });
    expect(browser.runs.slice(runs)).toMatchObject([{ name: 'list_tabs' }]);
  });
});
