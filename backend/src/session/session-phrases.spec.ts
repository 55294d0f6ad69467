/** What a page shows, on its way to the recogniser, and what the recogniser hears of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as channels from '../common/telemetry/channels.js';
import type { TelemetryChannel } from '../common/telemetry/define-channel.js';
import { collect } from '../common/telemetry/testing/collect.js';
import { NoModelLlm } from '../llm/providers/skills/no-model-llm.js';
import { humTts } from '../../../testing/scripted-providers.js';
import { fakePage } from '../../../testing/skill-requests/fake-page.js';
import { ME, Recordings } from '../recording/testing/recordings.js';
import { Stt, type HeardCommand, type PagePhrases, type SttEvent, type SttInput } from '../stt/stt.port.js';
import { speak, TestSessions, texts } from './testing/test-session.js';

const SECRET = 'Hunter2 of Ms Example';
const PRICING: HeardCommand = { text: 'click Pricing', target: 'Pricing', confidence: 0.7 };

/** Hears the given finals, and remembers what it was told of pages. */
class PageStt extends Stt {
  readonly name = 'page';
  readonly got: PagePhrases[] = [];
  #told = Promise.withResolvers<void>();

  constructor(private readonly finals: Omit<Extract<SttEvent, { type: 'final' }>, 'type'>[] = []) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
    for await (const item of input) {
      if (item.type === 'phrases') {
        this.got.push(item.phrases);
        this.#told.resolve();
        this.#told = Promise.withResolvers();
      }
      if (item.type === 'speech_end') yield { type: 'final', text: '', ...this.finals.shift() };
    }
  }

  async waitFor(isIt: (phrases: PagePhrases) => boolean): Promise<PagePhrases> {
    for (;;) {
      const found = this.got.find(isIt);
      if (found) return found;
      await this.#told.promise;
    }
  }
}

describe('the phrases of a page in a session', () => {
  const sessions = new TestSessions();
  let recordings: Recordings;
  beforeEach(async () => {
    recordings = new Recordings();
  });
  afterEach(async () => {
    sessions.end();
    await recordings.end();
  });

  async function start(stt: PageStt) {
    const page = fakePage();
    const recording = (await recordings.service({ maxMegabytes: 1 })).of(ME);
    const { session, socket } = sessions.start(
      ...[{ stt, llm: new NoModelLlm(), tts: humTts(10) }, '', undefined, true, {}, recording],
    );
    const names = ['page_snapshot', 'show_numbers', 'hide_numbers', 'click'];
    session.offers.toolRegister({
      tools: names.map((name) => ({ name, description: '', parameters: {}, policy: 'allow' as const })),
    });
    socket.on('message', () => {
      const message = socket.received.at(-1)!;
      if (message.type !== 'cmd') return;
      if (message.name === 'tool_call') {
        const { call_id, name, arguments: args } = message.data;
        void page.tools.call(name, args).then((result) => session.offers.toolResult({ call_id, result }));
      }
      if (message.name === 'audio_end') {
        const { turn_id, total_ms } = message.data;
        setImmediate(() => session.playback({ turn_id, played_ms: total_ms, state: 'drained' }));
      }
    });
    const said = (text: string) =>
      socket.waitFor((messages) =>
        texts(messages).find((each) => each.role === 'assistant' && each.is_final && each.text === text),
      );
    return { session, socket, page, recording, said };
  }

  it('reach its recogniser, with the numbers that are shown and what is awaited', async () => {
    const stt = new PageStt();
    const { session, said } = await start(stt);
    session.offers.pagePhrases({ phrases: ['Read more'] });
    expect(await stt.waitFor(() => true)).toEqual({ names: ['Read more'], numbers: [] });
    session.textInput({ text: 'click read more' });
    await said('2 are called "Read more". Which one?');
    expect(await stt.waitFor(({ awaits }) => awaits === 'choice')).toMatchObject({ numbers: [1, 2] });
    session.offers.pagePhrases({ phrases: [] });
    expect(await stt.waitFor(({ names }) => names.length === 0)).toEqual({ names: [], numbers: [] });
  });

  it('never reach it without a page', async () => {
    const stt = new PageStt();
    const { session, said } = await start(stt);
    session.textInput({ text: 'click read more' });
    await said('2 are called "Read more". Which one?');
    speak(session);
    session.textInput({ text: 'what is two plus two' });
    await said('2 plus 2 is 4.');
    expect(stt.got).toEqual([]);
  });

  it('await a yes or no while the browser asks the user', async () => {
    const stt = new PageStt();
    const { session, socket } = await start(stt);
    session.offers.pagePhrases({ phrases: ['Checkout'] });
    socket.removeAllListeners('message');
    session.textInput({ text: 'click checkout' });
    const { call_id } = await socket.waitFor((messages) =>
      messages.flatMap((each) => (each.type === 'cmd' && each.name === 'tool_call' ? [each.data] : [])).at(0),
    );
    const question = 'Buy it?';
    session.offers.approvalRequest({
      ...{ approval_id: 'a', call_id, question, remember: false, expires_ms: 60_000 },
    });
    await stt.waitFor(({ awaits }) => awaits === 'yes_no');
  });

  it('are asked about where they were heard with a doubt', async () => {
    const stt = new PageStt([{ text: 'quick price in', command: PRICING }]);
    const { session, page, said } = await start(stt);
    session.offers.pagePhrases({ phrases: ['Pricing'] });
    speak(session);
    await said('Pricing?');
    expect(page.acts()).toEqual(['show_numbers {"refs":["e2"]}']);
    await stt.waitFor(({ awaits }) => awaits === 'yes_no');
  });

  it('are not told, kept or recorded anywhere', async () => {
    const told = Object.values(channels).flatMap((channel) =>
      'subscribe' in channel ? [collect<unknown>(channel as TelemetryChannel<unknown>)] : [],
    );
    const logged = (['log', 'debug', 'verbose', 'error'] as const).map((level) =>
      vi.spyOn(Logger.prototype, level).mockReturnValue(undefined),
    );
    const stt = new PageStt([{ text: 'what is two plus two' }]);
    const { session, socket, recording, said } = await start(stt);
    session.offers.pagePhrases({ phrases: [SECRET] });
    await stt.waitFor(({ names }) => names.includes(SECRET));
    speak(session);
    await said('2 plus 2 is 4.');
    session.close();
    await recording.close();
    const files = recordings.files().map((file) => readFileSync(join(recordings.folder, file), 'latin1'));
    const lines = [...recordings.warnings, ...logged.flatMap(({ mock }) => mock.calls)];
    const all = JSON.stringify([told.map(({ messages }) => messages), socket.received, files, lines]);
    expect(all).toContain('turnId');
    expect(files.length).toBeGreaterThan(0);
    expect(all).not.toContain(SECRET.slice(0, 7));
    told.forEach((each) => each[Symbol.dispose]());
  });
});
