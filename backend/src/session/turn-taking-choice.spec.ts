import { describe, expect, it } from 'vitest';
import { BARGE_IN_DEFAULTS, bargeInFor } from '../main-control/policies/barge-in.js';
import { ENDPOINTING_DEFAULTS, endpointingFor } from '../main-control/policies/endpointing.js';
import { chosenTurnTaking } from './turn-taking-choice.js';

describe(chosenTurnTaking.name, () => {
  const configured = { endpointing: ENDPOINTING_DEFAULTS, bargeIn: BARGE_IN_DEFAULTS };

  it('changes only what is chosen', () => {
    expect(chosenTurnTaking({ voice: 'rms' }, configured)).toEqual({});
    expect(chosenTurnTaking({ pause_before_reply_ms: 3_000 }, configured)).toEqual({
      endpointing: endpointingFor(3_000),
    });
    expect(chosenTurnTaking({ interruption_sensitivity: 0 }, configured)).toEqual({ bargeIn: bargeInFor(0) });
  });

  it('restores the configured options for null', () => {
    const data = { pause_before_reply_ms: null, interruption_sensitivity: null };
    expect(chosenTurnTaking(data, configured)).toEqual(configured);
  });
});
