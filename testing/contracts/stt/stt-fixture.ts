import type { OnModuleDestroy } from '@nestjs/common';
import { expect, vi } from 'vitest';
import { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import type { Stt, SttInput } from '../../../backend/src/stt/stt.port.js';
import type { SttEmulator } from '../../emulators/stt/stt-emulator.js';
import { wordsOf } from '../../emulators/stt/synthetic-speech.js';
import { SpokenSession, utteranceOf } from './spoken-session.js';

export interface SttSubject {
  provider: Stt & Partial<OnModuleDestroy>;
  /** Started; undefined if the provider needs no server. */
  emulator?: SttEmulator;
}

export interface Utterance {
  items: SttInput[];
  text: string;
}

export interface SttContract {
  name: string;
  start(overrides?: { apiKey?: string; model?: string; baseURL?: string }): Promise<SttSubject>;
  /** Creates a provider without a key, at the vendor's own address. Left out if no key is needed. */
  withoutKey?(): Stt;
  /** Whether an emulator replaces its vendor. */
  remote?: boolean;
  partials?: boolean;
  /** Whether it ends turns by itself. */
  turns?: boolean;
  /** The speech, for a provider that does not understand the words of the emulators. */
  utterances?(): Promise<Utterance[]>;
  /** Whether other tests use the same provider, so that it must not be destroyed. */
  shared?: boolean;
  timeoutMs?: number;
}

const SECRETS = /emulator-key|sk-secret|another-key/;

/** One provider under test with its emulator, its sessions and their speech. */
export class SttFixture {
  provider!: SttSubject['provider'];
  emulator!: SttEmulator;
  sessions: SpokenSession[] = [];
  said: Utterance[] = [];

  constructor(readonly contract: SttContract) {}

  async start(): Promise<void> {
    const { utterances } = this.contract;
    this.sessions = [];
    this.emulator = undefined!;
    this.said = utterances
      ? await utterances()
      : [wordsOf(5), wordsOf(3, 30), wordsOf(8, 60)].map((words) => ({
          items: [...utteranceOf(words)],
          text: words.join(' '),
        }));
  }

  async stop(): Promise<void> {
    for (const session of this.sessions) session.abort.abort();
    for (const session of this.sessions) await session.ended;
    if (!this.contract.shared) await this.provider?.onModuleDestroy?.();
    if (!this.emulator) return;
    await this.expectNothingOpen();
    await this.emulator[Symbol.asyncDispose]();
  }

  async begin(overrides?: Parameters<SttContract['start']>[0]): Promise<void> {
    const subject = await this.contract.start(overrides);
    this.provider = subject.provider;
    this.emulator = subject.emulator!;
  }

  open(stt = this.provider): SpokenSession {
    const session = new SpokenSession(stt);
    this.sessions.push(session);
    return session;
  }

  /** The final texts so far. */
  settled(session: SpokenSession): string[] {
    return session.texts(this.contract.turns ? 'end_of_turn' : 'final');
  }

  /** `bench/providers/cancel.ts` measures how long it takes. */
  async expectNothingOpen(): Promise<void> {
    await vi.waitFor(
      () => expect(this.emulator.server.openConnections, 'connections at the server').toBe(0),
      { timeout: 5_000, interval: 5 },
    );
  }

  expectProblem(error: unknown, code: string, words: RegExp, retryable: boolean): void {
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ stage: 'stt', provider: this.provider.name, code, retryable });
    const { message } = error as ProviderError;
    expect(message).toMatch(/^Speech recognition failed: /);
    expect(message).toMatch(words);
    expect(message).not.toMatch(SECRETS);
  }
}
