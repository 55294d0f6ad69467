import { describe, expect, it } from 'vitest';
import { validateCommand } from './validate-command.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

const TOOL = { name: 'garage', description: 'Cars.', parameters: {}, policy: 'allow' };

/** A JSON Schema with that many characters as JSON. */
const schemaOf = (characters: number) => ({ title: 'x'.repeat(characters - '{"title":""}'.length) });

/** Keys with a meaning in JavaScript and none in JSON. */
const SPECIAL_KEYS: unknown = JSON.parse(
  '{"constructor": "Ferrari", "__proto__": {"polluted": 1}, "then": 1, "prototype": {"constructor": {}}}',
);

describe(validateCommand.name, () => {
  it.each([
    ['session_start', { resume_token: null, capabilities: null, greeting: null, mode: null, received: null }],
    ['interrupt', { turn_id: null, played_ms: null }],
    ['ping', { t: null }],
  ] as const)('accepts null in %s for a field that is left out', (name, data) => {
    const checked = validateCommand(name, data);
    expect(JSON.parse(JSON.stringify(checked))).toEqual({ data: {} });
  });

  it('keeps null in update_config, because it resets a choice', () => {
    expect(validateCommand('update_config', { pause_before_reply_ms: null, llm: { model: null } })).toEqual({
      data: expect.objectContaining({ pause_before_reply_ms: null, llm: { model: null } }),
    });
  });

  it.each(['a', 1, true])('accepts a ping with %j', (t) => {
    expect(validateCommand('ping', { t })).toEqual({ data: { t } });
  });

  it.each([
    ['ping', { t: {} }, 't must be a string, a number or a boolean'],
    ['text_input', { text: 5 }, 'text must be a string'],
    ['text_input', {}, 'text must be a string'],
    ['playback', { turn_id: 1, state: 'playing' }, /^played_ms must be a number/],
    ['session_start', { received: { turn_id: 'x', seq: 1 } }, /^received\.turn_id must be an integer/],
    ['session_start', { time_zone: 5 }, /^time_zone must be the IANA name/],
    ['session_start', { time_zone: 'x'.repeat(101) }, /^time_zone must be shorter than or equal to 100/],
    [
      'session_start',
      { language: `en${'-aaaaaaaa'.repeat(9)}` },
      /^language must be shorter than or equal to 35/,
    ],
    ['session_start', { capabilities: ['x'.repeat(101)] }, /^each value in capabilities must be shorter/],
    ['session_start', { language: `en${'-aaaaaaaa'.repeat(20)}` }, /^language must be a language tag/],
    ['session_start', { received: [] }, /^received must be an object/],
    ['session_start', { received: { constructor: 'x', seq: 1 } }, /^received\.turn_id must be an integer/],
    ['tool_register', { tools: 'x' }, /^tools must be an array/],
    ['tool_register', { tools: { constructor: 'x' } }, /^tools must be an array/],
    ['tool_register', { tools: [null] }, /^each of tools must be an object/],
    ['tool_register', { tools: [[{ constructor: 'x' }]] }, /^each of tools must be an object/],
    ['tool_register', { tools: [{ ...TOOL, name: '7' }] }, /^tools\.0\.name must be 1 to 64/],
  ] as const)('reports the most specific problem of %s %j', (name, data, problem) => {
    expect(validateCommand(name, data)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('refuses the result of a tool that is too long, whatever its type', () => {
    const problem = 'result must be at most 500000 characters of JSON';
    for (const result of ['x'.repeat(500_000), ['x'.repeat(500_000)]])
      expect(validateCommand('tool_result', { call_id: 'a', result })).toEqual({ problem });
  });

  it('ignores unknown fields at any depth', () => {
    const data = { text: 'hi', more: nested(50_000), ['__proto__']: nested(50_000) };
    expect(validateCommand('text_input', data)).toEqual({ data: { text: 'hi' } });
  });

  it('refuses fields that are nested too deeply', () => {
    const problem = 'llm is nested more than 32 levels deep';
    expect(validateCommand('update_config', { llm: { a: nested(20_000) } })).toEqual({ problem });
    expect(validateCommand('update_config', { llm: { a: nested(20) } })).toHaveProperty('data');
  });

  it.each([
    ['tool_result', { call_id: 'a', result: SPECIAL_KEYS }],
    ['tool_result', { call_id: 'a', result: [[SPECIAL_KEYS]] }],
    ['tool_register', { tools: [{ ...TOOL, parameters: { properties: SPECIAL_KEYS } }] }],
    ['update_config', { stt: SPECIAL_KEYS, llm: { more: SPECIAL_KEYS }, tts: SPECIAL_KEYS }],
  ] as const)('keeps free-form values as they came, whatever their keys: %s %j', (name, data) => {
    const checked = validateCommand(name, data);
    expect(JSON.stringify(checked)).toBe(JSON.stringify({ data }));
    expect(JSON.stringify(checked)).toContain('"__proto__":{"polluted":1}');
    expect(checked).not.toHaveProperty('polluted');
  });

  it('keeps only the known fields of a tool', () => {
    const data = JSON.parse(JSON.stringify({ tools: [{ ...TOOL, constructor: 'x', more: 1 }] }));
    expect(JSON.stringify(validateCommand('tool_register', data))).toBe(
      JSON.stringify({ data: { tools: [TOOL] } }),
    );
  });

  it('refuses tool parameters that are too long', () => {
    const register = (...sizes: number[]) =>
      validateCommand('tool_register', {
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

  it('refuses provider choices that are too long', () => {
    expect(validateCommand('update_config', { llm: schemaOf(16_001) })).toEqual({
      problem: 'llm must be at most 16000 characters of JSON',
    });
  });
});
