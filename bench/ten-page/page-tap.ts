/**
 * Runs in the page before its own scripts: replaces the microphone by one that plays what the benchmark gives it, and
 * records what the page receives over the voice socket and what it plays. All times are the page's `performance.now()`.
 */

export interface ReceivedMessage {
  at: number;
  type: string;
  name?: string;
  turnId?: number;
  /** Length of an audio message. */
  ms?: number;
  role?: string;
  text?: string;
  isFinal?: boolean;
}

export interface PlayedChunk {
  startedAt: number;
  /** null while it plays. */
  endedAt: number | null;
  ms: number;
  /** Root mean square of the samples, 0 to 1. */
  level: number;
}

export interface Tap {
  /** The voice sockets that were opened. */
  sockets: string[];
  /** Voice sockets that were closed. */
  closed: number;
  received: ReceivedMessage[];
  played: PlayedChunk[];
  /** Messages that the page sent, all of which are audio. */
  sent: number;
  /** @returns when its last sample was said */
  say(pcmBase64: string): Promise<number>;
}

const RATE_HZ = 16_000;

/** @param port goes where the page keeps the port of its agent */
export function installTap({ port, rateHz }: { port: number; rateHz: number }): void {
  localStorage.setItem('websocket_port', String(port));
  const tap: Tap = { sockets: [], closed: 0, received: [], played: [], sent: 0, say };
  (globalThis as unknown as { tap: Tap }).tap = tap;

  let microphone: { context: AudioContext; output: MediaStreamAudioDestinationNode } | undefined;
  function openMicrophone() {
    if (microphone) return microphone;
    const context = new AudioContext({ sampleRate: rateHz });
    return (microphone = { context, output: context.createMediaStreamDestination() });
  }
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    // A page that captures may play without a click, as with a real microphone.
    await getUserMedia(constraints);
    const { output } = openMicrophone();
    return new MediaStream(output.stream.getTracks().map((track) => track.clone()));
  };

  async function say(pcmBase64: string): Promise<number> {
    const { context, output } = openMicrophone();
    await context.resume();
    const bytes = Uint8Array.from(atob(pcmBase64), (character) => character.charCodeAt(0));
    const pcm = new Int16Array(bytes.buffer);
    const buffer = context.createBuffer(1, pcm.length, rateHz);
    buffer.getChannelData(0).set(Float32Array.from(pcm, (sample) => sample / 32_768));
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(output);
    const ended = new Promise((resolve) => source.addEventListener('ended', resolve, { once: true }));
    source.start();
    await ended;
    return performance.now();
  }

  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, ...when) {
    if (this.context !== microphone?.context && this.buffer) {
      const samples = this.buffer.getChannelData(0);
      const level = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
      const ms = this.buffer.duration * 1_000;
      const chunk: PlayedChunk = { startedAt: performance.now(), endedAt: null, ms, level };
      tap.played.push(chunk);
      this.addEventListener('ended', () => (chunk.endedAt = performance.now()));
    }
    start.apply(this, when);
  };

  const Native = WebSocket;
  globalThis.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      if (!/\/ws\/\d+$/.test(String(url))) return;
      tap.sockets.push(String(url));
      this.addEventListener('close', () => tap.closed++);
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const { type, name, data: fields = {}, metadata = {} } = JSON.parse(data);
        tap.received.push({
          at: performance.now(),
          type,
          name,
          turnId: fields.turn_id ?? metadata.turn_id,
          ...(type === 'audio' && { ms: (metadata.samples_per_channel / metadata.sample_rate) * 1_000 }),
          ...(name === 'text_data' && { role: fields.role, text: fields.text, isFinal: fields.is_final }),
        });
      });
    }

    override send(data: string): void {
      super.send(data);
      if (/\/ws\/\d+$/.test(this.url)) tap.sent++;
    }
  };
}

export const tapOptions = (port: number) => ({ port, rateHz: RATE_HZ });
