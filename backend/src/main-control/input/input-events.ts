import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { HeardCommand } from '../../stt/stt.port.js';

/**
 * Events from the speech input to the reducer. `agoMs` is how long ago it really happened, because detection takes time.
 * Onset and offset are quick but uncertain; start and end are certain. The microphone's speech has both pairs in hands-free
 * mode and neither in push-to-talk, where the key bounds it. A recogniser that ends turns sends a start of its own.
 */
export type InputEvent =
  | { type: 'speech_onset'; agoMs: number }
  | { type: 'speech_offset'; agoMs: number }
  | { type: 'speech_start'; agoMs: number }
  /** `transcriptOwed`: the recogniser will send a final transcript for it; otherwise it announces the end of the turn. */
  | { type: 'speech_end'; agoMs: number; transcriptOwed?: boolean }
  /** `transcriptOwed`: as for `speech_end`. */
  | { type: 'push_to_talk'; down: boolean; transcriptOwed?: boolean }
  | { type: 'stt_partial'; text: string }
  /** `command`: what a recogniser that knows the page has heard as a command about it. */
  | { type: 'stt_final'; text: string; command?: HeardCommand | undefined }
  | { type: 'stt_end_of_turn'; text: string }
  | { type: 'stt_eager_end'; text: string }
  | { type: 'stt_resumed' }
  | { type: 'stt_failed'; error: ProviderError }
  /** The recogniser failed and recovers: a fallback took over, or it reconnects. */
  | { type: 'stt_warning'; error: ProviderError };
