import type { Inspector } from '../../extension/lib/test-build/inspector.ts';
import type { MeasuredSilence, RenderedStretch } from '../../extension/lib/test-build/render-recorder.ts';
import type { SessionState } from '../../extension/lib/session/state/session-state.ts';
import { until, type CdpPage } from './cdp.ts';

/** The page that hosts the session, read through the `__earshot` inspector of a test build. */
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

  /** Records what the player renders from now on. */
  tap(): Promise<void> {
    return this.#inspect<void>('tap');
  }

  /** What was rendered since `tap`, without silence. */
  rendered(): Promise<RenderedStretch[]> {
    return this.#inspect<RenderedStretch[]>('rendered');
  }

  /** When frame 0 of the playback context was rendered, in epoch milliseconds; late by a few milliseconds. */
  renderedZeroAtMs(): Promise<number> {
    return this.#inspect<number>('renderedZeroAtMs');
  }

  /** The rendered audio of one turn, from its first audible sample to its last, with the gaps between them. */
  async renderedOfTurn(turnId: number): Promise<Float32Array> {
    const stretches = (await this.rendered()).filter((stretch) => stretch.turnId === turnId);
    const [first] = stretches;
    const last = stretches.at(-1);
    if (!first || !last) return new Float32Array(0);
    const audio = new Float32Array(last.startFrame + last.samples.length - first.startFrame);
    for (const { startFrame, samples } of stretches) audio.set(samples, startFrame - first.startFrame);
    return audio;
  }

  /** Waits until the silence after the flush or the pause of that turn was measured. */
  async waitForSilence(by: MeasuredSilence['by'], turnId: number): Promise<MeasuredSilence> {
    return until(`the ${by} of turn ${turnId} to be measured`, async () =>
      (await this.#inspect<MeasuredSilence[]>('silences')).find(
        (silence) => silence.by === by && silence.turnId === turnId,
      ),
    );
  }

  /**
   * Replaces the microphone by one that hears what `say` says. Call it before the call begins.
   * @param room what it hears meanwhile, again and again, PCM 16 kHz
   */
  async replaceMicrophone(room: Int16Array): Promise<void> {
    await this.page.evaluate(`{
      const context = new AudioContext({ sampleRate: 16_000 });
      const microphone = context.createMediaStreamDestination();
      globalThis.__play = (base64, loop) => new Promise((resolve) => {
        const pcm = new Int16Array(Uint8Array.fromBase64(base64).buffer);
        const buffer = context.createBuffer(1, pcm.length, 16_000);
        buffer.copyToChannel(Float32Array.from(pcm, (sample) => sample / 32_768), 0);
        const source = new AudioBufferSourceNode(context, { buffer, loop });
        source.connect(microphone);
        source.onended = () => resolve(true);
        source.start();
      });
      navigator.mediaDevices.getUserMedia = async () => {
        await context.resume();
        return microphone.stream.clone();
      };
      void __play(${base64(room)}, true);
    }`);
  }

  /** Says it to the replaced microphone, to its end. @param pcm 16 kHz */
  async say(pcm: Int16Array): Promise<void> {
    await this.page.evaluate(`__play(${base64(pcm)}, false)`);
  }

  /** Simulates that the only microphone is unplugged. */
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

const base64 = (pcm: Int16Array): string =>
  JSON.stringify(Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64'));
