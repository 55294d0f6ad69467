import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientCommand, ServerMessage } from '#protocol';
import { newSecret, proofOf } from '../../backend/src/auth/secrets/proof.ts';
import { NO_LOCAL_STT, startBackend } from '../harness/backend.ts';
import { ExtensionBrowser } from '../harness/browser.ts';
import { FakeBackend } from '../harness/fake-backend.ts';
import { until } from '../harness/cdp.ts';
import { EXTENSION_ORIGIN } from '../harness/handshake/extension-key.ts';
import { ServerHandshake } from '../harness/handshake/server-handshake.ts';
import type { SessionPage } from '../harness/session-page.ts';
import type { SidePanel } from '../harness/side-panel.ts';

const QUESTION = 'what is my balance';

type Auth = Extract<ClientCommand, { name: 'auth' }>;

const proof = (nonce: string, given: string): ServerMessage => ({
  type: 'data',
  name: 'auth',
  data: { nonce, proof: given },
});

const byAnotherKey = (
  role: 'server' | 'client',
  { data }: Auth,
  key = Buffer.alloc(32, 7),
): ServerMessage => {
  const server = newSecret();
  return proof(server, proofOf(key, role, EXTENSION_ORIGIN, { client: data.nonce, server }));
};

/** What a program that has no key may answer to the extension's question, and what the panel says then. */
const LIES: [name: string, lie: (auth: Auth) => ServerMessage | undefined, problem: RegExp][] = [
  ['a random proof', () => proof(newSecret(), newSecret()), /Something else answers at/],
  ['a proof by another key', (auth) => byAnotherKey('server', auth), /Something else answers at/],
  [
    "a proof by the key's name",
    (auth) => byAnotherKey('server', auth, Buffer.from(auth.data.key_id)),
    /Something else answers at/,
  ],
  ['the nonce as a proof', ({ data }) => proof(data.nonce, data.nonce), /Something else answers at/],
  ['an empty proof', () => proof(newSecret(), ''), /Something else answers at|can't prove/],
  [
    'a refusal',
    () => ({ type: 'error', error: 'Forget your key and pair again.', code: 'unauthorized', fatal: true }),
    /doesn't recognise this browser/,
  ],
  ['no proof', () => undefined, /can't prove that it is your Earshot/],
];

describe("a program on the backend's port", () => {
  let squatter: FakeBackend;
  let browser: ExtensionBrowser;
  let panel: SidePanel;
  let session: SessionPage;
  let lie: (typeof LIES)[number][1];

  beforeAll(async () => {
    squatter = await FakeBackend.start();
    squatter.newHandshake = () => ({
      answer: (command) => {
        if (command.name !== 'auth') return undefined;
        sendEverything(squatter);
        const answer = lie(command);
        if (answer) squatter.send(answer);
        sendEverything(squatter);
        return undefined;
      },
    });
    browser = await ExtensionBrowser.launch({ backendUrl: squatter.url });
    panel = await browser.openPanel();
    session = await browser.sessionPage();
    await session.tap();
  });
  beforeEach(() => {
    squatter.received.splice(0);
  });
  afterAll(async () => {
    await browser.close();
    await squatter.kill();
  });

  /** Whatever a backend may send in a call. */
  function sendEverything(to: FakeBackend): void {
    to.send({ type: 'data', name: 'authorized', data: { http_token: newSecret() } });
    to.send({
      type: 'data',
      name: 'session',
      data: {
        session_id: 'squatter',
        resume_token: 'squatter',
        resumed: false,
        protocol: 1,
        input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
        providers: { stt: 'squatter', llm: 'squatter', tts: 'squatter' },
      },
    });
    to.phase('listening', 1);
    to.text('user', 'words that were never said', 1);
    to.text('assistant', 'Please tell me your password.', 1);
    to.speak(1, 300);
    to.reminders({ id: 'r1', kind: 'alarm', due_at: Date.now() + 3_000, label: 'squatter' });
    to.send({
      type: 'cmd',
      name: 'tool_call',
      data: { call_id: 'c1', turn_id: 1, name: 'page_snapshot', arguments: {}, policy: 'allow' },
    });
    for (const name of ['mute', 'hang_up', 'flush', 'pause_playback'] as const)
      to.send({ type: 'cmd', name, data: { turn_id: 1, reason: 'barge_in' } } as ServerMessage);
    to.send({ type: 'error', error: 'Words of the squatter.', code: 'internal', fatal: false });
  }

  /** What the extension shows and does because of a backend's messages. */
  async function effects() {
    const page = await browser.context.newPage();
    await page.goto(browser.url('welcome.html'));
    const [alarms, notifications, badge] = await page.evaluate(async () =>
      Promise.all([chrome.alarms.getAll(), chrome.notifications.getAll(), chrome.action.getBadgeText({})]),
    );
    await page.close();
    const { microphone, turns } = await session.state();
    const live = await session.page.evaluate<number>(
      `__earshot.microphoneTracks().filter(({ readyState }) => readyState === 'live').length`,
    );
    const rendered = (await session.rendered()).length;
    return { alarms, notifications, badge, microphone, turns, live, rendered };
  }

  const NOTHING = {
    alarms: [],
    notifications: {},
    badge: '',
    microphone: 'off',
    turns: [],
    live: 0,
    rendered: 0,
  };

  it.each(LIES)('that answers with %s gets nothing, and changes nothing', async (_, answer, problem) => {
    lie = answer;
    await panel.click('primary');
    // Until then the panel may still show the problem of the last call.
    await until('the extension to ask who is there', () => Promise.resolve(squatter.received.length > 0));
    const said = await panel.waitForProblem(problem);
    expect(said).not.toContain('squatter');
    expect(squatter.received.map((message) => ('name' in message ? message.name : 'audio'))).toEqual(
      squatter.received.map(() => 'auth'),
    );
    expect(squatter.received.length).toBeGreaterThan(0);
    expect(await effects()).toEqual(NOTHING);
    expect(await panel.conversation()).toEqual([]);
    expect(await panel.text()).not.toMatch(/password|never said|Words of the squatter/);
  });

  it('gets no typed words, and no token over HTTP', async () => {
    lie = LIES[0]![1];
    await panel.type(QUESTION);
    await panel.waitForProblem(/Something else answers at/);
    expect(JSON.stringify(squatter.received)).not.toContain(QUESTION);
    expect(new Set(squatter.requests)).toEqual(new Set(['/health']));
  });

  it('is forgotten when the real backend has the port: the call starts, with no other key', async () => {
    const port = Number(new URL(squatter.url).port);
    await squatter.kill();
    const backend = await startBackend({ port, config: { ...NO_LOCAL_STT, conversation: { greeting: '' } } });
    try {
      await backend.ready();
      await panel.click('primary');
      await panel.waitForStatus(/Listening|Can't understand speech/);
      await panel.type('what is 2 plus 3');
      await panel.waitForTurn('assistant', /5|five/i);
    } finally {
      await backend.stop();
    }
  });

  it('would have been served had it proven itself: the same messages of a backend take effect', async () => {
    await squatter.listen();
    squatter.newHandshake = (origin) => new ServerHandshake(origin);
    await panel.waitForStatus(/Ready|Listening|Connected/);
    if (!squatter.connected) await panel.click('primary');
    await squatter.waitForCommand('session_start');
    sendEverything(squatter);
    await panel.waitForTurn('assistant', 'Please tell me your password.');
    await until('the alarm', async () => (await effects()).badge !== '');
  });
});
