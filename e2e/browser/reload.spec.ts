import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILD_ID as PLACEHOLDER } from '../../extension/lib/version/build-id.ts';
import { stampBuild } from '../../scripts/build-id.ts';
import { EXTENSION_DIRS } from '../harness/browser.ts';
import { until } from '../harness/cdp.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';
import type { SidePanel } from '../harness/side-panel.ts';

describe('an extension that was rebuilt while it is loaded', () => {
  let folder: string;
  let call: FakeCall;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-extension-'));
    cpSync(EXTENSION_DIRS.test, folder, { recursive: true });
    call = await startFakeCall({ extensionDir: folder });
  });
  afterEach(async () => {
    await call.end();
    rmSync(folder, { recursive: true });
  });

  const buildOnDisk = () =>
    (JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8')) as { id: string }).id;

  /** Writes a build with another page, as the build tools do. @returns its id */
  function rebuild(): string {
    const old = buildOnDisk();
    rmSync(join(folder, 'build.json'));
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.js')) continue;
      const code = readFileSync(join(folder, name), 'utf8');
      if (code.includes(old)) writeFileSync(join(folder, name), code.replaceAll(old, PLACEHOLDER));
    }
    writeFileSync(join(folder, 'offscreen.html'), '\n', { flag: 'a' });
    return stampBuild(folder);
  }

  /** The id of the build that the service worker belongs to. */
  const runningBuild = async ({ page }: SidePanel) => {
    const answer = `chrome.runtime.sendMessage({ target: 'worker', type: 'running_build' })`;
    return (await page.evaluate<{ id: string }>(answer)).id;
  };

  const reminders = async ({ page }: SidePanel) => {
    const counts =
      'Promise.all([chrome.notifications.getAll(), chrome.alarms.getAll(), chrome.action.getBadgeText({})])';
    const [notifications, alarms, badge] = await page.evaluate<[object, object[], string]>(counts);
    const ringing = badge === '♪' ? Object.keys(notifications).length : 0;
    return `${ringing} rings, ${alarms.length} waits`;
  };

  it('offers a reload, which starts the new build and keeps settings and reminders', async () => {
    const { backend, browser, panel } = call;
    const timer = { kind: 'timer', label: 'pasta' } as const;
    backend.reminders(
      { ...timer, id: 'due', due_at: Date.now() + 3_000 },
      { ...timer, id: 'later', due_at: Date.now() + 3_600_000 },
    );
    await until('the alarm', async () => (await reminders(panel)) === '1 rings, 1 waits');
    const old = buildOnDisk();
    expect(await runningBuild(panel)).toBe(old);
    expect(await panel.problem()).toBe('');

    const id = rebuild();
    expect(id).not.toBe(old);
    const problem = await panel.waitForProblem(/^Earshot was rebuilt\./);
    expect(problem).toContain('ends the call');
    expect(problem).toContain('Reload');
    // Nothing happens by itself, and a worker that starts again is still the old one.
    await browser.killWorker();
    expect(await runningBuild(panel)).toBe(old);
    expect(await panel.status()).toBe('Listening');

    const started = browser.context.waitForEvent('serviceworker');
    // Later: the page that would confirm a click of the mouse is closed by it.
    await panel.page.evaluate(
      `void setTimeout(() => document.querySelector('[data-testid=problem-action]').click())`,
    );
    await until('the panel to close', async () => {
      const targets = await browser.cdp.targets();
      return !targets.some(({ targetId }) => targetId === panel.page.targetId);
    });
    const worker = await started;
    await until('the alarm of the new worker', () =>
      worker.evaluate(async () => (await globalThis.chrome?.alarms?.getAll())?.length === 1),
    );
    const reopened = await browser.openPanel();
    await reopened.waitForStatus('Ready');
    await until('the reminders', async () => (await reminders(reopened)) === '1 rings, 1 waits');
    expect(await runningBuild(reopened)).toBe(id);
    expect(await reopened.problem()).toBe('');
    expect(browser.context.pages().filter((page) => page.url().includes('welcome'))).toEqual([]);
    await reopened.click('primary');
    await reopened.waitForStatus('Listening');
    expect(backend.commands.filter(({ name }) => name === 'session_start')).toHaveLength(2);
  });
});

describe('an extension of another version than the backend', () => {
  it.each([
    ['99.0.0', /^This extension \(\d+\.\d+\.\d+\) is older than the backend \(99\.0\.0\)\./],
    ['0.0.1', /^This extension \(\d+\.\d+\.\d+\) is newer than the backend \(0\.0\.1\)\./],
    [undefined, /^This extension \(\d+\.\d+\.\d+\) is newer than the backend\./],
  ])('says so once, with %s, and goes on', async (version, problem) => {
    const call = await startFakeCall();
    try {
      expect(await call.panel.problem()).toBe('');
      call.backend.version = version;
      await call.panel.click('hang-up');
      await call.panel.waitForStatus('Ready');
      await call.panel.click('primary');
      await call.panel.waitForProblem(problem);
      expect(await call.panel.status()).toBe('Listening');
      await call.panel.clickSelector('[data-testid=problem] [aria-label=Dismiss]');
      await until('the end of the problem', async () => (await call.panel.problem()) === '');
      await call.panel.close();
      const reopened = await call.browser.openPanel();
      await reopened.waitForStatus('Listening');
      expect(await reopened.problem()).toBe('');
    } finally {
      await call.end();
    }
  });
});
