import type { ClientCommands } from '#protocol';
import { bargeInFor } from '../main-control/policies/barge-in.js';
import type { TurnTaking, TurnTakingSettings } from '../main-control/options/conversation-options.js';
import { endpointingFor } from '../main-control/policies/endpointing.js';

/**
 * The turn-taking options that an `update_config` changes.
 * @param configured the options that apply again after a null
 */
export function chosenTurnTaking(
  { pause_before_reply_ms: pauseMs, interruption_sensitivity: sensitivity }: ClientCommands['update_config'],
  { endpointing, bargeIn }: TurnTaking,
): TurnTakingSettings {
  return {
    ...(pauseMs !== undefined && {
      endpointing: pauseMs === null ? endpointing : endpointingFor(pauseMs),
    }),
    ...(sensitivity !== undefined && { bargeIn: sensitivity === null ? bargeIn : bargeInFor(sensitivity) }),
  };
}
