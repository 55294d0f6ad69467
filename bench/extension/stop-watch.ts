import type { SessionPage } from '../../e2e/harness/session-page.ts';

export interface Stop {
  by: 'flush' | 'pause';
  turnId: number;
  /** From the command's arrival in the player worklet to the last sample that was not silent, in ms. */
  silentAfterMs: number;
  /** Samples of the turn rendered after its flush, without the 5 ms fade-out. */
  renderedAfter: number;
}

/** Collects the player worklet's reports on flushes, pauses and samples rendered after a flush. */
export class StopWatch {
  readonly #session: SessionPage;

  constructor(session: SessionPage) {
    this.#session = session;
  }

  /** Call it before the conversation starts: it listens at the worklet's port from its creation. Needs the render tap. */
  async begin(): Promise<void> {
    await this.#session.page.evaluate(`
      globalThis.__stops = [];
      const latest = new Map();
      const count = ({ turnId, frame, samples }) => {
        for (const stop of globalThis.__stops) {
          if (stop.by === 'flush' && stop.turnId === turnId && frame >= stop.receivedFrame)
            stop.renderedAfter += samples.length;
        }
        latest.set(turnId, { frame, length: samples.length });
      };
      const measured = ({ by, turnId, receivedFrame, lastAudibleFrame }, sampleRateHz) => {
        // The report arrives after the flush; samples rendered in between are not counted.
        const { frame, length } = latest.get(turnId) ?? { frame: -1, length: 0 };
        const renderedAfter = by === 'flush' ? Math.max(0, frame + length - receivedFrame) : 0;
        const silentAfterMs = ((lastAudibleFrame - receivedFrame) * 1000) / sampleRateHz;
        globalThis.__stops.push({ by, turnId, receivedFrame, silentAfterMs, renderedAfter });
      };
      globalThis.AudioWorkletNode = class extends AudioWorkletNode {
        constructor(context, ...rest) {
          super(context, ...rest);
          this.port.addEventListener('message', ({ data }) => {
            if (data.type === 'rendered') count(data);
            if (data.type === 'silence_measured') measured(data, context.sampleRate);
          });
        }
      };`);
  }

  stops(): Promise<Stop[]> {
    return this.#session.page.evaluate<Stop[]>('globalThis.__stops');
  }
}
