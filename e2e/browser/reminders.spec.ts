import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../harness/cdp.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';

/** What the browser shows of reminders, read by a page of the extension. */
interface Shown {
  notifications: string[];
  badge: string;
  alarms: number;
  /** The page that makes the sound. */
  hosts: number;
}

describe('a reminder', () => {
  let call: FakeCall;
  let page: Page;
  afterEach(() => call.end());

  async function start(): Promise<void> {
    call = await startFakeCall();
    page = await call.browser.context.newPage();
    await page.goto(call.browser.url('welcome.html'));
  }

  const shown = (): Promise<Shown> =>
    page.evaluate(async () => {
      const { chrome } = globalThis as unknown as { chrome: typeof globalThis.chrome };
      const [notifications, badge, alarms, hosts] = await Promise.all([
        chrome.notifications.getAll(),
        chrome.action.getBadgeText({}),
        chrome.alarms.getAll(),
        chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] }),
      ]);
      return {
        notifications: Object.keys(notifications),
        badge,
        alarms: alarms.length,
        hosts: hosts.length,
      };
    });

  const timer = (id: string, inMs: number) => ({
    id,
    kind: 'timer' as const,
    due_at: Date.now() + inMs,
    label: 'pasta',
  });

  it('rings with the panel closed, without a backend, a call or the page of the session', async () => {
    await start();
    call.backend.reminders(timer('t1', 1_800_000), timer('t2', 3_600_000));
    await until('the alarms', async () => (await shown()).alarms === 2);
    await call.panel.click('hang-up');
    await call.panel.close();
    await call.backend.kill();
    await page.evaluate(() => chrome.offscreen.closeDocument());
    await call.browser.killWorker();
    expect(await shown()).toMatchObject({ notifications: [], hosts: 0 });
    await makeDue();
    await until('the notification', async () => (await shown()).notifications.length === 1);
    await until('the page that rings', async () => (await shown()).hosts === 1);
    expect(await shown()).toMatchObject({ badge: '♪', alarms: 1 });
  });

  it('that was dismissed without the backend is reported in the next call, and rings once', async () => {
    await start();
    const due = timer('t1', 1_500);
    call.backend.reminders(due);
    await until('the alarm, or what it has rung', async () => {
      const { alarms, notifications } = await shown();
      return alarms + notifications.length === 1;
    });
    await call.panel.click('hang-up');
    await until('the notification', async () => (await shown()).notifications.length === 1);
    const [key] = (await shown()).notifications;
    await dismiss(key!);
    await until('the end', async () => {
      const { notifications, badge } = await shown();
      return notifications.length === 0 && badge === '';
    });
    await call.panel.click('primary');
    await call.panel.waitForStatus('Listening');
    call.backend.reminders(due);
    await call.backend.waitForCommand('reminder_done', ({ data }) => data.id === 't1');
    expect(await shown()).toMatchObject({ notifications: [], alarms: 0 });
  });

  /** The time of the first reminder comes: how long the test took until then does not matter. */
  const makeDue = () =>
    page.evaluate(async () => {
      const { chrome } = globalThis as unknown as { chrome: typeof globalThis.chrome };
      const { reminders } = (await chrome.storage.local.get('reminders')) as {
        reminders: { waiting: { dueAtMs: number }[] };
      };
      reminders.waiting[0]!.dueAtMs = Date.now();
      await chrome.storage.local.set({ reminders });
      const [first] = (await chrome.alarms.getAll()).sort((a, b) => a.scheduledTime - b.scheduledTime);
      await chrome.alarms.create(first!.name, { when: Date.now() });
    });

  /** The user clicks on the notification: headless browsers show none. */
  async function dismiss(key: string): Promise<void> {
    const [worker] = call.browser.context.serviceWorkers();
    await worker!.evaluate(
      (name) => (chrome.notifications.onClicked as unknown as { dispatch(key: string): void }).dispatch(name),
      key,
    );
  }
});

describe('a command of the backend', () => {
  it('mutes the microphone after the answer, as the button does', async () => {
    const call = await startFakeCall();
    try {
      const { backend, panel } = call;
      backend.text('user', 'mute yourself', 1);
      backend.phase('speaking', 1);
      backend.text('assistant', 'I am muted.', 1, false);
      backend.send({ type: 'cmd', name: 'mute', data: { turn_id: 1 } });
      backend.speak(1, 600);
      await panel.waitForStatus('Muted: it cannot hear you');
      expect(await panel.primary()).toBe('Unmute');
      await backend.waitForCommand('playback', ({ data }) => data.state === 'drained');
      await panel.click('primary');
      backend.phase('listening', 2);
      await panel.waitForStatus('Listening');
    } finally {
      await call.end();
    }
  });

  it('ends the call after the goodbye', async () => {
    const call = await startFakeCall();
    try {
      const { backend, panel } = call;
      backend.phase('speaking', 1);
      backend.text('assistant', 'Goodbye.', 1, false);
      backend.send({ type: 'cmd', name: 'hang_up', data: { turn_id: 1 } });
      backend.speak(1, 600);
      await panel.waitForStatus('Ready');
      await until('the end of the connection', async () => !backend.connected);
    } finally {
      await call.end();
    }
  });
});
