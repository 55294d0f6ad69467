import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Span, Tracer } from '@opentelemetry/api';
import { sleep } from '../../common/clock/sleep.js';
import { PACKAGE_VERSION } from '../../common/package-version.js';
import {
  sessionEnded,
  sessionStarted,
  turnEnded,
  type SessionStarted,
} from '../../common/telemetry/channels.js';
import { GEN_AI } from './span-names.js';

/** Where version 1 of OpenTelemetry's API keeps what an SDK has registered. Without it the API need not be loaded: 9 MB. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** Longest wait for an SDK to send its last spans. */
const FLUSH_MS = 1_000;

/** Gives an OpenTelemetry SDK that was loaded before Earshot a trace of each session. Without one, nothing is done. */
@Injectable()
export class SpansService implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #conversations = new Map<string, Span>();
  #unsubscribe: (() => void)[] = [];
  #flush: (() => Promise<void>) | undefined;

  async onApplicationBootstrap(): Promise<void> {
    const registered = (globalThis as Record<symbol, { trace?: object } | undefined>)[REGISTERED];
    if (!registered?.trace) return;
    const { trace } = await import('@opentelemetry/api');
    const { spansOfTurn } = await import('./turn-spans.js');
    this.#flush = () => flush(trace.getTracerProvider());
    const tracer = trace.getTracer('earshot', PACKAGE_VERSION);
    this.#unsubscribe = [
      sessionStarted.subscribe((session) => this.#begin(tracer, session)),
      turnEnded.subscribe((turn) => spansOfTurn(tracer, turn, this.#conversations.get(turn.sessionId))),
      sessionEnded.subscribe(({ sessionId }) => {
        this.#conversations.get(sessionId)?.end();
        this.#conversations.delete(sessionId);
      }),
    ];
  }

  /** After the sessions have ended. */
  async onApplicationShutdown(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    if (!this.#flush) return;
    const enough = new AbortController();
    await Promise.race([this.#flush().catch(() => undefined), sleep(FLUSH_MS, enough.signal)]);
    enough.abort();
  }

  #begin(tracer: Tracer, { sessionId, start }: SessionStarted): void {
    const running = this.#conversations.get(sessionId);
    if (running) return void running.addEvent(start);
    const span = tracer.startSpan('conversation', {
      root: true,
      attributes: { [GEN_AI.conversation]: sessionId },
    });
    this.#conversations.set(sessionId, span);
  }
}

/** @param provider of the API, which has no method for this: the SDK's own is behind it */
async function flush(provider: object): Promise<void> {
  const own = 'getDelegate' in provider ? (provider.getDelegate as () => object)() : provider;
  if ('forceFlush' in own) await (own.forceFlush as () => Promise<void>)();
}
