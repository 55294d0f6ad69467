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

let sequence_number = 0;
const typed = (type: string, data: object): string =>
  namedEvent(type, { type, sequence_number: sequence_number++, ...data });

const delta = (words: string, output_index = 0): string =>
  typed('response.output_text.delta', { item_id: 'm', output_index, content_index: 0, delta: words });

const WORDS = delta('It is ') + delta('noon.');

const message = (words: string) => ({
  id: 'm',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: words, annotations: [] }],
});

const call = (name: string, json: string, call_id: string) => ({
  id: `item_${call_id}`,
  type: 'function_call',
  status: 'completed',
  call_id,
  name,
  arguments: json,
});

const ROME = call('weather', '{"city":"Rome"}', 'a');
const UTC = call('time', '{"zone":"UTC"}', 'b');

const ended = (status: string, more: object = {}): string =>
  typed(`response.${status}`, {
    response: { id: 'r', object: 'response', status, error: null, output: [], ...more },
  });

const END = ended('completed');

const itemDone = (item: object, output_index = 0): string =>
  typed('response.output_item.done', { output_index, item });

/** Streams of OpenAI's responses, and of servers that follow them. */
export const RESPONSES: ModelStream[] = [
  { name: 'deltas', source: 'OpenAI', body: WORDS + END, gives: NOON },
  {
    name: 'deltas and the same again in the finished parts',
    source: 'OpenAI',
    body:
      WORDS +
      typed('response.output_text.done', {
        item_id: 'm',
        output_index: 0,
        content_index: 0,
        text: 'It is noon.',
      }) +
      itemDone(message('It is noon.')) +
      ended('completed', { output: [message('It is noon.')] }),
    gives: NOON,
  },
  {
    name: 'a finished text without deltas',
    source: 'vLLM',
    body:
      typed('response.output_text.done', {
        item_id: 'm',
        output_index: 0,
        content_index: 0,
        text: 'It is noon.',
      }) +
      itemDone(message('It is noon.')) +
      END,
    gives: NOON,
  },
  {
    name: 'a finished message without deltas',
    source: 'LM Studio',
    body: itemDone(message('It is noon.')) + END,
    gives: NOON,
  },
  {
    name: 'only the finished response',
    source: 'translating gateways',
    body: ended('completed', { output: [message('It is noon.'), ROME] }),
    gives: { ...NOON, ...WEATHER },
  },
  {
    name: 'a JSON body',
    source: 'servers that ignore "stream"',
    body: JSON.stringify({
      object: 'response',
      status: 'completed',
      error: null,
      output: [message('It is noon.')],
    }),
    contentType: 'application/json',
    gives: NOON,
  },
  {
    name: 'a refusal',
    source: 'OpenAI',
    body: typed('response.refusal.delta', { output_index: 0, delta: 'It is noon.' }) + END,
    gives: NOON,
  },
  {
    name: 'a refusal without deltas',
    source: 'OpenAI',
    body: typed('response.refusal.done', { output_index: 0, refusal: 'It is noon.' }) + END,
    gives: NOON,
  },
  {
    name: 'a summary of the thoughts',
    source: 'OpenAI',
    body:
      typed('response.reasoning_summary_text.delta', {
        output_index: 0,
        summary_index: 0,
        delta: 'Let me ',
      }) +
      typed('response.reasoning_summary_text.delta', { output_index: 0, summary_index: 0, delta: 'see.' }) +
      itemDone({ type: 'reasoning', id: 'x', summary: [{ type: 'summary_text', text: 'Let me see.' }] }) +
      delta('It is noon.', 1) +
      END,
    gives: THOUGHT,
  },
  {
    name: 'thoughts in full',
    source: 'gpt-oss on vLLM and Ollama',
    body:
      typed('response.reasoning_text.delta', { output_index: 0, delta: 'Let me see.' }) +
      delta('It is noon.', 1) +
      END,
    gives: THOUGHT,
  },
  {
    name: 'thoughts in the text',
    source: 'Qwen behind a gateway',
    body: delta('<think>Let me ') + delta('see.</think>It is noon.') + END,
    gives: THOUGHT,
  },
  { name: 'two calls', source: 'OpenAI', body: itemDone(ROME) + itemDone(UTC, 1) + END, gives: TWO_CALLS },
  {
    name: 'two calls without ids',
    source: 'proxies',
    body:
      itemDone({ ...ROME, id: undefined, call_id: undefined }) +
      itemDone({ ...UTC, id: undefined, call_id: undefined }, 1) +
      END,
    gives: TWO_CALLS,
  },
  {
    name: 'finished calls in another order',
    source: 'parallel calls',
    body:
      typed('response.output_item.added', { output_index: 0, item: { ...ROME, arguments: '' } }) +
      typed('response.output_item.added', { output_index: 1, item: { ...UTC, arguments: '' } }) +
      typed('response.function_call_arguments.done', { output_index: 1, arguments: UTC.arguments }) +
      typed('response.function_call_arguments.done', { output_index: 0, arguments: ROME.arguments }) +
      itemDone(ROME) +
      itemDone(UTC, 1) +
      END,
    gives: TWO_CALLS,
  },
  {
    name: 'a call whose item is never done',
    source: 'Ollama; vLLM',
    body:
      typed('response.output_item.added', { output_index: 0, item: { ...ROME, arguments: '' } }) +
      typed('response.function_call_arguments.delta', { output_index: 0, delta: ROME.arguments }) +
      typed('response.function_call_arguments.done', { output_index: 0, arguments: ROME.arguments }) +
      END,
    gives: WEATHER,
  },
  {
    name: 'a call again in the finished response',
    source: 'OpenAI',
    body: itemDone(ROME) + ended('completed', { output: [ROME] }),
    gives: WEATHER,
  },
  {
    name: 'a call without arguments',
    source: 'OpenAI',
    body: itemDone(call('now', '', 'a')) + END,
    gives: { calls: [{ name: 'now', arguments: {} }] },
  },
  {
    name: 'tools of the server',
    source: 'OpenAI',
    body: itemDone({ type: 'web_search_call', id: 'w', status: 'completed' }) + delta('It is noon.', 1) + END,
    gives: NOON,
  },
  {
    name: 'events without names, null, and unknown ones',
    source: 'gateways',
    body: `${event(null)}${event({ type: 'response.news' })}${event({ type: 'keepalive' })}${(WORDS + END).replaceAll(/event: .*\n/g, '')}`,
    gives: NOON,
  },
  { name: 'an end mark', source: 'LiteLLM', body: `${WORDS}${END}data: [DONE]\n\n`, gives: NOON },
  {
    name: 'an end at the limit of tokens',
    source: 'OpenAI',
    body: WORDS + ended('incomplete', { incomplete_details: { reason: 'max_output_tokens' } }),
    gives: { ...NOON, isCutOff: true },
  },
  {
    name: 'the limit of tokens before any text',
    source: 'OpenAI, with much thought',
    body: ended('incomplete', { incomplete_details: { reason: 'max_output_tokens' } }),
    gives: EMPTY,
  },
  {
    name: 'a content filter',
    source: 'OpenAI',
    body: ended('incomplete', { incomplete_details: { reason: 'content_filter' } }),
    gives: { error: /refused the request/ },
  },
  { name: 'an end alone', source: 'OpenAI', body: END, gives: EMPTY },
  ...connectionEnds(WORDS, END),
  {
    name: 'a failed response',
    source: 'OpenAI',
    body: ended('failed', { error: { code: 'server_error', message: 'The model had a fault.' } }),
    gives: { error: /internal problem/ },
  },
  {
    name: 'a failed response without a reason',
    source: 'vLLM',
    body: ended('failed'),
    gives: { error: /internal problem/ },
  },
  {
    name: 'a rate limit as a failed response',
    source: 'OpenAI',
    body: ended('failed', { error: { code: 'insufficient_quota', message: 'You exceeded your quota.' } }),
    gives: { error: /has no credit left/ },
  },
  {
    name: 'an error event',
    source: 'OpenAI',
    body: typed('error', { code: 'server_error', message: 'Overloaded.', param: null }),
    gives: { error: /accepts no more requests/ },
  },
  {
    name: 'an error event without a name',
    source: 'gateways',
    body: event({ type: 'error', code: 'server_error', message: 'Failed.' }),
    gives: { error: /internal problem/ },
  },
  {
    name: 'an error in mid-answer',
    source: 'OpenAI',
    body: WORDS + typed('error', { code: 'server_error', message: 'Overloaded.' }),
    gives: { ...NOON, ...BROKE_OFF },
  },
];
