import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computerKeyId, ensureComputerKey } from '../../backend/src/auth/credentials/computer-key.ts';
import { BACKEND_KEY_FILE } from '../../scripts/backend-key.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { EXTENSION_DIRS, ExtensionBrowser } from '../harness/browser.ts';
import { WITHOUT_GREETING } from '../harness/call.ts';
import { until } from '../harness/cdp.ts';
import { FakeBackend } from '../harness/fake-backend.ts';
import { printedCode } from '../harness/handshake/printed-code.ts';
import type { SidePanel } from '../harness/side-panel.ts';

/** The built extension, with a backend that it was not built with. */
describe('pairing in the panel', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-pairing-'));
  const extensionDir = join(folder, 'extension');
  const key = ensureComputerKey(folder);
  let backend: Backend;
  let browser: ExtensionBrowser;
  let panel: SidePanel;

  const start = async (port = 0) => {
    backend = await startBackend({
      port,
      config: { ...NO_LOCAL_STT, ...WITHOUT_GREETING },
      env: { EARSHOT_DATA: folder },
    });
  };

  beforeAll(async () => {
    cpSync(EXTENSION_DIRS.test, extensionDir, { recursive: true });
    await start();
    browser = await ExtensionBrowser.launch({ extensionDir, backendUrl: backend.url });
    panel = await browser.openPanel();
  });
  afterAll(async () => {
    await browser.close();
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  async function enter(code: string): Promise<string> {
    await panel.page.evaluate(`document.querySelector('#pairing-code').select()`);
    await panel.page.send('Input.insertText', { text: code });
    await panel.press('Enter');
    const result = () =>
      panel.page.evaluate<string>(`document.querySelector('[data-testid=pairing-result]').innerText.trim()`);
    return until('the result', async () => {
      const text = await result();
      return text !== '' && text !== 'Pairing…' && text;
    });
  }

  async function call(): Promise<void> {
    await panel.click('primary');
    await panel.waitForStatus(/Listening|Can't understand speech/);
    await panel.click('hang-up');
    await panel.waitForStatus('Ready');
  }

  it('is known by the key of a new build, without a reload', async () => {
    const file = join(extensionDir, BACKEND_KEY_FILE);
    const before = readFileSync(file);
    await panel.click('primary');
    await panel.waitForProblem(/Run npm start in the Earshot folder, then press Start talking/);
    writeFileSync(file, JSON.stringify({ key_id: computerKeyId(key), key }));
    await call();
    writeFileSync(file, before);
  });

  it('takes the code that the backend has printed, after a wrong one, and then the call starts', async () => {
    await panel.click('primary');
    await panel.waitForProblem(/doesn't recognise this browser/);
    await panel.clickSelector('[data-testid=problem-action]');
    await until('the field', () => panel.page.evaluate(`document.activeElement?.id === 'pairing-code'`));
    expect(await enter('0000 0000')).toMatch(/^This code is not right there/);
    expect(await enter((await printedCode(backend)).toLowerCase())).toMatch(/^Paired/);
    await panel.click('back');
    await call();
  });

  it('outlives the backend', async () => {
    const { port } = backend;
    await backend.stop();
    await start(port);
    await call();
  });

  it('outlives another program on the port that claims not to know this browser', async () => {
    const { port } = backend;
    await backend.stop();
    const other = await FakeBackend.start(port);
    await panel.click('primary');
    await panel.waitForProblem(/doesn't recognise this browser/);
    expect(other.received).toEqual([]);
    await other.kill();
    await start(port);
    await call();
  });
});
