import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { McpServerItem } from '#protocol';
import { aTarget, PAGE } from '../../testing/fake-browser-calls';
import { startCopilot, type CopilotHarness } from '../../testing/host/copilot-harness';
import { CopilotLink } from './copilot-link';

describe(CopilotLink.name, () => {
  let client: CopilotHarness['client'];
  let browser: CopilotHarness['browser'];
  let tab: CopilotHarness['tab'];
  let session: CopilotHarness['session'];
  let sut: CopilotHarness['sut'];
  let settled: CopilotHarness['settled'];
  let open: CopilotHarness['open'];
  let call: CopilotHarness['call'];
  let command: CopilotHarness['command'];
  let results: CopilotHarness['results'];
  let names: CopilotHarness['names'];

  beforeEach(async () => {
    vi.useFakeTimers();
    ({ client, browser, tab, session, sut, settled, open, call, command, results, names } =
      await startCopilot());
  });
  afterEach(() => void vi.useRealTimers());

  describe('the tools', () => {
    it('are registered before the first turn is sent', async () => {
      await open();
      expect(names()).toEqual(['tool_register', 'update_config', 'text_input', 'ping']);
    });

    it('are registered in a new session, and not in a resumed one', async () => {
      await open();
      client.open({ resumed: true });
      expect(client.sent('tool_register')).toHaveLength(1);
      client.open();
      expect(client.sent('tool_register')).toHaveLength(2);
    });

    it('of MCP servers are listed as the backend says, and the user’s choices go there', async () => {
      const choice = { server: 'files', tool: 'read', policy: 'allow' } as const;
      sut.mcpPolicy(choice);
      await open();
      expect(client.sent('mcp_policy'), 'there was no session').toEqual([]);
      const files: McpServerItem = { name: 'files', state: 'running', tools: [], left_out: 0 };
      const servers = [files, 7 as never];
      client.dataEvent.emit({ type: 'data', name: 'mcp', data: { servers } });
      expect(session.state.mcpServers).toEqual([files]);
      sut.mcpPolicy(choice);
      expect(client.sent('mcp_policy')).toEqual([choice]);
    });

    it('are registered anew when a permission changes what they do', async () => {
      await open();
      sut.permissionsChanged();
      await settled();
      expect(client.sent('tool_register')).toHaveLength(1);
      browser.answers.permissions = () => ['hosts', 'clipboard'];
      sut.permissionsChanged();
      await settled();
      expect(client.sent('tool_register')).toHaveLength(2);
      expect(session.state.permissions).toEqual(['hosts', 'clipboard']);
    });

    it('run, and their acts are in the state', async () => {
      await open();
      await call('scroll', { direction: 'down' });
      expect(results()).toEqual([{ call_id: 'c', result: expect.objectContaining({ ok: true }) }]);
      expect(session.state.acts).toMatchObject([{ state: 'done', what: 'Scrolled down', turnId: 1 }]);
    });

    it('do what the user said without asking, where the words came from speech or the keyboard', async () => {
      await open();
      client.text('user', 'click continue', 1);
      browser.answers.inspect = () => ({
        ok: true,
        target: aTarget({ name: 'Continue', submits: true }),
        url: PAGE.url,
      });
      await call('page_snapshot', {}, { call_id: 'a' });
      await call('click', { ref: 'e2' });
      expect(results().at(-1)).toMatchObject({ result: { ok: true } });
    });

    it('ask before what the user did not say, and take the answer of the card', async () => {
      await open();
      client.text('user', 'what is this', 1);
      browser.answers.inspect = () => ({
        ok: true,
        target: aTarget({ name: 'Continue', submits: true }),
        url: PAGE.url,
      });
      await call('page_snapshot', {}, { call_id: 'a' });
      await call('click', { ref: 'e2' });
      const [request] = client.sent('approval_request') as { approval_id: string; question: string }[];
      expect(request).toMatchObject({ call_id: 'c', question: expect.stringContaining('Send the form') });
      const act = session.state.acts.at(-1)!;
      expect(act).toMatchObject({ state: 'asking', question: request!.question });
      sut.answerApproval(act.id, 'yes');
      await settled();
      expect(client.sent('approval_answer')).toEqual([
        { approval_id: request!.approval_id, answer: 'yes', by: 'button' },
      ]);
      expect(results().at(-1)).toMatchObject({ result: { ok: true } });
    });

    it('ask before what was not surely said, until the user says yes to it', async () => {
      await open();
      browser.answers.inspect = () => ({
        ok: true,
        target: aTarget({ name: 'Continue', submits: true }),
        url: PAGE.url,
      });
      client.text('user', 'click continue', 1, { uncertain: true });
      await call('page_snapshot', {}, { call_id: 'a' });
      await call('click', { ref: 'e2' });
      expect(client.sent('approval_request')).toHaveLength(1);
      sut.answerApproval(session.state.acts.at(-1)!.id, 'no');
      await settled();
      await call('show_numbers', { refs: ['e2'] }, { call_id: 'b' });
      client.text('assistant', 'Continue?', 1, { is_final: false });
      client.text('assistant', 'Con', 1, { interrupted: true });
      client.text('user', 'yes', 2);
      await call('click', { ref: 'e2' }, { call_id: 'd', turn_id: 2 });
      expect(client.sent('approval_request')).toHaveLength(1);
      expect(results().at(-1)).toMatchObject({ call_id: 'd', result: { ok: true } });
    });

    it('count the site where the user began to speak as that of the task', async () => {
      await open();
      client.text('user', 'open it', 1, { is_final: false });
      tab.page = { ...PAGE, url: 'https://evil.example/' };
      sut.pageChanged();
      await settled();
      client.text('user', 'open it', 1);
      await call('open_url', { url: 'https://evil.example/' });
      expect(client.sent('approval_request')).toMatchObject([{ question: 'Open evil.example?' }]);
    });

    it('withdraw a question when the turn is interrupted', async () => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      command({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      await settled();
      expect(results()).toMatchObject([{ result: { ok: false, denied: true } }]);
      expect(session.state.acts.at(-1)).toMatchObject({ state: 'denied' });
    });

    it('go on when the rest of their question is not spoken any more', async () => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      command({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'replaced', goes_on_as: 2 } });
      await settled();
      expect(session.state.acts.at(-1)).toMatchObject({ state: 'asking' });
    });

    it('are declined by a no that was typed', async () => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      const { approval_id } = client.sent('approval_request')[0] as { approval_id: string };
      command({
        type: 'cmd',
        name: 'approval_answer',
        data: { approval_id, answer: 'no', by: 'typed' },
      });
      command({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'replaced' } });
      await settled();
      expect(session.state.acts.at(-1)).toMatchObject({ state: 'denied', outcome: 'The user said no.' });
    });

    describe('while the connection is lost', () => {
      const lose = () =>
        client.reconnectingEvent.emit({ attempt: 1, delayMs: 1_000, restarting: false } as never);
      const asked = async () => {
        await open();
        await call('open_url', { url: 'https://evil.example/' });
        lose();
        return session.state.acts.at(-1)!.id;
      };
      const opened = () =>
        browser.calls.filter(
          ({ name, args }) => name === 'run_tool' && 'url' in (args as { arguments: object }).arguments,
        );

      it('do not do what the session that is gone had asked for', async () => {
        const act = await asked();
        sut.answerApproval(act, 'yes');
        client.open();
        await settled();
        sut.answerApproval(act, 'yes');
        await settled();
        expect(opened()).toEqual([]);
        expect(session.state.acts.at(-1)).toMatchObject({ state: 'denied' });
        expect([...results(), ...client.sent('approval_answer')]).toEqual([]);
      });

      it('do it once the session is back', async () => {
        const act = await asked();
        sut.answerApproval(act, 'yes');
        await settled();
        expect(opened()).toEqual([]);
        client.open({ resumed: true });
        await settled();
        expect(opened()).toHaveLength(1);
        expect(client.sent('approval_answer')).toMatchObject([{ answer: 'yes' }]);
        expect(results()).toMatchObject([{ result: { ok: true } }]);
      });

      it('hold no result for another session', async () => {
        const act = await asked();
        sut.answerApproval(act, 'no');
        await settled();
        client.open();
        await settled();
        expect(results()).toEqual([]);
      });

      it('give the result again to the session that asks again', async () => {
        const act = await asked();
        sut.answerApproval(act, 'no');
        await settled();
        expect(results()).toEqual([]);
        client.open({ resumed: true });
        await call('open_url', { url: 'https://evil.example/' });
        expect(results()).toMatchObject([{ call_id: 'c', result: { denied: true } }]);
      });

      it('ask the session once it is back', async () => {
        await open();
        let look: (answer: ReturnType<typeof browser.answers.inspect>) => void = () => undefined;
        browser.answers.inspect = () => new Promise((resolve) => (look = resolve)) as never;
        await call('page_snapshot', {}, { call_id: 'a' });
        await call('click', { ref: 'e2' });
        lose();
        look({ ok: true, target: aTarget({ name: 'Delete' }), url: PAGE.url });
        await settled();
        expect(client.sent('approval_request')).toEqual([]);
        client.open({ resumed: true });
        expect(client.sent('approval_request')).toMatchObject([{ call_id: 'c' }]);
      });
    });

    describe('take what the backend heard', () => {
      const asked = async () => {
        await open();
        await call('open_url', { url: 'https://evil.example/' });
        const [{ approval_id }] = client.sent('approval_request') as [{ approval_id: string }];
        return approval_id;
      };
      const answer = async (approval_id: string, said: 'yes' | 'no') => {
        command({ type: 'cmd', name: 'approval_answer', data: { approval_id, answer: said, by: 'voice' } });
        await settled();
      };

      it.each<[string | null, 'yes' | 'no', number]>([
        ['yes', 'yes', 1],
        ['no', 'no', 1],
        [null, 'no', 1],
        [null, 'yes', 0],
        ['she said yes', 'yes', 0],
        ['yes but wait', 'yes', 0],
      ])('where the user is shown to have said %j: %s', async (words, said, count) => {
        const id = await asked();
        if (words !== null) client.text('user', words, 2);
        await answer(id, said);
        expect(results()).toHaveLength(count);
      });

      it('also after other words, whose turn leaves the call alone', async () => {
        const id = await asked();
        command({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in', parked: [1] } });
        client.text('user', 'what is this', 2);
        await call('list_tabs', {}, { call_id: 'd', turn_id: 2 });
        expect(results()).toMatchObject([{ call_id: 'd', result: { ok: true } }]);
        command({ type: 'cmd', name: 'flush', data: { turn_id: 2, reason: 'barge_in', parked: [1] } });
        client.text('user', 'yes', 3);
        await answer(id, 'yes');
        expect(results()).toMatchObject([{ call_id: 'd' }, { call_id: 'c', result: { ok: true } }]);
        await call('list_tabs', {}, { call_id: 'e' });
        expect(results().at(-1)).toMatchObject({ call_id: 'e', result: { ok: true } });
        command({ type: 'cmd', name: 'flush', data: { turn_id: 4, reason: 'barge_in' } });
        await call('list_tabs', {}, { call_id: 'f' });
        expect(results().at(-1)).toMatchObject({ call_id: 'f', result: { ok: false } });
      });
    });

    it('shows what the backend asks about its own tools, and sends the answer', async () => {
      await open();
      const request = { approval_id: 'b', call_id: 'm', question: 'Delete the note?', remember: true };
      const ask = () =>
        command({ type: 'cmd', name: 'approval_request', data: { ...request, expires_ms: 60_000 } });
      ask();
      expect(session.state.question).toEqual({
        ...{ id: 'b', question: 'Delete the note?', mayRemember: true, untilMs: 60_000 },
      });
      sut.answerApproval('b', 'always');
      expect(client.sent('approval_answer')).toEqual([{ approval_id: 'b', answer: 'always', by: 'button' }]);
      expect(session.state.question).toBeNull();
      ask();
      client.dataEvent.emit({ type: 'data', name: 'approval', data: { approval_id: 'b', state: 'no' } });
      expect(session.state.question).toBeNull();
    });

    it.each(['yes', 'no'] as const)(
      'sends the %s to a question of the backend that is pressed while the connection is lost',
      async (answer) => {
        await open();
        const request = { approval_id: 'b', call_id: 'm', question: 'Delete the note?', remember: true };
        command({ type: 'cmd', name: 'approval_request', data: { ...request, expires_ms: 60_000 } });
        client.reconnectingEvent.emit({ attempt: 1, delayMs: 1_000, restarting: false } as never);
        sut.answerApproval('b', answer);
        expect(client.sent('approval_answer')).toEqual([]);
        client.open({ resumed: true });
        expect(client.sent('approval_answer')).toEqual([{ approval_id: 'b', answer, by: 'button' }]);
      },
    );

    it('ask after a question of the backend that is open', async () => {
      await open();
      const is = (approval_id: string, state: 'asked' | 'no') =>
        client.dataEvent.emit({ type: 'data', name: 'approval', data: { approval_id, state } });
      is('b', 'asked');
      await call('open_url', { url: 'https://evil.example/' });
      const [{ approval_id }] = client.sent('approval_request') as [{ approval_id: string }];
      expect(session.state.acts).toMatchObject([{ state: 'running' }]);
      is('b', 'no');
      is(approval_id, 'asked');
      expect(session.state.acts).toMatchObject([{ state: 'asking' }]);
    });

    it('are undone from their cards, also after the call', async () => {
      await open();
      const step = { kind: 'close_tab', tabId: 9 } as const;
      browser.answers.run_tool = () => ({ result: { ok: true, changed: 'opened' }, undo: step });
      await call('new_tab', {});
      session.hangUp();
      expect(session.state.acts).toMatchObject([{ undoable: true }]);
      sut.undo(session.state.acts[0]!.id);
      await settled();
      expect(browser.calls.at(-1)).toMatchObject({ name: 'undo', args: { step } });
      expect(session.state.acts).toMatchObject([{ state: 'undone' }]);
    });

    it('stop when the user says so', async () => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      sut.stop();
      await settled();
      expect(results()).toMatchObject([{ result: { denied: true } }]);
    });
  });
});
