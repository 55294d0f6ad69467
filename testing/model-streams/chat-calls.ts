import { CALLS_END, chunk, DONE, fragments, text } from './chat-parts.js';
import { TWO_CALLS, WEATHER, EMPTY, type ModelStream } from './model-stream.js';

const ROME = '{"city":"Rome"}';
const UTC = '{"zone":"UTC"}';

/** Tool calls of servers of OpenAI's chat completions. */
export const CHAT_CALLS: ModelStream[] = [
  {
    name: 'arguments that are an object',
    source: 'llama.cpp #20198; hermes-agent #62937',
    body: fragments({ index: 0, id: 'a', name: 'weather', args: { city: 'Rome' } }) + CALLS_END,
    gives: WEATHER,
  },
  {
    name: 'two calls with index 0 and different ids',
    source: 'Ollama #15457',
    body:
      fragments({ index: 0, id: 'a', name: 'weather', args: ROME }) +
      fragments({ index: 0, id: 'b', name: 'time', args: UTC }) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'two calls with index 0 in fragments, with the id only in the first of each',
    source: 'dynamo #4723',
    body:
      fragments({ index: 0, id: 'a', name: 'weather', args: '' }) +
      fragments({ index: 0, args: '{"city":' }) +
      fragments({ index: 0, args: '"Rome"}' }) +
      fragments({ index: 0, id: 'b', name: 'time', args: '' }) +
      fragments({ index: 0, args: UTC }) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'two calls with index 0 in one chunk, without ids',
    source: 'Ollama before ids',
    body:
      fragments({ index: 0, name: 'weather', args: ROME }, { index: 0, name: 'time', args: UTC }) + CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'fragments with one id and no index',
    source: 'Ollama #7881',
    body:
      fragments({ id: 'a', name: 'weather', args: '{"city"' }) +
      fragments({ id: 'a', args: ':"Rome"}' }) +
      fragments({ id: 'b', name: 'time', args: UTC }) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'fragments without id and index after the first',
    source: 'langchain-oracle #253',
    body:
      fragments({ id: 'a', name: 'weather' }) +
      fragments({ args: '{"city":' }) +
      fragments({ args: '"Rome"}' }) +
      fragments({ id: 'b', name: 'time' }) +
      fragments({ args: UTC }) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'the id in every fragment',
    source: 'vLLM; spring-ai #5973',
    body:
      fragments({ index: 0, id: 'a', name: 'weather', args: '{"city":' }) +
      fragments({ index: 1, id: 'b', name: 'time', args: '{"zone":' }) +
      fragments({ index: 0, id: 'a', args: '"Rome"}' }) +
      fragments({ index: 1, id: 'b', args: '"UTC"}' }) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'the name in one fragment and the id in the next',
    source: 'Mistral; langchain #40028',
    body: fragments({ index: 0, name: 'weather' }) + fragments({ index: 0, id: 'a', args: ROME }) + CALLS_END,
    gives: WEATHER,
  },
  {
    name: 'the name in every fragment',
    source: 'Baichuan, Qwen on DashScope',
    body:
      fragments({ index: 0, id: 'a', name: 'weather', args: '{"city":' }) +
      fragments({ index: 0, id: 'a', name: 'weather', args: '"Rome"}' }) +
      CALLS_END,
    gives: WEATHER,
  },
  {
    name: 'empty and null names and ids after the first fragment',
    source: 'DashScope; vLLM',
    body:
      fragments({ index: 0, id: 'a', name: 'weather', args: '{"city":' }) +
      fragments({ index: 0, id: '', name: '', args: '"Rome"}' }) +
      fragments({ index: 0, id: null, name: null, args: null }) +
      CALLS_END,
    gives: WEATHER,
  },
  {
    name: 'all arguments again in the last fragment',
    source: 'Gemini’s server of OpenAI’s API; Groq',
    body:
      fragments({ index: 0, id: 'a', name: 'weather', args: ROME }) +
      fragments({ index: 0, id: 'a', args: ROME }) +
      CALLS_END,
    gives: WEATHER,
  },
  {
    name: 'arguments that are JSON within JSON',
    source: 'small models behind LM Studio',
    body: fragments({ index: 0, id: 'a', name: 'weather', args: JSON.stringify(ROME) }) + CALLS_END,
    gives: WEATHER,
  },
  ...['', null, undefined, 'null', {}].map((args): ModelStream => ({
    name: `no arguments, as ${JSON.stringify(args) ?? 'a missing field'}`,
    source: 'OpenAI; Ollama; LM Studio',
    body: fragments({ index: 0, id: 'a', name: 'now', args }) + CALLS_END,
    gives: { calls: [{ name: 'now', arguments: {} }] },
  })),
  {
    name: 'arguments that are no JSON, reported to the model',
    source: 'every small model',
    body: fragments({ index: 0, id: 'a', name: 'weather', args: '{city: Rome' }) + CALLS_END,
    gives: { calls: [{ name: 'weather', arguments: '{city: Rome' }] },
  },
  {
    name: 'one id for two calls',
    source: 'local models that count from 0',
    body:
      fragments({ index: 0, id: 'call_0', name: 'weather', args: ROME }) +
      fragments({ index: 1, id: 'call_0', name: 'time', args: UTC }) +
      CALLS_END,
    gives: TWO_CALLS,
  },
  {
    name: 'a call in the chunk with the finish reason',
    source: 'Ollama; Gemini’s server of OpenAI’s API',
    body:
      chunk(
        { tool_calls: [{ index: 0, id: 'a', function: { name: 'weather', arguments: ROME } }] },
        'tool_calls',
      ) + DONE,
    gives: WEATHER,
  },
  {
    name: 'calls that end with "stop"',
    source: 'Ollama #7881; LM Studio',
    body: fragments({ index: 0, id: 'a', name: 'weather', args: ROME }) + chunk({}, 'stop') + DONE,
    gives: WEATHER,
  },
  {
    name: 'text before a call, and blank text between its fragments',
    source: 'dynamo #4723',
    body:
      text('One moment.') +
      fragments({ index: 0, id: 'a', name: 'weather', args: '{"city":' }) +
      chunk({ content: null }) +
      fragments({ index: 0, args: '"Rome"}' }) +
      CALLS_END,
    gives: { text: 'One moment.', ...WEATHER },
  },
  {
    name: 'a call that the limit of tokens cut off',
    source: 'OpenAI',
    body:
      text('One moment.') +
      fragments({ index: 0, id: 'a', name: 'weather', args: '{"city":"R' }) +
      chunk({}, 'length') +
      DONE,
    gives: { text: 'One moment.', isCutOff: true },
  },
  {
    name: 'a call without a name',
    source: 'gpt-oss on vLLM',
    body: fragments({ index: 0, id: 'a', name: '', args: ROME }) + CALLS_END,
    gives: EMPTY,
  },
  {
    name: 'fragments that are null, and calls that are no list',
    source: 'proxies',
    body:
      chunk({ content: null, tool_calls: null }) +
      chunk({ tool_calls: [null] }) +
      chunk({ tool_calls: {} }) +
      fragments({ index: 0, id: 'a', name: 'weather', args: ROME }) +
      CALLS_END,
    gives: WEATHER,
  },
];
