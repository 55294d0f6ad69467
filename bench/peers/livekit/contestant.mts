/** A LiveKit agent session without a server, with our own audio input and output. */
import { initializeLogger, voice, type llm } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import type { StartContestant } from '../../orchestrator/contestants/contestant.ts';
import type { Player } from '../../orchestrator/player.ts';
import { SAMPLE_RATE_HZ } from '../../orchestrator/script.ts';
// The package's entry exports neither; both are needed to keep unheard words out of the history.
import { TextOutput } from './node_modules/@livekit/agents/dist/voice/io.js';
import { TranscriptionSynchronizer } from './node_modules/@livekit/agents/dist/voice/transcription/synchronizer.js';
import { LoudnessVad, ScriptedLlm, ScriptedStt, ScriptedTts } from './providers.mts';

initializeLogger({ pretty: false, level: 'fatal' });

type Setup = ConstructorParameters<typeof voice.AgentSession>[0];
export type SetupName = 'default' | 'tuned';

/**
 * `default`: default settings with VAD turn detection. `tuned`: settings for speed: the recogniser's end of turn, no
 * endpointing delay, preemptive synthesis, interruptions after the shortest speech that works (0 mutes the agent), false
 * interruptions resumed after half a second, and no initial time without interruptions.
 */
const SETUPS: Record<SetupName, Setup> = {
  default: { turnHandling: { turnDetection: 'vad', interruption: { mode: 'vad' } } },
  tuned: {
    aecWarmupDuration: null,
    turnHandling: {
      turnDetection: 'stt',
      endpointing: { minDelay: 0 },
      interruption: { mode: 'vad', minDuration: 60, falseInterruptionTimeout: 500 },
      preemptiveGeneration: { enabled: true, preemptiveTts: true },
    },
  },
};

/**
 * Silence that ends speech for the detector: the default of LiveKit's Silero plugin, and short enough that speech ends
 * before the answer begins, which it would otherwise pause.
 */
const MIN_SILENCE_MS: Record<SetupName, number> = { default: 250, tuned: 200 };

/** @param synchronized keeps the heard text in the history instead of the generated text */
export const livekit =
  (setup: SetupName, { synchronized = false } = {}): StartContestant =>
  async (script, player) => {
    const session = new voice.AgentSession({
      ...SETUPS[setup],
      vad: new LoudnessVad(MIN_SILENCE_MS[setup]),
      stt: new ScriptedStt(script),
      llm: new ScriptedLlm(script),
      tts: new ScriptedTts(script),
    });
    const input = new FrameInput();
    session.input.audio = input;
    const output = new PlayerOutput(player);
    if (synchronized) {
      const synchronizer = new TranscriptionSynchronizer(output, new NoText());
      session.output.audio = synchronizer.audioOutput;
      session.output.transcription = synchronizer.textOutput;
    } else {
      session.output.audio = output;
    }
    await session.start({ agent: new voice.Agent({ instructions: 'Answer.' }), record: false });
    return {
      pushAudio: (pcm) => input.push(pcm),
      playback: ({ state, played_ms }) => {
        if (state !== 'playing') output.finished(played_ms, state === 'flushed');
      },
      // Read from the history, because the next model request does not yet contain an answer that was just interrupted.
      lastAnswer: () => {
        const last = session.history.items.findLast(isAnswer);
        return last?.type === 'message' ? (last.textContent ?? '') : '';
      },
      close: () => session.close(),
    };
  };

const isAnswer = (item: llm.ChatItem): boolean => item.type === 'message' && item.role === 'assistant';

class FrameInput extends voice.AudioInput {
  #controller: ReadableStreamDefaultController<AudioFrame> | undefined;

  constructor() {
    super();
    const frames = new ReadableStream<AudioFrame>({
      start: (controller) => void (this.#controller = controller),
    });
    this.multiStream.addInputStream(frames);
  }

  push(pcm: Int16Array): void {
    this.#controller!.enqueue(new AudioFrame(pcm, SAMPLE_RATE_HZ, 1, pcm.length));
  }
}

class NoText extends TextOutput {
  async captureText(): Promise<void> {}
  flush(): void {}
}

/** The player takes each speech segment for a turn. */
class PlayerOutput extends voice.AudioOutput {
  readonly #player: Player;
  #turnId = 0;
  #open = false;
  #playing = false;

  constructor(player: Player) {
    super(SAMPLE_RATE_HZ, undefined, { pause: true });
    this.#player = player;
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    if (!this.#open) {
      this.#open = true;
      this.#turnId++;
    }
    const first = !this.#playing;
    this.#playing = true;
    const counted = super.captureFrame(frame);
    this.#player.audio(this.#turnId, (frame.samplesPerChannel * 1_000) / frame.sampleRate);
    if (first) this.onPlaybackStarted(Date.now());
    await counted;
  }

  override flush(): void {
    super.flush();
    if (!this.#open) return;
    this.#open = false;
    this.#player.end(this.#turnId);
  }

  override clearBuffer(): void {
    if (this.#playing) this.#player.flush(this.#turnId);
    this.#open = false;
  }

  override pause(): void {
    if (this.#playing) this.#player.pause();
  }

  override resume(): void {
    if (this.#playing) this.#player.resume();
  }

  finished(playedMs: number, interrupted: boolean): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.onPlaybackFinished({ playbackPosition: playedMs / 1_000, interrupted });
  }
}
