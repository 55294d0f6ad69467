import { systemClock } from '../../common/clock/clock.js';
import type { Mode } from '#protocol';
import { Channel } from '../../common/streams/channel.js';
import { abortable } from '../../common/streams/abortable.js';
import { asProviderError } from '../../provider-kit/errors/provider-error.js';
import { providerStalled } from '../../provider-kit/errors/availability-errors.js';
import type { Stt } from '../../stt/stt.port.js';
import { Foreground } from './foreground.js';
import { HumDetector } from './hum.js';
import { SPEECH_GATE_DEFAULTS, SpeechGate } from './speech-gate.js';
import type { Vad } from '../../vad/vad.port.js';
import { isStopCommand } from '../policies/backchannel.js';
import type { InputEvent } from './input-events.js';
import { overEcho, QuickVoice } from './onset-detector.js';
import { MAX_WAITING_FRAMES, Recognition, type Recognised } from './recogniser-link.js';

const VAD_STALL_MS = 8_000;

/** Audio shorter than a frame of the detector stays in it; a key does not wait for that. Silero takes 512. */
const LONGEST_VAD_FRAME_SAMPLES = 512;

/** Clients that lose their connection are back within a second or two, and send what was said meanwhile. */
const ABSENT_MS = 5_000;

/** PocketSphinx hears one word in two syllables of humming, or one in each. */
const MOST_WORDS_IN_HUM = 2;

export interface VoiceInputDependencies {
  vad: Vad;
  /** The recogniser of the next connection. */
  stt(): Stt;
  /** A detector that gives nothing for this long has failed. */
  vadStallMs?: number;
  /** What a client that is gone was saying ends after this long. */
  absentMs?: number;
  language(): string;
  mode(): Mode;
  /** A key bounds the utterance, or ends the turn. Where not, keys are let pass. */
  keysCount(): boolean;
  /** The answer is being played: what the microphone hears may be its echo. */
  assistantAudible(): boolean;
  /** The user begins to speak: an answer will be wanted soon. */
  onSpeech(): void;
  dispatch(event: InputEvent): void;
  log(error: Error): void;
}

/** The user's voice of one session: microphone audio to the detector, the gates and the recogniser. */
export class VoiceInput {
  readonly #audio = new Channel<Int16Array>(MAX_WAITING_FRAMES);
  readonly #abort = new AbortController();
  readonly #recognition: Recognition;
  #gate = new SpeechGate();
  #quick = new QuickVoice();
  readonly #foreground = new Foreground();
  /** Of the last voice that began over the assistant's. */
  readonly #hum = new HumDetector();
  #absence: NodeJS.Timeout | undefined;
  #started = false;
  /** The recogniser was told that speech began, and not yet that it paused. */
  #speaking = false;
  /** Since when audio waits for the detector. */
  #waitingSince = 0;
  #samplesIn = 0;
  #samplesOut = 0;
  /** Push-to-talk keys whose audio has not come through yet. */
  readonly #keys: { down: boolean; afterSamples: number }[] = [];
  /** The detector failed, which was said: typed turns go on. */
  #deaf = false;

  constructor(private readonly use: VoiceInputDependencies) {
    const { stt, language, dispatch, log } = use;
    this.#recognition = new Recognition({
      stt,
      language,
      log,
      signal: this.#abort.signal,
      recognised: (event) => dispatch(toEvent(this.#corrected(event))),
      warn: (error) => dispatch({ type: 'stt_warning', error }),
      failed: (error) => dispatch({ type: 'stt_failed', error }),
    });
  }

  /** Connects the recogniser and listens. Idempotent. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    void this.#detect();
    this.#recognition.start();
  }

  /** @param pcm 16 kHz mono. @returns false where the session is so far behind that the audio was not taken. */
  push(pcm: Int16Array): boolean {
    clearTimeout(this.#absence);
    this.start();
    if (this.#deaf) return true;
    if (this.#audio.size === 0) this.#waitingSince = systemClock.now();
    if (!this.#audio.push(pcm)) return false;
    this.#samplesIn += pcm.length;
    return true;
  }

  /** Push-to-talk: the key bounds the utterance instead of the detector. */
  pushToTalk(down: boolean): void {
    if (!this.use.keysCount()) return;
    this.start();
    this.#keys.push({ down, afterSamples: this.#samplesIn });
    this.#turnKeys();
  }

  /** Who bounds speech from now on is another: what was begun under the one before ends here. */
  modeChanged(): void {
    if (this.#quick.speaking) this.use.dispatch({ type: 'speech_offset', agoMs: 0 });
    if (this.#speaking) this.#endSpeech(0);
    this.#gate = new SpeechGate();
    this.#quick = new QuickVoice();
    this.#hum.reset();
    this.#keys.length = 0;
  }

  /** The user's client is gone. What was being said ends, unless more of it comes soon: nobody waits for its end. */
  clientGone(): void {
    clearTimeout(this.#absence);
    this.#absence = setTimeout(() => this.modeChanged(), this.use.absentMs ?? ABSENT_MS).unref();
  }

  /** Another recogniser listens from now on. */
  reconnect(): void {
    if (this.#started && !this.#abort.signal.aborted) this.#recognition.restart();
  }

  close(): void {
    clearTimeout(this.#absence);
    this.#abort.abort();
    this.#audio.abort();
    this.#recognition.close();
  }

  async #detect(): Promise<void> {
    const { vad, vadStallMs: ms = VAD_STALL_MS, dispatch } = this.use;
    const { signal } = this.#abort;
    try {
      const error = () => providerStalled('vad', vad.name, ms);
      const busySince = () => (this.#audio.size === 0 ? null : this.#waitingSince);
      const frames = abortable(vad.detect(this.#audio, signal), signal, { ms, busySince, error });
      for await (const { pcm, speechProbability } of frames) this.#onFrame(pcm, speechProbability);
    } catch (error) {
      if (signal.aborted) return;
      const failure = asProviderError('vad', vad.name, error);
      this.use.log(failure);
      dispatch({ type: 'stt_failed', error: failure });
      this.#deaf = true;
      this.#audio.abort();
      this.#turnKeys();
    }
  }

  #onFrame(pcm: Int16Array, speechProbability: number): void {
    const { mode, dispatch, assistantAudible } = this.use;
    this.#recognition.push(pcm);
    this.#samplesOut += pcm.length;
    this.#turnKeys();
    if (mode() === 'push_to_talk') return;
    const own = this.#foreground.push(pcm, speechProbability, this.#gate.speaking);
    const audible = assistantAudible();
    const event = this.#gate.push(audible ? overEcho(own, SPEECH_GATE_DEFAULTS.onAbove) : own, pcm.length);
    const quick = this.#quick.push(own, pcm.length, {
      sure: this.#gate.speaking,
      assistantAudible: audible,
    });
    if (quick?.type === 'speech_start') this.#hum.reset();
    if (this.#quick.overAnswer && this.#quick.speaking) this.#hum.push(pcm);
    if (quick)
      dispatch({
        type: quick.type === 'speech_start' ? 'speech_onset' : 'speech_offset',
        agoMs: quick.agoMs,
      });
    if (event?.type === 'speech_start' && !this.#speaking) {
      this.#mark('speech_start');
      dispatch({ type: 'speech_start', agoMs: event.agoMs });
    }
    if (event?.type === 'speech_end' && this.#speaking) this.#endSpeech(event.agoMs);
  }

  #endSpeech(agoMs: number): void {
    this.#mark('speech_end');
    this.use.dispatch({ type: 'speech_end', agoMs, transcriptOwed: !this.#recognition.turnEvents });
  }

  /** The key counts where it lies among the audio, which takes its way through the detector. */
  #turnKeys(): void {
    for (;;) {
      const [key] = this.#keys;
      const behind = key ? key.afterSamples - this.#samplesOut : 0;
      if (!key || (behind >= LONGEST_VAD_FRAME_SAMPLES && !this.#deaf)) return;
      this.#keys.shift();
      const { down } = key;
      if (down !== this.#speaking) this.#mark(down ? 'speech_start' : 'speech_end');
      this.use.dispatch({ type: 'push_to_talk', down, transcriptOwed: !this.#recognition.turnEvents });
    }
  }

  #mark(type: 'speech_start' | 'speech_end'): void {
    this.#speaking = type === 'speech_start';
    if (this.#speaking) this.use.onSpeech();
    this.#recognition.mark(type);
  }

  /** What was recognised, corrected: over the assistant's voice a hum is "mhm", whatever word was found in it. */
  #corrected(event: Recognised): Recognised {
    if (!('text' in event) || event.text === '' || !this.#quick.overAnswer || !this.#hum.isHum) return event;
    const isShort = event.text.trim().split(/\s+/).length <= MOST_WORDS_IN_HUM;
    return isShort && !isStopCommand(event.text) ? { ...event, text: 'mhm' } : event;
  }
}

function toEvent(event: Recognised): InputEvent {
  switch (event.type) {
    case 'partial':
      return { type: 'stt_partial', text: event.text };
    case 'final':
      return { type: 'stt_final', text: event.text };
    case 'end_of_turn':
      return { type: 'stt_end_of_turn', text: event.text };
    case 'speech_start':
      return { type: 'speech_start', agoMs: 0 };
    case 'eager_end':
      return { type: 'stt_eager_end', text: event.text };
    case 'resumed':
      return { type: 'stt_resumed' };
  }
}
