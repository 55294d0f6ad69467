/** Runs the same conversation with and without each policy. */
import { describe, expect, it } from 'vitest';
import { OnsetDetector } from '../input/onset-detector.js';
import { HumDetector } from '../input/hum.js';
import { withoutResidualEcho } from '../input/residual-echo.js';
import { Scenario, speaking, withPolicies, type PolicyChanges } from '../testing/scenario.js';
import { mhm } from '../../../../testing/sounds.js';
import { DEFAULT_POLICIES } from './policy-options.js';

const asked = (policies: PolicyChanges) =>
  new Scenario(withPolicies(policies)).say('what time is it').advance(500);

/** @returns the commands that a client gets when the user says these words over an answer */
const over = (policies: PolicyChanges, words: string) =>
  speaking(policies).playback(3_900).forget().starts().advance(400).ends(words).commands();

const off = { enabled: false };

describe('policies that are switched off', () => {
  it('bargeIn: speech neither holds nor stops an answer', () => {
    expect(over({}, 'in tokyo')).toContain('flush');
    expect(over({ bargeIn: off }, 'in tokyo')).toEqual([]);
    expect(over({ bargeIn: off }, 'stop')).toEqual([]);
  });

  it('backchannel: “okay” stops an answer', () => {
    expect(over({}, 'okay')).not.toContain('flush');
    expect(over({ backchannel: off }, 'okay')).toContain('flush');
  });

  it('stopCommand: “stop” stops an answer only when its transcript is certain', () => {
    const partial = (policies: PolicyChanges) =>
      speaking(policies)
        .forget()
        .starts()
        .advance(200)
        .event({ type: 'stt_partial', text: 'stop' })
        .commands();
    expect(partial({})).toContain('flush');
    expect(partial({ stopCommand: off })).not.toContain('flush');
  });

  it('echo: the assistant’s own words stop it', () => {
    expect(over({}, 'the day is bright')).not.toContain('flush');
    expect(over({ echo: off }, 'the day is bright')).toContain('flush');
  });

  it('continuation: speech that follows at once is a new question', () => {
    const questions = (policies: PolicyChanges) => {
      const scenario = asked(policies).advance(100).say('in tokyo').advance(1_000);
      return scenario.state.history.map(({ content }) => content);
    };
    expect(questions({})).toEqual(['what time is it in tokyo']);
    expect(questions({ continuation: off })).toEqual(['what time is it', 'in tokyo']);
  });

  it('completeness: an open sentence ends a turn as soon as any other sentence', () => {
    const phase = (policies: PolicyChanges) =>
      new Scenario(withPolicies(policies)).say('what time is it and').advance(400).state.phase;
    expect(phase({})).toBe('listening');
    expect(phase({ completeness: off })).toBe('thinking');
  });

  it('speculation: no answer begins before the turn has ended', () => {
    const speculative = (policies: PolicyChanges) =>
      asked(policies)
        .effect('generate')
        .map((effect) => effect.speculative);
    expect(speculative({})).toEqual([true]);
    expect(speculative({ speculation: off })).toEqual([false]);
  });

  it('heardCommand: a command about the page is any other sentence', () => {
    const ended = (policies: PolicyChanges) => {
      const scenario = new Scenario(withPolicies(policies)).starts().advance(400);
      scenario.event({ type: 'speech_offset', agoMs: 64 }).event({ type: 'speech_end', agoMs: 128 });
      const command = { text: 'click save', target: 'save', confidence: 1 };
      return scenario.event({ type: 'stt_final', text: 'quick safe', command }).state.phase;
    };
    expect(ended({})).toBe('thinking');
    expect(ended({ heardCommand: off })).toBe('listening');
  });

  it('onset: comes when the speech gate is certain', () => {
    const frames = [0.55, 0.55, 0.6, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
    const events = (enabled: boolean) => {
      const sut = new OnsetDetector({ ...DEFAULT_POLICIES, onset: { ...DEFAULT_POLICIES.onset, enabled } });
      return frames.map((p) => sut.push(p, 512, { certain: false, assistantAudible: false })?.type);
    };
    expect(events(true).indexOf('speech_start')).toBe(0);
    expect(events(false).indexOf('speech_start')).toBe(1);
    expect(events(true).indexOf('speech_end')).toBe(6);
    expect(events(false).indexOf('speech_end')).toBe(10);
  });

  it('residualEcho: a doubtful frame over the assistant’s speech counts', () => {
    expect(withoutResidualEcho(0.6, 0.5, DEFAULT_POLICIES.residualEcho)).toBe(0.5);
    expect(withoutResidualEcho(0.6, 0.5, { ...DEFAULT_POLICIES.residualEcho, ...off })).toBe(0.6);
  });

  it('hum: the transcript of a hum counts', () => {
    const isHum = (enabled: boolean) => {
      const sut = new HumDetector({ ...DEFAULT_POLICIES.hum, enabled });
      sut.push(mhm());
      return sut.isHum;
    };
    expect(isHum(true)).toBe(true);
    expect(isHum(false)).toBe(false);
  });
});
