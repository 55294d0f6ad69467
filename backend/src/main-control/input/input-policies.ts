import type { HeardCommandOptions } from '../policies/heard-command.js';
import type { StopCommandOptions } from '../policies/stop-command.js';
import type { HumOptions } from './hum.js';
import type { OnsetPolicies } from './onset-detector.js';

/** The policies between the microphone and the reducer. */
export interface InputPolicies extends OnsetPolicies {
  hum: HumOptions;
  heardCommand: HeardCommandOptions;
  stopCommand: StopCommandOptions;
}
