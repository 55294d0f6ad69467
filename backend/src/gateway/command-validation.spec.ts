import { describe, expect, it } from 'vitest';
import { checkCommand } from './command-validation.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

const TOOL = { name: 'garage', description: 'Cars.', parameters: {}, policy: 'allow' };

/** JSON Schema of that many characters as JSON. */
const schemaOf = (characters: number) => ({ title: 'x'.repeat(characters - '{"title":""}'.length) });

/** Keys that mean something to JavaScript, and nothing to JSON. */
const UNLUCKY: unknown = JSON.parse(
  '{"constructor": "Ferrari", "__proto__": {"polluted": 1}, "then": 1, "prototype": {"constructor": {}}}',
);

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
    ['session_start', { received: { constructor: 'x', seq: 1 } }, /^received\.turn_id must be an integer/],
    ['tool_register', { tools: 'x' }, /^tools must be an array/],
    ['tool_register', { tools: { constructor: 'x' } }, /^tools must be an array/],
    ['tool_register', { tools: [null] }, /^each of tools must be an object/],
    ['tool_register', { tools: [[{ constructor: 'x' }]] }, /^each of tools must be an object/],
    ['tool_register', { tools: [{ ...TOOL, name: '7' }] }, /^tools\.0\.name must be 1 to 64/],
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

  it.each([
    ['tool_result', { call_id: 'a', result: UNLUCKY }],
    ['tool_result', { call_id: 'a', result: [[UNLUCKY]] }],
    ['tool_register', { tools: [{ ...TOOL, parameters: { properties: UNLUCKY } }] }],
    ['update_config', { stt: UNLUCKY, llm: { more: UNLUCKY }, tts: UNLUCKY }],
  ] as const)('leaves what is free in form as it came, whatever its keys: %s %j', (name, data) => {
    const checked = checkCommand(name, data);
    expect(JSON.stringify(checked)).toBe(JSON.stringify({ data }));
    expect(JSON.stringify(checked)).toContain('"__proto__":{"polluted":1}');
    expect(checked).not.toHaveProperty('polluted');
  });

  it('takes of a tool what it knows', () => {
    const data = JSON.parse(JSON.stringify({ tools: [{ ...TOOL, constructor: 'x', more: 1 }] }));
    expect(JSON.stringify(checkCommand('tool_register', data))).toBe(
      JSON.stringify({ data: { tools: [TOOL] } }),
    );
  });

  it('refuses parameters that are longer than a model should read', () => {
    const register = (...sizes: number[]) =>
      checkCommand('tool_register', {
        tools: sizes.map((size, i) => ({ ...TOOL, name: `tool${i}`, parameters: schemaOf(size) })),
      });
    expect(register(16_000)).toHaveProperty('data');
    expect(register(16_001)).toEqual({
      problem: 'tools.0.parameters must be at most 16000 characters of JSON',
    });
    expect(register(15_999, 15_999, 15_999, 15_999)).toEqual({
      problem: 'the parameters of all tools must be at most 64000 characters of JSON together',
    });
    expect(register(15_999, 15_999, 15_999, 15_990)).toHaveProperty('data');
  });

  it('refuses choices that are longer than options are', () => {
    expect(checkCommand('update_config', { llm: schemaOf(16_001) })).toEqual({
      problem: 'llm must be at most 16000 characters of JSON',
    });
  });
});
