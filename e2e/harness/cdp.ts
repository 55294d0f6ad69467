import type { BrowserContext, CDPSession } from 'playwright-core';

/** Time that browser tests wait for an event: three browsers that start at once on two processors are slow. */
export const WAIT_MS = 30_000;

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** A CDP session of the browser: it lists offscreen documents and side panels, which Playwright does not. */
export class BrowserCdp {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(context: BrowserContext): Promise<BrowserCdp> {
    const browser = context.browser();
    if (!browser) throw new Error('The browser has no CDP endpoint.');
    return new BrowserCdp(await browser.newBrowserCDPSession());
  }

  async targets(): Promise<TargetInfo[]> {
    // An empty filter entry matches every type of target.
    const { targetInfos } = await this.#session.send('Target.getTargets', { filter: [{}] });
    return targetInfos;
  }

  /** Clicks the extension's toolbar icon in the browser's first window, or in the tab with that address. */
  async clickToolbarIcon(extensionId: string, address = ''): Promise<void> {
    // Offscreen documents and side panels are listed as tabs too, but are in no window: a click there hangs.
    const inWindow = ({ type, url }: TargetInfo) =>
      type === 'tab' && !/(offscreen|sidepanel)\.html/.test(url) && url.startsWith(address);
    const tab = (await this.targets()).find(inWindow);
    if (!tab) throw new Error('There is no tab to click in.');
    const send = this.#session.send.bind(this.#session) as (
      method: string,
      params: object,
    ) => Promise<unknown>;
    await send('Extensions.triggerAction', { id: extensionId, targetId: tab.targetId });
  }

  /** Waits for the target at this address and attaches to it. */
  async attach(url: string, timeoutMs = WAIT_MS): Promise<CdpPage> {
    const target = await until(
      `a page at ${url}`,
      async () => (await this.targets()).find((info) => info.url.startsWith(url) && info.type !== 'tab'),
      timeoutMs,
    );
    // Not flattened: Playwright uses the flat sessions itself.
    const { sessionId } = await this.#session.send('Target.attachToTarget', {
      targetId: target.targetId,
      flatten: false,
    });
    return new CdpPage(this.#session, sessionId, target.targetId);
  }

  /** Closes the target and waits until it is gone. */
  async close(targetId: string): Promise<void> {
    await this.#session.send('Target.closeTarget', { targetId });
    await until('the page to close', async () => {
      return !(await this.targets()).some((target) => target.targetId === targetId);
    });
  }
}

interface Reply {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/** A page that is controlled by CDP alone. */
export class CdpPage {
  #nextId = 1;
  readonly #waiting = new Map<number, (reply: Reply) => void>();

  readonly #session: CDPSession;
  readonly #sessionId: string;
  readonly targetId: string;

  constructor(session: CDPSession, sessionId: string, targetId: string) {
    this.#session = session;
    this.#sessionId = sessionId;
    this.targetId = targetId;
    session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
      if (from !== this.#sessionId) return;
      const reply = JSON.parse(message) as Reply;
      if (reply.id === undefined) return;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
  }

  /** @throws Error if the page answers with an error, or does not answer. */
  async send<Result>(method: string, params: object = {}, timeoutMs = WAIT_MS): Promise<Result> {
    const id = this.#nextId++;
    const replied = new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`${method}: the page did not answer for ${timeoutMs} ms.`));
      }, timeoutMs);
      this.#waiting.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
    });
    await this.#session.send('Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const reply = await replied;
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`);
    return reply.result as Result;
  }

  /** Evaluates an expression in the page, awaits promises, and returns the value as JSON. */
  async evaluate<Result>(expression: string): Promise<Result> {
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as Result;
  }
}

/** The pauses between two looks, in ms: each costs three processes time. They are longer the longer the wait is. */
const PAUSE_MS = { shortest: 15, longest: 100 };

/** Polls until the probe returns a truthy value. @throws Error that names what it waited for, after `timeoutMs` */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false>,
  timeoutMs = WAIT_MS,
): Promise<T> {
  const startedAt = Date.now();
  for (;;) {
    const value = await probe();
    if (value) return value;
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > timeoutMs) throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
    const pauseMs = Math.min(Math.max(waitedMs / 5, PAUSE_MS.shortest), PAUSE_MS.longest);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
