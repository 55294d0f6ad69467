import { describe, expect, it } from 'vitest';
import type { ClientCommands } from '#protocol';
import { PendingCommands, type PendingCommand } from './pending-commands.js';

const MIB = 1024 * 1024;

const config = (data: ClientCommands['update_config']): PendingCommand => ({ name: 'update_config', data });
const page = (title: string): PendingCommand => ({
  name: 'page_context',
  data: { url: 'https://example.com/', title },
});

describe(PendingCommands.name, () => {
  it('returns all once, in order, and only the newest if one replaces the others', () => {
    const sut = new PendingCommands();
    sut.add(page('old'), 100, true);
    sut.add(config({ voice: 'a' }), 100);
    sut.add(page('new'), 100, true);
    sut.add(config({ mode: 'hands_free' }), 100);
    expect(sut.take({})).toEqual([config({ voice: 'a' }), page('new'), config({ mode: 'hands_free' })]);
    expect(sut.take({})).toEqual([]);
  });

  it('removes choices that session_start overrides', () => {
    const sut = new PendingCommands();
    sut.add(config({ mode: 'push_to_talk', language: 'de-DE', voice: 'a' }), 100);
    sut.add(config({ mode: 'push_to_talk' }), 100);
    expect(sut.take({ mode: 'hands_free' })).toEqual([config({ language: 'de-DE', voice: 'a' }), config({})]);
  });

  it('keeps a bounded number, and the newest', () => {
    const sut = new PendingCommands();
    for (let i = 0; i < 30; i++) sut.add(config({ pause_before_reply_ms: 100 + i }), 100);
    const pending = sut.take({});
    expect(pending).toHaveLength(20);
    expect(pending.at(-1)).toEqual(config({ pause_before_reply_ms: 129 }));
  });

  it('keeps a bounded number of bytes, and the newest', () => {
    const sut = new PendingCommands();
    for (const voice of ['a', 'b', 'c']) sut.add(config({ voice }), MIB);
    sut.add(page('small'), 100);
    expect(sut.take({})).toEqual([config({ voice: 'c' }), page('small')]);
  });
});
