import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  failedOver,
  providerFailed,
  rateLimited,
  recogniserQueued,
  sessionStarted,
  toolCalled,
  turnEnded,
  type TurnEnded,
} from '../../common/telemetry/channels.js';
import { METRICS } from './metric-names.js';
import { Metrics } from './metrics.js';
import { endedTurn } from '../testing/ended-turn.js';

describe(Metrics.name, () => {
  let sut: Metrics;
  beforeEach(() => void (sut = new Metrics(() => 3)));
  afterEach(() => sut.close());

  /** The samples of Earshot's metrics that are not 0. */
  async function samples(name = 'earshot_'): Promise<string[]> {
    const lines = (await sut.text()).split('\n');
    return lines.filter((line) => line.startsWith(name) && !/ 0$|_bucket|_event_loop_lag/.test(line));
  }
  const end = (changes: Partial<TurnEnded>) => turnEnded.publish(() => endedTurn(changes));

  it('has every metric from the start, with the labels that are named', async () => {
    providerFailed.publish(() => ({ stage: 'llm', provider: 'openai', code: 'provider_auth' }));
    end({});
    const text = await sut.text();
    const found = [...text.matchAll(/^# TYPE (earshot_\w+)/gm)].map(([, name]) => name);
    expect(found.sort()).toEqual(Object.keys(METRICS).sort());
    for (const [name, labels] of Object.entries(METRICS)) {
      const sample = new RegExp(`^${name}(?:_count)?(?:{(.*)})? `, 'm').exec(text);
      const names = [...(sample?.[1] ?? '').matchAll(/(\w+)="/g)].map(([, label]) => label);
      expect([name, names]).toEqual([name, [...labels]]);
    }
  });

  it('counts sessions, limits, tools, failures and waits', async () => {
    sessionStarted.publish(() => ({ sessionId: 'a', start: 'taken_over' }));
    rateLimited.publish(() => ({ kind: 'audio' }));
    toolCalled.publish(() => ({ outcome: 'timed_out' }));
    failedOver.publish(() => ({ stage: 'tts', from: 'cartesia', to: 'embedded' }));
    providerFailed.publish(() => ({ stage: 'tts', provider: 'cartesia', code: 'provider_timeout' }));
    recogniserQueued.publish(() => ({ waitedMs: 250 }));
    expect(await samples()).toEqual([
      'earshot_sessions_active 3',
      'earshot_sessions_total{start="taken_over"} 1',
      'earshot_provider_errors_total{stage="tts",provider="cartesia",kind="provider_timeout"} 1',
      'earshot_failovers_total 1',
      'earshot_rate_limited_total{kind="audio"} 1',
      'earshot_tool_calls_total{outcome="timed_out"} 1',
      'earshot_recogniser_queue_seconds_sum 0.25',
      'earshot_recogniser_queue_seconds_count 1',
    ]);
  });

  it('measures the stages of a turn from the end of speech, by the providers that worked', async () => {
    end({ speculations: 3, speculationUsed: true });
    expect(await samples('earshot_turn')).toEqual([
      'earshot_turns_total{outcome="completed"} 1',
      'earshot_turn_stage_seconds_sum{stage="stt_final",provider="embedded"} 0.12',
      'earshot_turn_stage_seconds_count{stage="stt_final",provider="embedded"} 1',
      'earshot_turn_stage_seconds_sum{stage="llm_first_token",provider="skills"} 0.123',
      'earshot_turn_stage_seconds_count{stage="llm_first_token",provider="skills"} 1',
      'earshot_turn_stage_seconds_sum{stage="tts_first_audio",provider="embedded"} 0.412',
      'earshot_turn_stage_seconds_count{stage="tts_first_audio",provider="embedded"} 1',
      'earshot_turn_stage_seconds_sum{stage="total",provider="all"} 1.5',
      'earshot_turn_stage_seconds_count{stage="total",provider="all"} 1',
    ]);
    expect(await samples('earshot_speculations')).toEqual([
      'earshot_speculations_total{used="true"} 1',
      'earshot_speculations_total{used="false"} 2',
    ]);
  });

  it('counts announcements only as interrupted', async () => {
    end({ kind: 'announcement', outcome: 'interrupted', reason: 'barge_in' });
    expect(await samples('earshot_turn')).toEqual([]);
    expect(await samples('earshot_inter')).toEqual(['earshot_interruptions_total{reason="barge_in"} 1']);
  });

  it('takes a time before the end of speech as none', async () => {
    const { times } = endedTurn();
    end({ times: { ...times, transcribed: times.asked - 80 } });
    expect(await samples('earshot_turn_stage_seconds_count{stage="stt_final"')).toHaveLength(1);
    expect(await samples('earshot_turn_stage_seconds_sum{stage="stt_final"')).toEqual([]);
  });

  it('makes no label of a name that anyone can choose', async () => {
    for (const provider of ['llama3.2:1b', '"} evil 1\n', 'toString', 'x'.repeat(10_000)])
      providerFailed.publish(() => ({ stage: 'llm', provider, code: 'provider_unavailable' }));
    expect(await samples('earshot_provider')).toEqual([
      'earshot_provider_errors_total{stage="llm",provider="other",kind="provider_unavailable"} 4',
    ]);
  });

  it('counts nothing after its end', async () => {
    sut.close();
    const build = vi.fn(() => endedTurn());
    turnEnded.publish(build);
    expect(build).not.toHaveBeenCalled();
  });
});
