import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { domainSentences } from '../../../skills/domain-sentences.js';
import { FliteEngine } from '../../../tts/providers/embedded/flite/flite-engine.js';
import { SttInputQueue } from '../../input-queue.js';
import { eventsOf } from '../../resilient-stt.js';
import type { HeardCommand, PagePhrases, SttEvent, SttInput } from '../../stt.port.js';
import { EmbeddedStt } from './embedded.js';

const voices = new FliteEngine();
const stt = new EmbeddedStt({ sentences: domainSentences, workers: 1 });
const SHOP = ['Proceed to checkout', 'Nespresso Vertuo Next', 'Add to cart', 'Gift cards', '$49.99 Buy'];
/** flite ends with silence. */
const SILENCE_MS = 160;
const BEFORE_MS = 500;

const page = (names: readonly string[], more: Partial<PagePhrases> = {}): PagePhrases => ({
  ...{ names, numbers: [], ...more },
});
const audio = (pcm: Int16Array): SttInput[] =>
  Array.from({ length: Math.ceil(pcm.length / 512) }, (_, i) => ({
    ...{ type: 'audio', pcm: pcm.subarray(512 * i, 512 * (i + 1)) },
  }));

interface Speech {
  words: string;
  phrases: readonly PagePhrases[];
  voice?: string;
}

/** What a session tells the recogniser while something is said on a page. */
async function heard({ words, phrases, voice = 'slt' }: Speech): Promise<SttEvent[]> {
  const speech = (await voices.synthesize(words, { voice }))!;
  const events: SttEvent[] = [];
  const input = new SttInputQueue();
  for (const each of phrases) input.push({ type: 'phrases', phrases: each });
  const before = audio(new Int16Array(BEFORE_MS * 16));
  const after = audio(new Int16Array(SILENCE_MS * 16));
  const marks = [...before, { type: 'speech_start' } as const, ...audio(speech), ...after];
  for (const item of [...marks, { type: 'speech_pause' }, { type: 'speech_end' }] as SttInput[])
    input.push(item);
  input.close();
  const signal = new AbortController().signal;
  for await (const event of eventsOf(stt, input, { language: 'en-US', signal })) events.push(event);
  return events;
}

const commandsIn = (events: readonly SttEvent[]): HeardCommand[] =>
  events.flatMap((event) => ('command' in event && event.command ? [event.command] : []));

/** The command of the final. The pause has shown it before, unless it may go on. */
async function commandOf(speech: Speech): Promise<HeardCommand | undefined> {
  const commands = commandsIn(await heard(speech));
  const final = commands.at(-1);
  expect(commands).toEqual(final ? Array(final.mayGoOn ? 1 : 2).fill(final) : []);
  return final;
}

describe('commands about a page, with the built-in recogniser', () => {
  beforeAll(() => stt.warmUp(), 30_000);
  afterAll(async () => {
    await stt.onModuleDestroy();
    await voices.close();
  });

  it.each([
    ['click proceed to checkout', 'click Proceed to checkout', 'Proceed to checkout'],
    ['open gift cards', 'open Gift cards', 'Gift cards'],
    ['click buy', 'click Buy', '$49.99 Buy'],
    ['scroll down', 'scroll down', 'scroll down'],
  ])('hears "%s"', async (words, text, target) => {
    const command = await commandOf({ words, phrases: [page(SHOP)] });
    expect(command).toMatchObject({ text, target });
    expect(command!.confidence).toBeGreaterThan(0.5);
  });

  it('hears numbers and answers where they are awaited', async () => {
    const shown = page(SHOP, { numbers: [1, 2, 24], awaits: 'choice' });
    expect(await commandOf({ words: 'twenty four', phrases: [shown] })).toMatchObject({ target: '24' });
    const asked = page([], { numbers: [1], awaits: 'yes_no' });
    expect(await commandOf({ words: 'never mind', phrases: [asked] })).toMatchObject({ text: 'never mind' });
  });

  it.each([
    ['what time is it in rome', SHOP],
    ['he opened the door and went straight to the kitchen', SHOP],
    ['click proceed to checkout', ['Archive', 'Inbox', 'Compose']],
  ])('is not sure of a command when "%s" is said on another page', async (words, names) => {
    const command = await commandOf({ words, phrases: [page(names)] });
    expect(command?.confidence ?? 0).toBeLessThan(0.5);
  });

  it.each<[string, readonly PagePhrases[]]>([
    ['no page', []],
    ['a page that was left', [page(SHOP), page([])]],
    ['names that cannot be said', [page(['登录', 'Настройки', '🛒'])]],
  ])('hears the words alone with %s', async (_, phrases) => {
    const events = await heard({ words: 'what time is it', phrases });
    expect(commandsIn(events).filter(({ confidence }) => confidence >= 0.5)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'final', text: 'what time is it' });
  });

  it('hears a command on a page of a thousand names, some endless', { timeout: 30_000 }, async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => `Article ${i} of ${'z'.repeat(i)}`);
    const command = await commandOf({
      ...{ words: 'click proceed to checkout', phrases: [page(['Proceed to checkout', ...many])] },
    });
    expect(command).toMatchObject({ target: 'Proceed to checkout' });
  });
});
