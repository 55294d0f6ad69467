import {
  connectionEnds,
  BROKE_OFF,
  EMPTY,
  event,
  namedEvent,
  NOON,
  THOUGHT,
  TWO_CALLS,
  WEATHER,
  type ModelStream,
} from './model-stream.js';

const typed = (type: string, data: object = {}): string => namedEvent(type, { type, ...data });

const START = typed('message_start', {
  message: {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    stop_reason: null,
    usage: {},
  },
});

const begin = (index: number, content_block: object): string =>
  typed('content_block_start', { index, content_block });
const add = (index: number, delta: object): string => typed('content_block_delta', { index, delta });
const finish = (index: number): string => typed('content_block_stop', { index });

const block = (index: number, content_block: object, ...deltas: object[]): string =>
  begin(index, content_block) + deltas.map((delta) => add(index, delta)).join('') + finish(index);

const words = (index: number, ...parts: string[]): string =>
  block(index, { type: 'text', text: '' }, ...parts.map((text) => ({ type: 'text_delta', text })));

const tool = (index: number, id: string, name: string, ...parts: string[]): string =>
  block(
    index,
    { type: 'tool_use', id, name, input: {} },
    ...parts.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
  );

const stop = (stop_reason: string | null): string =>
  typed('message_delta', { delta: { stop_reason }, usage: {} });

const MESSAGE_STOP = typed('message_stop');
const END = stop('end_turn') + MESSAGE_STOP;
const CALLS_END = stop('tool_use') + MESSAGE_STOP;
const WORDS = START + words(0, 'It is ', 'noon.');

/** Streams of Anthropic's messages, and of servers and proxies that follow them. */
export const ANTHROPIC: ModelStream[] = [
  { name: 'pings', source: 'Anthropic', body: typed('ping') + WORDS + typed('ping') + END, gives: NOON },
  { name: 'no message_stop', source: 'proxies', body: WORDS + stop('end_turn'), gives: NOON },
  { name: 'no stop reason', source: 'proxies', body: WORDS + MESSAGE_STOP, gives: NOON },
  {
    name: 'text at the start of its block',
    source: 'Ollama',
    body: START + block(0, { type: 'text', text: 'It is noon.' }) + END,
    gives: NOON,
  },
  {
    name: 'no ends of blocks',
    source: 'proxies of OpenAI’s API',
    body: WORDS.replaceAll(finish(0), '') + END,
    gives: NOON,
  },
  {
    name: 'events without names',
    source: 'proxies',
    body: (WORDS + END).replaceAll(/event: .*\n/g, ''),
    gives: NOON,
  },
  {
    name: 'CRLF line ends and a byte order mark',
    source: 'gateways',
    body: `\uFEFF${(WORDS + END).replaceAll('\n', '\r\n')}`,
    gives: NOON,
  },
  {
    name: 'null, unknown events and empty deltas',
    source: 'proxies',
    body: `${event(null)}${typed('news')}${START}${add(0, {})}${typed('message_delta', { delta: null })}${words(0, 'It is noon.')}${END}`,
    gives: NOON,
  },
  {
    name: 'a JSON body',
    source: 'servers that ignore "stream"',
    contentType: 'application/json',
    body: JSON.stringify({
      type: 'message',
      role: 'assistant',
      content: [
        { type: 'text', text: 'It is noon.' },
        { type: 'tool_use', id: 'a', name: 'weather', input: { city: 'Rome' } },
      ],
      stop_reason: 'tool_use',
    }),
    gives: { ...NOON, ...WEATHER },
  },
  {
    name: 'thinking with a signature',
    source: 'Anthropic',
    body:
      START +
      block(
        0,
        { type: 'thinking', thinking: '', signature: '' },
        { type: 'thinking_delta', thinking: 'Let me see.' },
        { type: 'signature_delta', signature: 'EqQB' },
      ) +
      words(1, 'It is noon.') +
      END,
    gives: THOUGHT,
  },
  {
    name: 'thinking at the start of its block',
    source: 'LM Studio',
    body:
      START +
      block(0, { type: 'thinking', thinking: 'Let me see.', signature: '' }) +
      words(1, 'It is noon.') +
      END,
    gives: THOUGHT,
  },
  {
    name: 'redacted thinking',
    source: 'Anthropic',
    body: START + block(0, { type: 'redacted_thinking', data: 'EqQB' }) + words(1, 'It is noon.') + END,
    gives: NOON,
  },
  {
    name: 'thoughts in the text',
    source: 'Claude without thinking; Qwen behind Ollama',
    body: START + words(0, '<thin', 'king>Let me see.</th', 'inking>It is noon.') + END,
    gives: THOUGHT,
  },
  {
    name: 'two calls',
    source: 'Anthropic',
    body:
      START +
      tool(0, 'a', 'weather', '', '{"city":', '"Rome"}') +
      tool(1, 'b', 'time', '{"zone":"UTC"}') +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'a whole input at the start of its block',
    source: 'Ollama; proxies',
    body:
      START + block(0, { type: 'tool_use', id: 'a', name: 'weather', input: { city: 'Rome' } }) + CALLS_END,
    gives: WEATHER,
  },
  ...[[], [''], ['{}']].map((parts): ModelStream => ({
    name: `no input, as ${JSON.stringify(parts)}`,
    source: 'Anthropic',
    body: START + tool(0, 'a', 'now', ...parts) + CALLS_END,
    gives: { calls: [{ name: 'now', arguments: {} }] },
  })),
  {
    name: 'one index for all blocks, without their ends',
    source: 'proxies of OpenAI’s API',
    body:
      START +
      (tool(0, 'a', 'weather', '{"city":"Rome"}') + tool(0, 'b', 'time', '{"zone":"UTC"}')).replaceAll(
        finish(0),
        '',
      ) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'tools of the server',
    source: 'Anthropic',
    body:
      START +
      block(
        0,
        { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
        { type: 'input_json_delta', partial_json: '{"query":"time"}' },
      ) +
      block(1, { type: 'web_search_tool_result', tool_use_id: 's', content: [] }) +
      words(2, 'It is noon.') +
      END,
    gives: NOON,
  },
  {
    name: 'a pause of the server’s tools',
    source: 'Anthropic',
    body: WORDS + stop('pause_turn') + MESSAGE_STOP,
    gives: NOON,
  },
  {
    name: 'an end at the limit of tokens',
    source: 'Anthropic',
    body: WORDS + stop('max_tokens') + MESSAGE_STOP,
    gives: { ...NOON, isCutOff: true },
  },
  {
    name: 'an end at the limit of the context',
    source: 'Anthropic',
    body: WORDS + stop('model_context_window_exceeded') + MESSAGE_STOP,
    gives: { ...NOON, isCutOff: true },
  },
  {
    name: 'a call that the limit of tokens cut off',
    source: 'Anthropic',
    body:
      WORDS +
      tool(1, 'a', 'weather', '{"city":"R').replace(finish(1), '') +
      stop('max_tokens') +
      MESSAGE_STOP,
    gives: { ...NOON, isCutOff: true },
  },
  {
    name: 'a refusal',
    source: 'Anthropic',
    body: START + stop('refusal') + MESSAGE_STOP,
    gives: { error: /refused the request/ },
  },
  {
    name: 'a refusal after some text',
    source: 'Anthropic',
    body: WORDS + stop('refusal') + MESSAGE_STOP,
    gives: { ...NOON, error: /refused the request/ },
  },
  { name: 'an end alone', source: 'Anthropic, after a tool', body: START + END, gives: EMPTY },
  { name: 'blank text alone', source: 'Anthropic', body: START + words(0, '\n\n') + END, gives: EMPTY },
  ...connectionEnds(WORDS, END),
  {
    name: 'an error event',
    source: 'Anthropic',
    body: START + typed('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
    gives: { error: /accepts no more requests/ },
  },
  {
    name: 'an error event without a name',
    source: 'proxies',
    body: event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    gives: { error: /accepts no more requests/ },
  },
  {
    name: 'an error as a JSON body',
    source: 'proxies',
    contentType: 'application/json',
    body: JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    gives: { error: /accepts no more requests/ },
  },
  {
    name: 'an error in mid-answer',
    source: 'Anthropic',
    body: WORDS + typed('error', { error: { type: 'api_error', message: 'Internal server error' } }),
    gives: { ...NOON, ...BROKE_OFF },
  },
];
