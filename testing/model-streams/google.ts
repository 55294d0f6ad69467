import {
  connectionEnds,
  EMPTY,
  NOON,
  THOUGHT,
  TWO_CALLS,
  WEATHER,
  type ModelStream,
} from './model-stream.js';

const frame = (data: unknown): string => `data: ${JSON.stringify(data)}\r\n\r\n`;

const candidate = (parts: object[] | undefined, finishReason?: string, index = 0) => ({
  candidates: [{ ...(parts && { content: { parts, role: 'model' } }), finishReason, index }],
  usageMetadata: { promptTokenCount: 1 },
  modelVersion: 'm',
});

const parts = (...all: object[]): string => frame(candidate(all));
const finish = (reason: string, ...all: object[]): string =>
  frame(candidate(all.length > 0 ? all : undefined, reason));

const WORDS = parts({ text: 'It is ' }) + parts({ text: 'noon.' });
const END = finish('STOP', { text: '' });
const call = (name: string, args: unknown, id?: string) => ({ functionCall: { name, args, id } });
const ROME = call('weather', { city: 'Rome' });

const fails = (reason: string, error: RegExp): ModelStream => ({
  name: `the end ${reason}`,
  source: 'Gemini; req_llm #944',
  body: finish(reason),
  gives: { error },
});

/** Streams of Google's Gemini API. */
export const GOOGLE: ModelStream[] = [
  { name: 'an end without content', source: 'req_llm #638', body: WORDS + finish('STOP'), gives: NOON },
  {
    name: 'an end with the last words',
    source: 'Gemini',
    body: parts({ text: 'It is ' }) + finish('STOP', { text: 'noon.' }),
    gives: NOON,
  },
  {
    name: 'an end in every chunk',
    source: 'one-api #1477',
    body: finish('STOP', { text: 'It is ' }) + finish('STOP', { text: 'noon.' }),
    gives: NOON,
  },
  {
    name: 'an end before the words',
    source: 'translating gateways; kelivo #1003',
    body: finish('STOP', {}) + WORDS + END,
    gives: NOON,
  },
  {
    name: 'an end that is not specified',
    source: 'Gemini',
    body: WORDS + finish('FINISH_REASON_UNSPECIFIED'),
    gives: NOON,
  },
  {
    name: 'empty candidates, and none',
    source: 'Gemini',
    body: frame({ candidates: [] }) + frame({ usageMetadata: {} }) + WORDS + END,
    gives: NOON,
  },
  {
    name: 'several candidates',
    source: 'Gemini',
    body:
      frame({
        candidates: [
          { index: 1, content: { parts: [{ text: 'No.' }] } },
          { index: 0, content: { parts: [{ text: 'It is noon.' }] } },
        ],
      }) +
      frame(candidate([{ text: 'No.' }], 'STOP', 1)) +
      END,
    gives: NOON,
  },
  {
    name: 'names of events',
    source: 'gateways',
    body: (WORDS + END).replaceAll('data: ', 'event: message\r\ndata: '),
    gives: NOON,
  },
  {
    name: 'LF line ends and comments',
    source: 'gateways',
    body: `: hello\n\n${(WORDS + END).replaceAll('\r\n', '\n')}`,
    gives: NOON,
  },
  {
    name: 'a byte order mark and no blank line at the end',
    source: 'gateways',
    body: `\uFEFF${WORDS}${END}`.trimEnd(),
    gives: NOON,
  },
  {
    name: 'data in several lines',
    source: 'gateways',
    body: `data: {"candidates": [\ndata: ${JSON.stringify(candidate([{ text: 'It is noon.' }], 'STOP').candidates[0])}]}\n\n`,
    gives: NOON,
  },
  {
    name: 'a list in place of a stream',
    source: 'Gemini without alt=sse',
    contentType: 'application/json',
    body: JSON.stringify([candidate([{ text: 'It is ' }]), candidate([{ text: 'noon.' }], 'STOP')], null, 2),
    gives: NOON,
  },
  {
    name: 'thoughts',
    source: 'Gemini',
    body: parts({ text: 'Let me see.', thought: true }) + WORDS + END,
    gives: THOUGHT,
  },
  {
    name: 'thoughts and text in one chunk',
    source: 'Gemini',
    body: parts({ text: 'Let me see.', thought: true }, { text: 'It is noon.' }) + END,
    gives: THOUGHT,
  },
  {
    name: 'thoughts in the text',
    source: 'Gemma through the Gemini API',
    body: parts({ text: '<thought>Let me see.' }) + parts({ text: '</thought>It is noon.' }) + END,
    gives: THOUGHT,
  },
  {
    name: 'code that the server ran',
    source: 'Gemini',
    body:
      parts({ executableCode: { code: '1+1', language: 'PYTHON' } }) +
      parts({ codeExecutionResult: { output: '2' } }) +
      WORDS +
      END,
    gives: NOON,
  },
  {
    name: 'two calls without ids',
    source: 'Gemini',
    body: parts(ROME, call('time', { zone: 'UTC' })) + END,
    gives: TWO_CALLS,
  },
  {
    name: 'two calls with one id',
    source: 'gateways',
    body: parts(call('weather', { city: 'Rome' }, 'a')) + parts(call('time', { zone: 'UTC' }, 'a')) + END,
    gives: TWO_CALLS,
  },
  { name: 'a call with the end', source: 'Gemini Flash', body: finish('STOP', ROME), gives: WEATHER },
  {
    name: 'a call with a signature',
    source: 'Gemini 3',
    body: parts({ ...ROME, thoughtSignature: 'AbCd' }) + END,
    gives: WEATHER,
  },
  {
    name: 'arguments that are JSON in a string',
    source: 'gateways',
    body: parts(call('weather', '{"city":"Rome"}')) + END,
    gives: WEATHER,
  },
  ...[undefined, null, {}].map((args): ModelStream => ({
    name: `no arguments, as ${JSON.stringify(args) ?? 'a missing field'}`,
    source: 'Gemini',
    body: parts(call('now', args)) + END,
    gives: { calls: [{ name: 'now', arguments: {} }] },
  })),
  {
    name: 'an end at the limit of tokens',
    source: 'Gemini',
    body: WORDS + finish('MAX_TOKENS'),
    gives: { ...NOON, isCutOff: true },
  },
  {
    name: 'the limit of tokens before any text',
    source: 'Gemini with thoughts',
    body: finish('MAX_TOKENS'),
    gives: EMPTY,
  },
  { name: 'an end alone', source: 'Gemini', body: END, gives: EMPTY },
  {
    name: 'thoughts alone',
    source: 'Gemini',
    body: parts({ text: 'Let me see.', thought: true }) + END,
    gives: { reasoning: 'Let me see.', ...EMPTY },
  },
  {
    name: 'a question that is blocked',
    source: 'Gemini',
    body: frame({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }),
    gives: { error: /refused the request/ },
  },
  ...['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'LANGUAGE'].map((reason) =>
    fails(reason, /refused the request/),
  ),
  ...['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'OTHER'].map((reason) =>
    fails(reason, /stopped in the middle/),
  ),
  {
    name: 'an answer that is blocked after some text',
    source: 'Gemini',
    body: WORDS + finish('SAFETY'),
    gives: { ...NOON, error: /refused the request/ },
  },
  ...connectionEnds(WORDS, END),
  {
    name: 'an error in a chunk',
    source: 'Gemini',
    body: frame({ error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } }),
    gives: { error: /accepts no more requests/ },
  },
  {
    name: 'an error in a list',
    source: 'Gemini without alt=sse',
    contentType: 'application/json',
    body: JSON.stringify([{ error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } }]),
    gives: { error: /accepts no more requests/ },
  },
  {
    name: 'an error that is no event, after the end',
    source: 'Gemini; vercel/ai #5217',
    body: `${WORDS}${END}{\n  "error": {\n    "code": 503,\n    "message": "Overloaded.",\n    "status": "UNAVAILABLE"\n  }\n}\n`,
    gives: NOON,
  },
];
