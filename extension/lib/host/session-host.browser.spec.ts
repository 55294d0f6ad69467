import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostCommand, HostRequest } from '../messaging/host-requests';
import { DEFAULT_CONVERSATION } from '../settings/conversation-settings';
import { PAGE } from '../testing/fake-browser-calls';
import { URL, startHost } from '../testing/host/host-harness';
import { PHRASES_DELAY_MS } from '../tools/phrases/phrases-publisher';

const settings = DEFAULT_CONVERSATION;

describe('the browser in SessionHost', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const settled = () => vi.advanceTimersByTimeAsync(0);

  describe('shortcuts and the context menu', () => {
    const command = (command: HostCommand): HostRequest => ({
      target: 'host',
      type: 'command',
      command,
      backendUrl: URL,
      settings,
    });

    async function inCall() {
      const harness = startHost();
      harness.sut.handle(command('talk'));
      await settled();
      harness.client.open();
      return harness;
    }

    it('start a call, and unmute one', async () => {
      const { sut, client, sounds } = await inCall();
      expect(client.urls).toEqual([URL]);
      sut.handle(command('mute'));
      expect(sut.session.state.muted).toBe(true);
      sut.handle(command('talk'));
      expect(sut.session.state.muted).toBe(false);
      expect(client.urls).toHaveLength(1);
      expect(sounds).toEqual([]);
    });

    it('unmute a call that gains its microphone', async () => {
      const { sut, client } = startHost();
      sut.session.sendText('hello', URL);
      client.open();
      sut.handle(command('mute'));
      expect(sut.session.state.muted).toBe(true);
      sut.handle(command('talk'));
      await settled();
      expect(sut.session.state).toMatchObject({ muted: false, microphone: 'live' });
    });

    it('open the page for the permission if the microphone is not permitted', async () => {
      const { sut, microphone, sounds } = startHost();
      microphone.permission = 'prompt';
      sut.handle(command('talk'));
      await settled();
      expect(sounds).toEqual(['permission page']);
    });

    it('do not mute where there is no call', () => {
      const { sut } = startHost();
      sut.handle(command('mute'));
      expect(sut.session.state.muted).toBe(false);
    });

    it('stop the answer', async () => {
      const { sut, client } = await inCall();
      client.phase('speaking', 1);
      client.speak(1, 16_000);
      await settled();
      const interrupt = vi.spyOn(sut.session, 'interrupt');
      sut.handle(command('stop'));
      expect(interrupt).toHaveBeenCalledOnce();
    });

    it('take no call that the model sends while it is being stopped', async () => {
      const { sut, client } = await inCall();
      const call = (turn_id: number) =>
        client.commandEvent.emit({
          type: 'cmd',
          name: 'tool_call',
          data: { call_id: `call ${turn_id}`, turn_id, name: 'list_tabs', arguments: {}, policy: 'allow' },
        });
      client.phase('thinking', 1);
      sut.handle(command('stop'));
      call(1);
      await settled();
      expect(client.sent('tool_result')).toEqual([
        { call_id: 'call 1', result: { ok: false, error: 'Stopped before it began.' } },
      ]);
      client.phase('thinking', 2);
      call(2);
      await settled();
      expect(client.sent('tool_result')).toMatchObject([{}, { call_id: 'call 2', result: { ok: true } }]);
    });

    it('hold and release the talk key', async () => {
      const { sut, client } = await inCall();
      sut.session.configure({ ...settings, mode: 'push_to_talk' });
      await settled();
      const talk = {
        ...command('push_to_talk'),
        settings: { ...settings, mode: 'push_to_talk' },
      } as HostRequest;
      sut.handle(talk);
      expect(sut.session.state.talking).toBe(true);
      sut.handle(talk);
      await settled();
      expect(sut.session.state.talking).toBe(false);
      expect(client.sent('push_to_talk').slice(-2)).toEqual([{ state: 'down' }, { state: 'up' }]);
    });

    it('read the selection aloud, also without a call', async () => {
      const { sut, client } = startHost();
      sut.handle({ target: 'host', type: 'read_selection', text: 'Pears', backendUrl: URL, settings });
      client.open();
      await settled();
      expect(client.sent('text_input')).toEqual([{ text: 'Read the selection.' }]);
    });

    it('quote the selection to ask about', () => {
      const { sut, attach } = startHost();
      const { seen, ask } = attach();
      const quote = { text: 'Pears', title: 'Fruit', url: 'https://fruit.example/' };
      sut.handle({ target: 'host', type: 'ask_about', ...quote });
      expect(seen().quote).toEqual(quote);
      ask({ type: 'drop_quote' });
      expect(seen().quote).toBeNull();
    });

    it('say why nothing is read of an excluded site, and send nothing', async () => {
      const { sut, client, attach } = startHost();
      const { seen, ask } = attach();
      sut.handle({ target: 'host', type: 'selection_refused', site: 'fruit.example' });
      await settled();
      expect(seen()).toMatchObject({
        notice: { code: 'excluded_site', site: 'fruit.example' },
        quote: null,
        connection: 'off',
      });
      expect(client.sent('text_input')).toEqual([]);
      ask({ type: 'dismiss_notice' });
      expect(seen().notice).toBeNull();
    });
  });

  it('tells the panel which page is active, and what is permitted', async () => {
    const { sut, browser, attach } = startHost();
    await settled();
    const { seen } = attach();
    expect(seen()).toMatchObject({ page: PAGE, permissions: ['hosts'] });
    browser.answers.page_access = () => ({ ...PAGE, title: 'Pay' });
    sut.handle({ target: 'host', type: 'page_changed' });
    await settled();
    expect(seen().page?.title).toBe('Pay');
  });

  it('looks what the page has only until the user has said something', async () => {
    const { sut, browser } = startHost();
    await settled();
    sut.session.sendText('hello', URL);
    sut.handle({ target: 'host', type: 'page_changed' });
    await settled();
    const looks = browser.calls.filter(({ name }) => name === 'page_access').map(({ args }) => args);
    expect(looks).toEqual([{ glance: true }, { glance: false }]);
  });

  it('listens to nothing but the names of a page from content scripts', async () => {
    const { sut, client } = startHost();
    sut.session.sendText('hello', URL);
    client.open();
    await settled();
    const sender = { id: 'this-extension', documentId: 'D', tab: { id: PAGE.tabId } };
    sut.takePhrases({ target: 'host', type: 'page_phrases', path: [], phrases: ['Menu'] }, sender);
    sut.takePhrases({ target: 'host', type: 'ring' }, sender);
    sut.takePhrases(
      { target: 'host', type: 'page_phrases', path: [], phrases: ['Evil'] },
      { ...sender, id: 'x' },
    );
    await vi.advanceTimersByTimeAsync(PHRASES_DELAY_MS);
    expect(client.sent('page_phrases')).toEqual([{ phrases: ['Menu'] }]);
  });
});
