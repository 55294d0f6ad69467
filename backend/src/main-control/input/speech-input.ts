import type { Mode } from '#protocol';
import { systemClock } from '../../common/clock/clock.js';
import { abortable } from '../../common/streams/abortable.js';
import { Channel } from '../../common/streams/channel.js';
import { providerFailed } from '../../common/telemetry/channels.js';
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { asProviderError } from '../../provider-kit/errors/provider-error.js';
import { providerStalled } from '../../provider-kit/errors/availability-errors.js';
import type { HeardCommand, PagePhrases, Stt } from '../../stt/stt.port.js';
import type { Vad } from '../../vad/vad.port.js';
import { isSure } from '../policies/heard-command.js';
import { isStopCommand } from '../policies/stop-command.js';
import { HumDetector } from './hum.js';
import type { InputEvent } from './input-events.js';
import type { InputPolicies } from './input-policies.js';
import { OnsetDetector } from './onset-detector.js';
import { RecogniserLink, type RecogniserEvent, type SpeechMark } from './recogniser-link.js';
import { withoutResidualEcho } from './residual-echo.js';
import { SpeechGate } from './speech-gate.js';

/** Most audio that can wait for the detector: one minute in frames of 20 ms. */
const MAX_WAITING_FRAMES = 3_000;

const VAD_STALL_MS = 8_000;

/** A key event does not wait for an incomplete frame in the detector. Silero takes 512 samples. */
const MAX_VAD_FRAME_SAMPLES = 512;

/** A client that loses its connection is back within a second or two and then sends the audio of the outage. */
const ABSENT_MS = 5_000;

export interface SpeechInputDeps {
  vad: Vad;
  policies: InputPolicies;
  /** The words of the spoken language. */
  words: TurnTakingWords;
  /** The recogniser for the next connection. */
  stt(): Stt;
  /** A detector without a result for this long has failed. */
  vadStallMs?: number;
  /** Speech ends this long after the client disconnects. */
  absentMs?: number;
  language(): string;
  /** What the user may say about the page; undefined if there was none yet. */
  phrases(): PagePhrases | undefined;
  mode(): Mode;
  /** Whether push-to-talk keys bound speech or end the turn; otherwise they are ignored. */
  acceptsKeys(): boolean;
  /** Whether the answer is playing, so that the microphone may hear its echo. */
  assistantAudible(): boolean;
  /** Called when the user begins to speak, because an answer will be needed soon. */
  onSpeech(): void;
  dispatch(event: InputEvent): void;
  log(error: Error): void;
}

/** The user's speech in one session: takes the microphone's audio to the detector, the gates and the recogniser. */
export class SpeechInput {
  readonly #audio = new Channel<Int16Array>(MAX_WAITING_FRAMES);
  readonly #abort = new AbortController();
  readonly #recogniser: RecogniserLink;
  #gate: SpeechGate;
  #onset: OnsetDetector;
  /** Analyses the newest speech that began over the assistant's. */
  readonly #hum: HumDetector;
  #absence: NodeJS.Timeout | undefined;
  #started = false;
  /** The recogniser was told that speech started but not yet that it ended. */
  #speaking = false;
  /** The recogniser was told of the pause that the speech makes now. */
  #pausing = false;
  /** When the detector gave its newest frame. */
  #frameAt = 0;
  /** When audio began to wait for the detector. */
  #waitingSince = 0;
  #samplesIn = 0;
  #samplesOut = 0;
  /** Push-to-talk keys whose audio has not passed the detector yet. */
  readonly #keys: { down: boolean; afterSamples: number }[] = [];
  /** The detector failed and this was reported. Only typed turns still work. */
  #detectorFailed = false;

  constructor(private readonly deps: SpeechInputDeps) {
    const { policies, stt, language, phrases, dispatch, log } = deps;
    this.#gate = new SpeechGate(policies.speechGate);
    this.#onset = new OnsetDetector(policies);
    this.#hum = new HumDetector(policies.hum);
    this.#recogniser = new RecogniserLink({
      stt,
      language,
      phrases,
      log,
      signal: this.#abort.signal,
      onEvent: (event) => {
        if (event.type === 'command') this.#onCommand(event.command);
        else dispatch(toInputEvent(this.#corrected(event)));
      },
      onWarning: (error) => dispatch({ type: 'stt_warning', error }),
      onFailure: (error) => dispatch({ type: 'stt_failed', error }),
    });
  }

  /** Connects the recogniser and listens. Idempotent. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    void this.#detect();
    this.#recogniser.start();
  }

  /** @param pcm 16 kHz mono. @returns false if the audio was refused because the session is too far behind */
  push(pcm: Int16Array): boolean {
    clearTimeout(this.#absence);
    this.start();
    if (this.#detectorFailed) return true;
    if (this.#audio.size === 0) this.#waitingSince = systemClock.now();
    if (!this.#audio.push(pcm)) return false;
    this.#samplesIn += pcm.length;
    return true;
  }

  /** Push-to-talk: the key bounds the utterance instead of the detector. */
  pushToTalk(down: boolean): void {
    if (!this.deps.acceptsKeys()) return;
    this.start();
    this.#keys.push({ down, afterSamples: this.#samplesIn });
    this.#pressKeys();
  }

  /** Ends speech of the other mode, because the detector and the key bound speech differently. */
  modeChanged(): void {
    if (this.#onset.speaking) this.deps.dispatch({ type: 'speech_offset', agoMs: 0 });
    if (this.#speaking) this.#endSpeech(0);
    this.#gate = new SpeechGate(this.deps.policies.speechGate);
    this.#pausing = false;
    this.#onset = new OnsetDetector(this.deps.policies);
    this.#hum.reset();
    this.#keys.length = 0;
  }

  /** The client is disconnected. Current speech ends unless more audio comes soon. */
  clientGone(): void {
    clearTimeout(this.#absence);
    this.#absence = setTimeout(() => this.modeChanged(), this.deps.absentMs ?? ABSENT_MS).unref();
  }

  /** The provider that transcribes now; undefined before the first connection. */
  get recogniser(): string | undefined {
    return this.#recogniser.provider;
  }

  /** What the user may say about the page may have changed. */
  phrasesChanged(): void {
    this.#recogniser.phrasesChanged();
  }

  /** Connects to the recogniser to use from now on. */
  reconnect(): void {
    if (this.#started && !this.#abort.signal.aborted) this.#recogniser.restart();
  }

  close(): void {
    clearTimeout(this.#absence);
    this.#abort.abort();
    this.#audio.abort();
    this.#recogniser.close();
  }

  async #detect(): Promise<void> {
    const { vad, vadStallMs: ms = VAD_STALL_MS, dispatch } = this.deps;
    const { signal } = this.#abort;
    try {
      const error = () => providerStalled('vad', vad.name, ms);
      const busySince = () => (this.#audio.size === 0 ? null : this.#waitingSince);
      const frames = abortable((own) => vad.detect(this.#audio, own), signal, { ms, busySince, error });
      for await (const { pcm, speechProbability } of frames) this.#onFrame(pcm, speechProbability);
    } catch (error) {
      if (signal.aborted) return;
      const failure = asProviderError('vad', vad.name, error);
      providerFailed.publish(() => ({ stage: 'vad', provider: vad.name, code: failure.code }));
      this.deps.log(failure);
      dispatch({ type: 'stt_failed', error: failure });
      this.#detectorFailed = true;
      this.#audio.abort();
      this.#pressKeys();
    }
  }

  #onFrame(pcm: Int16Array, speechProbability: number): void {
    this.#recogniser.push(pcm);
    this.#samplesOut += pcm.length;
    this.#frameAt = systemClock.now();
    this.#pressKeys();
    if (this.deps.mode() !== 'push_to_talk') this.#findSpeech(pcm, speechProbability);
  }

  #findSpeech(pcm: Int16Array, probability: number): void {
    const { policies, dispatch, assistantAudible } = this.deps;
    const { residualEcho, speechGate } = policies;
    const audible = assistantAudible();
    const certain = audible
      ? withoutResidualEcho(probability, speechGate.onAbove, residualEcho)
      : probability;
    const speech = this.#gate.push(certain, pcm.length);
    const surroundings = { certain: this.#gate.speaking, assistantAudible: audible };
    const onset = this.#onset.push(probability, pcm.length, surroundings);
    if (onset?.type === 'speech_start') this.#hum.reset();
    if (this.#onset.overAnswer && this.#onset.speaking) this.#hum.push(pcm);
    if (onset) {
      const type = onset.type === 'speech_start' ? 'speech_onset' : 'speech_offset';
      dispatch({ type, agoMs: onset.agoMs });
    }
    if (speech?.type === 'speech_start' && !this.#speaking) {
      this.#mark('speech_start');
      dispatch({ type: 'speech_start', agoMs: speech.agoMs });
    }
    if (speech?.type === 'speech_end' && this.#speaking) this.#endSpeech(speech.agoMs);
    this.#findPause(audible);
  }

  /** A whole command about the page may be over. While the assistant is audible, only its final transcript decides. */
  #findPause(assistantAudible: boolean): void {
    const { enabled, pauseMs } = this.deps.policies.heardCommand;
    const isLong = enabled && this.#speaking && this.#gate.silentMs >= pauseMs;
    const isPause = isLong && !assistantAudible && this.#recogniser.knowsPage;
    if (isPause && !this.#pausing) this.#recogniser.mark('speech_pause');
    this.#pausing = isPause;
  }

  /** The silence that otherwise ends speech is not waited for. */
  #onCommand(command: HeardCommand): void {
    if (!this.#pausing || !this.#speaking || !isSure(command, this.deps.policies.heardCommand)) return;
    this.#pausing = false;
    const agoMs = this.#gate.silentMs + systemClock.now() - this.#frameAt;
    this.#gate.end();
    this.#endSpeech(agoMs, true);
  }

  #endSpeech(agoMs: number, isCommand = false): void {
    this.#mark('speech_end', isCommand);
    this.deps.dispatch({ type: 'speech_end', agoMs, transcriptOwed: !this.#recogniser.turnEvents });
  }

  /** A key takes effect at its place in the audio, which passes the detector later. */
  #pressKeys(): void {
    for (;;) {
      const [key] = this.#keys;
      const behind = key ? key.afterSamples - this.#samplesOut : 0;
      if (!key || (behind >= MAX_VAD_FRAME_SAMPLES && !this.#detectorFailed)) return;
      this.#keys.shift();
      const { down } = key;
      if (down !== this.#speaking) this.#mark(down ? 'speech_start' : 'speech_end');
      this.deps.dispatch({ type: 'push_to_talk', down, transcriptOwed: !this.#recogniser.turnEvents });
    }
  }

  #mark(type: Exclude<SpeechMark, 'speech_pause'>, isCommand = false): void {
    this.#speaking = type === 'speech_start';
    if (this.#speaking) this.deps.onSpeech();
    this.#recogniser.mark(type, isCommand);
  }

  /** A hum over the assistant's speech is a backchannel, even if the recogniser found a word in it. */
  #corrected<Event extends RecogniserEvent>(event: Event): Event {
    if (!('text' in event) || !this.#onset.overAnswer || !this.#hum.isHum) return event;
    const { policies, words } = this.deps;
    const { text } = event;
    if (text === '') return asHum(event, text);
    if (!this.#hum.mayBeTranscribedAs(text)) return event;
    return isStopCommand(text, policies.stopCommand, words) ? event : asHum(event, words.hum);
  }
}

function asHum<Event extends RecogniserEvent>(event: Event, text: string): Event {
  return { ...event, text, ...(event.type === 'final' && { command: undefined }) };
}

function toInputEvent(event: Exclude<RecogniserEvent, { type: 'command' }>): InputEvent {
  switch (event.type) {
    case 'partial':
      return { type: 'stt_partial', text: event.text };
    case 'final':
      return { type: 'stt_final', text: event.text, ...(event.command && { command: event.command }) };
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
