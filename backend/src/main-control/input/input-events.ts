import type { ProviderError } from '../../provider-kit/errors/provider-error.js';

/**
 * What the microphone's side tells the reducer. `agoMs` is how long ago it really happened: detection takes time.
 * Onset and offset are quick and uncertain, start and end are certain; both pairs come for all speech.
 */
export type InputEvent =
  | { type: 'speech_onset'; agoMs: number }
  | { type: 'speech_offset'; agoMs: number }
  | { type: 'speech_start'; agoMs: number }
  /** `transcriptOwed`: the recogniser gives a final transcript for it; otherwise it announces the end of the turn. */
  | { type: 'speech_end'; agoMs: number; transcriptOwed?: boolean }
  /** `transcriptOwed`: as for `speech_end`. */
  | { type: 'push_to_talk'; down: boolean; transcriptOwed?: boolean }
  | { type: 'stt_partial'; text: string }
  | { type: 'stt_final'; text: string }
  | { type: 'stt_end_of_turn'; text: string }
  | { type: 'stt_eager_end'; text: string }
  | { type: 'stt_resumed' }
  | { type: 'stt_failed'; error: ProviderError }
  /** The recogniser failed and goes on: another one took over, or it reconnects. */
  | { type: 'stt_warning'; error: ProviderError };
