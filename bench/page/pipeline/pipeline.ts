/** The built backend and the built extension in a real Chromium; only the transcript is given, as typed words. */
import type { Page } from 'playwright-core';
import type { ClientMessage, ServerMessage } from '#protocol';
import { NO_LOCAL_STT } from '../../../e2e/harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../../../e2e/harness/call.ts';
import { until } from '../../../e2e/harness/cdp.ts';
import { Sites } from '../../../e2e/harness/pages/sites.ts';
import { watchEffects } from './page-effects.ts';

/** A page that loads what is missing here is used as it is. */
const LOAD_MS = 5_000;

/** A command is over within this, whatever the page does. */
const COMMAND_MS = 8_000;

export interface Said {
  /** When the words came from the client, in epoch milliseconds. */
  atMs: number;
  /** `done` or `not_done` for a sound. Otherwise what is said: a question, or why not. */
  answer: string;
  /** The extension asked for a yes, and got it. */
  askedLeave: boolean;
  /** The results of the tools that were called. */
  results: Record<string, unknown>[];
}

export class Pipeline {
  readonly call: Call;
  readonly sites: Sites;

  private constructor(call: Call, sites: Sites) {
    this.call = call;
    this.sites = sites;
  }

  static async start(): Promise<Pipeline> {
    const call = await prepareCall({
      permissions: ['hosts'],
      backend: { config: { ...WITHOUT_GREETING, ...NO_LOCAL_STT } },
    });
    const { context } = call.browser;
    const sites = new Sites();
    await sites.answerFor(context);
    await watchEffects(context);
    return new Pipeline(call, sites);
  }

  end(): Promise<void> {
    return this.call.end();
  }

  /** Opens a page in a new tab, in front. */
  async open(url: string): Promise<Page> {
    const page = await this.call.browser.context.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForLoadState('load', { timeout: LOAD_MS }).catch(() => undefined);
    await page.bringToFront();
    await this.call.session.waitForState('the page', ({ page: active }) => active?.url === page.url());
    return page;
  }

  /** Says a command, and waits until it is answered. Each question of the extension gets a yes: no press reaches a page. */
  async say(words: string): Promise<Said> {
    const { wire, panel } = this.call;
    const [client, server] = [wire.fromClient.length, wire.fromServer.length];
    await panel.type(words);
    const sent = () => wire.fromClient.slice(client);
    const answer = () => answerIn(wire.fromServer.slice(server));
    const isAsked = () => sent().some((message) => isCommand(message, 'approval_request'));
    const answered = (isOver: () => boolean) =>
      until(`an answer to "${words}"`, async () => isOver(), COMMAND_MS).catch(() => undefined);
    await answered(() => answer() !== undefined || isAsked());
    if (isAsked()) {
      await panel.clickSelector('[data-testid=approval-yes]');
      await answered(() => answer() !== undefined);
    }
    const index = sent().findIndex((message) => isCommand(message, 'text_input'));
    return {
      atMs: performance.timeOrigin + (wire.fromClientAt[client + index] ?? NaN),
      answer: answer() ?? 'no answer',
      askedLeave: isAsked(),
      results: sent().flatMap(resultOf),
    };
  }
}

const isCommand = (message: ClientMessage, name: string): boolean =>
  'type' in message && message.type === 'cmd' && message.name === name;

function resultOf(message: ClientMessage): Record<string, unknown>[] {
  if (!('type' in message) || message.type !== 'cmd' || message.name !== 'tool_result') return [];
  return [message.data.result as Record<string, unknown>];
}

/** @returns the end of the newest turn in the messages since the words were sent: its sound, or all of its text */
function answerIn(messages: readonly ServerMessage[]): string | undefined {
  const begun = messages.find(
    (message) => message.type === 'data' && message.name === 'text_data' && message.data.role === 'user',
  );
  if (begun?.type !== 'data' || begun.name !== 'text_data') return undefined;
  const turnId = begun.data.turn_id;
  for (const message of messages) {
    if (message.type !== 'cmd' || !('turn_id' in message.data) || message.data.turn_id < turnId) continue;
    // Why not is said after the sound.
    if (message.name === 'earcon' && message.data.sound === 'done') return message.data.sound;
    if (message.name === 'audio_end') return message.data.text;
  }
  return undefined;
}
