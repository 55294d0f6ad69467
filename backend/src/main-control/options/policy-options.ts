import { HUM_DEFAULTS } from '../input/hum.js';
import type { InputPolicies } from '../input/input-policies.js';
import { ONSET_DEFAULTS } from '../input/onset-detector.js';
import { RESIDUAL_ECHO_DEFAULTS } from '../input/residual-echo.js';
import { SPEECH_GATE_DEFAULTS } from '../input/speech-gate.js';
import { BACKCHANNEL_DEFAULTS } from '../policies/backchannel.js';
import { BARGE_IN_DEFAULTS, type BargeInPolicies } from '../policies/barge-in.js';
import { COMPLETENESS_DEFAULTS, type CompletenessOptions } from '../policies/completeness.js';
import { CONTINUATION_DEFAULTS, type ContinuationOptions } from '../policies/continuation.js';
import { ECHO_DEFAULTS, type EchoOptions } from '../policies/echo.js';
import { ENDPOINTING_DEFAULTS, type EndpointingOptions } from '../policies/endpointing.js';
import { HEARD_COMMAND_DEFAULTS } from '../policies/heard-command.js';
import { HEARD_TEXT_DEFAULTS, type HeardTextOptions } from '../policies/heard-text.js';
import { LATE_TRANSCRIPT_DEFAULTS, type LateTranscriptOptions } from '../policies/late-transcripts.js';
import { PLAYHEAD_DEFAULTS, type PlayheadOptions } from '../policies/playhead.js';
import { SPECULATION_DEFAULTS, type SpeculationOptions } from '../policies/speculation.js';
import { STOP_COMMAND_DEFAULTS } from '../policies/stop-command.js';
import {
  TRANSCRIPT_TIMEOUT_DEFAULTS,
  type TranscriptTimeoutOptions,
} from '../policies/transcript-timeouts.js';

/**
 * Every number and switch of turn-taking, by policy. The file of a policy documents its options and has its
 * defaults. All of them can be changed here, e.g. by a benchmark; ConversationSettings has the few that users can set.
 */
export interface PolicyOptions extends InputPolicies, BargeInPolicies {
  echo: EchoOptions;
  endpointing: EndpointingOptions;
  completeness: CompletenessOptions;
  speculation: SpeculationOptions;
  continuation: ContinuationOptions;
  playhead: PlayheadOptions;
  heardText: HeardTextOptions;
  transcriptTimeouts: TranscriptTimeoutOptions;
  lateTranscripts: LateTranscriptOptions;
}

export const DEFAULT_POLICIES: Readonly<PolicyOptions> = {
  residualEcho: RESIDUAL_ECHO_DEFAULTS,
  onset: ONSET_DEFAULTS,
  speechGate: SPEECH_GATE_DEFAULTS,
  hum: HUM_DEFAULTS,
  heardCommand: HEARD_COMMAND_DEFAULTS,

  bargeIn: BARGE_IN_DEFAULTS,
  echo: ECHO_DEFAULTS,
  stopCommand: STOP_COMMAND_DEFAULTS,
  backchannel: BACKCHANNEL_DEFAULTS,

  endpointing: ENDPOINTING_DEFAULTS,
  completeness: COMPLETENESS_DEFAULTS,
  speculation: SPECULATION_DEFAULTS,
  continuation: CONTINUATION_DEFAULTS,

  playhead: PLAYHEAD_DEFAULTS,
  heardText: HEARD_TEXT_DEFAULTS,

  transcriptTimeouts: TRANSCRIPT_TIMEOUT_DEFAULTS,
  lateTranscripts: LATE_TRANSCRIPT_DEFAULTS,
};
