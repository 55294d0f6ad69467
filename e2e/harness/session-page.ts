import type { Inspector, MeasuredStop, RenderedStretch } from '../../extension/lib/test-build/inspector.ts';
import type { SessionState } from '../../extension/lib/session/state/session-state.ts';
import { until, type CdpPage } from './cdp.ts';

/** The page that hosts the session, looked into through its `__earshot` inspector. */
export class SessionPage {
  readonly page: CdpPage;

  constructor(page: CdpPage) {
    this.page = page;
  }

  state(): Promise<SessionState> {
    return this.#inspect<SessionState>('state');
  }

  async waitForState(
    what: string,
    matches: (state: SessionState) => boolean,
    timeoutMs?: number,
  ): Promise<SessionState> {
    try {
      return await until(
        what,
        async () => {
          const state = await this.state();
          return matches(state) && state;
        },
        timeoutMs,
      );
    } catch (error) {
      throw new Error(`${String(error)} It is: ${JSON.stringify(await this.state())}`);
    }
  }

  /** From now on what the player renders is recorded. */
  tap(): Promise<void> {
    return this.#inspect<void>('tap');
  }

  /** What was really rendered since `tap`, without its silences. */
  rendered(): Promise<RenderedStretch[]> {
    return this.#inspect<RenderedStretch[]>('rendered');
  }

  /** The answer audio of one turn as it was rendered, from its first sound to its last, with the gaps in it. */
  async renderedOfTurn(turnId: number): Promise<Float32Array> {
    const stretches = (await this.rendered()).filter((stretch) => stretch.turnId === turnId);
    const [first] = stretches;
    const last = stretches.at(-1);
    if (!first || !last) return new Float32Array(0);
    const audio = new Float32Array(last.startFrame + last.samples.length - first.startFrame);
    for (const { startFrame, samples } of stretches) audio.set(samples, startFrame - first.startFrame);
    return audio;
  }

  /** The flush or the pause of that turn, once its silence was measured. */
  async waitForStop(by: MeasuredStop['by'], turnId: number): Promise<MeasuredStop> {
    return until(`the ${by} of turn ${turnId} to be measured`, async () =>
      (await this.#inspect<MeasuredStop[]>('stops')).find((stop) => stop.by === by && stop.turnId === turnId),
    );
  }

  /** As if the microphone's plug were pulled, with no other one there. */
  async unplugMicrophone(): Promise<void> {
    await this.page.evaluate(`
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Requested device not found', 'NotFoundError');
      };
      for (const track of globalThis.__earshot.microphoneTracks()) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }`);
  }

  async plugMicrophone(): Promise<void> {
    await this.page.evaluate(`
      delete navigator.mediaDevices.getUserMedia;
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));`);
  }

  #inspect<Result>(method: keyof Inspector): Promise<Result> {
    return this.page.evaluate<Result>(`globalThis.__earshot.${method}()`);
  }
}
