import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { NO_LOCAL_STT } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../harness/call.ts';

const ADDRESS = 'https://shop.example/';
const TOKEN = 'a-token-for-a-program';
const SERVER = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js';

const HTML = `<!doctype html><title>Shop</title><h1>Shop</h1><p id="log" role="status"></p>
<form onsubmit="event.preventDefault(); log.textContent = 'signed in'"><button>Sign in</button></form>`;

/** Another program on one side, a server from npm on the other; the backend and the extension are the release's own. */
describe('MCP in a session', () => {
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    call = await prepareCall({
      permissions: ['hosts'],
      backend: {
        config: {
          ...WITHOUT_GREETING,
          ...NO_LOCAL_STT,
          auth: { token: TOKEN },
          mcp: {
            server: { enabled: true },
            servers: {
              everything: { command: process.execPath, args: [SERVER], tools: { 'get-env': 'off' } },
              missing: { command: 'no-such-program' },
            },
          },
        },
      },
    });
    const { context } = call.browser;
    await context.route(`${ADDRESS}**`, (route) => route.fulfill({ contentType: 'text/html', body: HTML }));
    page = await context.newPage();
    await page.goto(ADDRESS);
    await page.bringToFront();
    await call.session.waitForState('the page', ({ page: active }) => active?.url === ADDRESS);
    await call.panel.type('hello');
    await call.session.waitForState('the session', ({ connection }) => connection === 'open');
  });
  afterAll(() => call?.end());

  /** Calls a tool as a program without a session does. */
  const use = async (name: string, args: Record<string, unknown>) => {
    const answer = await fetch(`http://127.0.0.1:${call.backend.port}/mcp`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: args },
      }),
    });
    // A slow answer comes after comments that keep the connection.
    const [, message = ''] = /^data: (.*)$/m.exec(await answer.text()) ?? [];
    const { result } = JSON.parse(message) as { result: { content: { text: string }[] } };
    return JSON.parse(result.content[0]!.text) as Record<string, unknown>;
  };

  it('lets another program use the page, and asks the user what words of the user would have allowed', async () => {
    const { snapshot } = await use('page_snapshot', {});
    const [, ref] = /(e\d+) button "Sign in"/.exec(String(snapshot)) ?? [];
    await call.panel.type('click sign in');
    await call.session.waitForState('the click', ({ acts }) => acts.at(-1)?.what === 'Clicked "Sign in"');
    await page.evaluate(() => (document.querySelector('#log')!.textContent = ''));
    const clicked = use('click', { ref });
    const { acts } = await call.session.waitForState(
      'the question',
      ({ acts }) => acts.at(-1)?.state === 'asking',
    );
    expect(acts.at(-1)).toMatchObject({
      what: 'Another program: Clicking "Sign in"',
      question: expect.stringMatching(/^Another program wants to use the browser\. .*"Sign in"/),
    });
    expect(await page.locator('#log').textContent()).toBe('');
    await call.panel.clickSelector('[data-testid=approval-yes]');
    expect(await clicked).toMatchObject({ ok: true });
    expect(await page.locator('#log').textContent()).toBe('signed in');
  });

  it('lists the servers in the settings, where the user decides about their tools', async () => {
    const { mcpServers } = await call.session.waitForState('the servers', ({ mcpServers: servers }) =>
      servers.every(({ state }) => state === 'running' || state === 'failed'),
    );
    expect(mcpServers).toMatchObject([
      { name: 'everything', state: 'running' },
      { name: 'missing', problem: expect.stringContaining('not found') },
    ]);
    const echo = ({ mcpServers: [server] }: { mcpServers: typeof mcpServers }) =>
      server?.tools.find(({ name }) => name === 'echo')?.policy;
    expect(echo({ mcpServers })).toBe('confirm');
    await call.panel.click('settings');
    await call.panel.page.evaluate(`{
      document.querySelector('[data-testid=mcp-server]').open = true;
      const choice = document.querySelector('select[aria-label="echo of everything"]');
      choice.value = 'allow';
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      choice.scrollIntoView({ block: 'center' });
    }`);
    await call.session.waitForState('the choice', (state) => echo(state) === 'allow');
  });
});
