import { describe, expect, it } from 'vitest';
import { EarlyWishes, type Wish } from './pending-commands.js';

const MIB = 1024 * 1024;

const config = (data: Extract<Wish, { name: 'update_config' }>['data']): Wish => ({
  type: 'cmd',
  name: 'update_config',
  data,
});
const page = (title: string): Wish => ({
  type: 'cmd',
  name: 'page_context',
  data: { url: 'https://example.com/', title },
});
const tools: Wish = { type: 'cmd', name: 'tool_register', data: { tools: [] } };

describe(EarlyWishes.name, () => {
  it('gives all back once, in order, but of pages and tools the newest', () => {
    const sut = new EarlyWishes();
    for (const wish of [
      page('old'),
      tools,
      config({ voice: 'a' }),
      page('new'),
      tools,
      config({ mode: 'hands_free' }),
    ])
      sut.add(wish, 100);
    expect(sut.take({})).toEqual([
      config({ voice: 'a' }),
      page('new'),
      tools,
      config({ mode: 'hands_free' }),
    ]);
    expect(sut.take({})).toEqual([]);
  });

  it('takes out what is wished otherwise later', () => {
    const sut = new EarlyWishes();
    sut.add(config({ mode: 'push_to_talk', language: 'de-DE', voice: 'a' }), 100);
    sut.add(config({ mode: 'push_to_talk' }), 100);
    expect(sut.take({ mode: 'hands_free' })).toEqual([config({ language: 'de-DE', voice: 'a' }), config({})]);
  });

  it('keeps a bounded number, and the newest', () => {
    const sut = new EarlyWishes();
    for (let i = 0; i < 30; i++) sut.add(config({ pause_before_reply_ms: 100 + i }), 100);
    const kept = sut.take({});
    expect(kept).toHaveLength(20);
    expect(kept.at(-1)).toEqual(config({ pause_before_reply_ms: 129 }));
  });

  it('keeps a bounded number of bytes, and the newest', () => {
    const sut = new EarlyWishes();
    for (const voice of ['a', 'b', 'c']) sut.add(config({ voice }), MIB);
    sut.add(page('small'), 100);
    expect(sut.take({})).toEqual([config({ voice: 'c' }), page('small')]);
  });
});
