import { describe, expect, it } from 'vitest';
import { checkCommand } from './command-validation.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe(checkCommand.name, () => {
  it.each([
    ['session_start', { resume_token: null, capabilities: null, greeting: null, mode: null, received: null }],
    ['interrupt', { turn_id: null, played_ms: null }],
    ['ping', { t: null }],
  ] as const)('takes null in %s for a field that is left out', (name, data) => {
    const checked = checkCommand(name, data);
    expect(JSON.parse(JSON.stringify(checked))).toEqual({ data: {} });
  });

  it('leaves a null in update_config, where it takes a choice back', () => {
    expect(checkCommand('update_config', { pause_before_reply_ms: null, llm: { model: null } })).toEqual({
      data: expect.objectContaining({ pause_before_reply_ms: null, llm: { model: null } }),
    });
  });

  it.each(['a', 1, true])('takes a ping with %j', (t) => {
    expect(checkCommand('ping', { t })).toEqual({ data: { t } });
  });

  it.each([
    ['ping', { t: {} }, 't must be a string, a number or a boolean'],
    ['text_input', { text: 5 }, 'text must be a string'],
    ['text_input', {}, 'text must be a string'],
    ['playback', { turn_id: 1, state: 'playing' }, /^played_ms must be a number/],
    ['session_start', { received: { turn_id: 'x', seq: 1 } }, /^received\.turn_id must be an integer/],
    ['session_start', { received: [] }, /^received must be an object/],
  ] as const)('says first what is most telling of %s %j', (name, data, problem) => {
    expect(checkCommand(name, data)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('does not look at fields that it does not know, however deep they are', () => {
    const data = { text: 'hi', more: nested(50_000), ['__proto__']: nested(50_000) };
    expect(checkCommand('text_input', data)).toEqual({ data: { text: 'hi' } });
  });

  it('refuses fields that are nested too deep', () => {
    const problem = 'llm is nested more than 32 levels deep';
    expect(checkCommand('update_config', { llm: { a: nested(20_000) } })).toEqual({ problem });
    expect(checkCommand('update_config', { llm: { a: nested(20) } })).toHaveProperty('data');
  });
});
