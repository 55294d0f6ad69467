import { base64ToBytes, bytesToPcm } from '#audio';
import { parseServerMessage, type AudioMessage, type AudioMetadata, type ServerMessage } from '#protocol';
import { AudioSequence } from './audio-sequence.js';
import { ClientError, type ClientEvents } from './events.js';

/** Every message but audio. */
export type ControlMessage = Exclude<ServerMessage, AudioMessage>;

/** Parses what the server sends, drops audio that came before, and calls the handlers. */
export class MessageReceiver {
  readonly #sequence = new AudioSequence();
  #duplicates = 0;

  constructor(
    private readonly events: ClientEvents,
    /** Called for each such message before the handlers. */
    private readonly onControl: (message: ControlMessage) => void,
  ) {}

  /** How many audio messages were dropped because they had come before. */
  get duplicates(): number {
    return this.#duplicates;
  }

  /** The newest audio that has arrived, as `session_start` names it. */
  get lastAudio(): AudioSequence['last'] {
    return this.#sequence.last;
  }

  /** Another session begins, which numbers its audio from the first again. */
  reset(): void {
    this.#sequence.reset();
  }

  frame(frame: unknown): void {
    const message = parseServerMessage(frame);
    if (!message) return;
    if (message.type === 'audio') return this.#audio(message);
    this.onControl(message);
    this.events.message.emit(message);
    if (message.type === 'data') this.events.data.emit(message);
    else if (message.type === 'cmd') this.events.cmd.emit(message);
    else this.events.errorMessage.emit(message);
  }

  #audio(message: AudioMessage): void {
    let pcm: Int16Array<ArrayBuffer>;
    try {
      pcm = bytesToPcm(base64ToBytes(message.audio));
    } catch (cause) {
      const error = new ClientError('message', 'The server sent audio that cannot be read.', { cause });
      return this.events.error.emit(error);
    }
    // A server of the plain protocol does not number its audio.
    const { turn_id, seq }: Partial<AudioMetadata> = message.metadata ?? {};
    if (!this.#sequence.accept(turn_id, seq)) {
      this.#duplicates++;
      return;
    }
    this.events.message.emit(message);
    this.events.audio.emit({ pcm, metadata: message.metadata });
  }
}
