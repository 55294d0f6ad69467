import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExtensionBrowser } from '../harness/browser.ts';
import { until } from '../harness/cdp.ts';
import { FakeBackend } from '../harness/fake-backend.ts';
import type { SidePanel } from '../harness/side-panel.ts';

describe('the backend', () => {
  let backend: FakeBackend;
  let browser: ExtensionBrowser;
  let panel: SidePanel;

  beforeEach(async () => {
    backend = await FakeBackend.start();
  });
  afterEach(async () => {
    await browser.close();
    await backend.kill();
  });

  async function open(backendUrl: string): Promise<void> {
    browser = await ExtensionBrowser.launch({ backendUrl });
    panel = await browser.openPanel();
  }

  /** Saves an address in the settings, as a user types it. */
  async function save(address: string): Promise<void> {
    await panel.click('settings');
    await panel.page.evaluate(`document.querySelector('#backend-url').select()`);
    await panel.page.send('Input.insertText', { text: address });
    await panel.press('Enter');
  }

  const texts = () =>
    backend.commands.flatMap((command) => (command.name === 'text_input' ? [command.data.text] : []));

  it('is looked for before the panel says that it is ready, without a session', async () => {
    const { url } = backend;
    await backend.kill();
    await open(url);
    await panel.waitForStatus('Not ready: no backend');
    expect(await panel.problem()).toContain('npm start');
    await backend.listen();
    await panel.waitForStatus('Ready');
    expect(backend.received).toEqual([]);
  });

  it('gets what was typed while the address was wrong, once and in order', async () => {
    const gone = await FakeBackend.start();
    await gone.kill();
    await open(gone.url);
    await panel.type('first question');
    await panel.waitForStatus('Backend not running');
    expect(await panel.problem()).toMatch(/npm start/);
    expect(await panel.primary()).toBe('Retry now');
    await panel.type('second question');
    await save(backend.url.replace('ws://', 'http://'));
    await until('the questions', async () => texts().length === 2);
    await panel.click('back');
    backend.text('user', 'first question', 1);
    backend.text('assistant', 'First answer.', 1);
    backend.text('user', 'second question', 2);
    backend.text('assistant', 'Second answer.', 2);
    await panel.waitForTurn('assistant', 'Second answer.');
    await panel.type('third question');
    await backend.waitForCommand('text_input', ({ data }) => data.text === 'third question');
    backend.text('user', 'third question', 3);
    await panel.waitForTurn('user', 'third question');
    expect(texts()).toEqual(['first question', 'second question', 'third question']);
    expect((await panel.conversation()).map(({ who, text }) => `${who}: ${text}`)).toEqual([
      'user: first question',
      'assistant: First answer.',
      'user: second question',
      'assistant: Second answer.',
      'user: third question',
    ]);
    expect(await panel.text()).not.toContain('Not sent');
  });

  it('is not looked for at an address that cannot be one', async () => {
    await open(backend.url);
    await save('my computer');
    await until('the reason', async () => (await panel.text()).includes('This is not a valid address.'));
    await panel.waitForStatus('Ready');
  });

  it('is changed during a call: the call moves to the new one', async () => {
    const first = await FakeBackend.start();
    try {
      await open(first.url);
      await panel.click('primary');
      await panel.waitForStatus('Listening');
      await save(new URL(backend.url).host);
      await backend.waitForCommand('session_start');
      await until('the message', async () => (await panel.text()).includes('Saved. The backend answers'));
      await panel.click('back');
      await panel.waitForStatus('Listening');
      await until('the end of the first call', async () => !first.connected);
      await until('speech', async () => backend.frames.length > 0);
    } finally {
      await first.kill();
    }
  });
});
