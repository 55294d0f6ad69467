import { chunk, DONE, END, STOP, text } from './chat-parts.js';
import { BROKE_OFF, EMPTY, event, NOON, ODD, type ModelStream } from './model-stream.js';

const WORDS = text('It is ') + text('noon.');
const USAGE = event({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } });
const WHOLE = {
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'It is noon.' }, finish_reason: 'stop' }],
};

/** Text, ends and forms of streams of servers of OpenAI's chat completions. */
export const CHAT_ENDS: ModelStream[] = [
  { name: 'no finish reason, but the end mark', source: 'proxies', body: WORDS + DONE, gives: NOON },
  { name: 'no end mark', source: 'OpenRouter bridges; mpp #975', body: WORDS + STOP, gives: NOON },
  {
    name: 'a finish reason and an open connection with comments',
    source: 'gateways with keep-alive',
    body: WORDS + STOP,
    then: 'stays_open',
    gives: NOON,
  },
  {
    name: 'a connection that is lost after the finish reason',
    source: 'llama.cpp behind a proxy',
    body: WORDS + STOP,
    then: 'is_cut_off',
    gives: NOON,
  },
  {
    name: 'usage in a chunk without choices',
    source: 'OpenAI',
    body: USAGE + WORDS + STOP + USAGE + DONE,
    gives: NOON,
  },
  {
    name: 'chunks without choices, or with null',
    source: 'Azure’s content filter; Cloudflare',
    body: event({ id: 'x' }) + event({ choices: null }) + event(null) + event('ok') + WORDS + END,
    gives: NOON,
  },
  {
    name: 'a delta that is null',
    source: 'GigaChat, Minimax',
    body: chunk(null) + WORDS + chunk(null, 'stop') + DONE,
    gives: NOON,
  },
  { name: 'content that is null', source: 'vLLM', body: text(null) + WORDS + END, gives: NOON },
  {
    name: 'content that is a list of parts',
    source: 'Mistral',
    body: text([{ type: 'text', text: 'It is ' }, 'noon.']) + END,
    gives: NOON,
  },
  {
    name: 'content of another kind',
    source: 'a broken proxy',
    body: text(5) + text({}) + text(true) + WORDS + END,
    gives: NOON,
  },
  {
    name: 'a refusal in its own field',
    source: 'OpenAI',
    body: chunk({ refusal: 'It is noon.' }) + END,
    gives: NOON,
  },
  {
    name: 'a finish reason in the first chunk',
    source: 'translations of Gemini; kelivo #1003',
    body: chunk({ content: '' }, 'stop') + WORDS + END,
    gives: NOON,
  },
  {
    name: 'several answers',
    source: 'n > 1 in the defaults of a gateway',
    body: WORDS.replace('"index":0', '"index":1').replace('It is ', 'No') + WORDS + END,
    gives: { text: 'noon.It is noon.' },
  },
  { name: 'a byte order mark', source: 'IIS gateways', body: `\uFEFF${WORDS}${END}`, gives: NOON },
  {
    name: 'CRLF line ends',
    source: 'ASP.NET gateways',
    body: (WORDS + END).replaceAll('\n', '\r\n'),
    gives: NOON,
  },
  { name: 'CR line ends', source: 'the standard', body: (WORDS + END).replaceAll('\n', '\r'), gives: NOON },
  {
    name: 'data in several lines',
    source: 'pretty-printed JSON of gateways',
    body: `data: {"choices":\ndata:  [{"index":0,"delta":\ndata: {"content":"It is noon."}}]}\n\n${END}`,
    gives: NOON,
  },
  {
    name: 'no space after the colon',
    source: 'Spring gateways',
    body: (WORDS + END).replaceAll('data: ', 'data:'),
    gives: NOON,
  },
  {
    name: 'names, ids and retry times',
    source: 'the standard',
    body: `retry: 100\n\nevent: message\nid: 1\n${WORDS}event: done\n${END}`,
    gives: NOON,
  },
  {
    name: 'comments before the first token',
    source: 'OpenRouter; openai-go #227',
    body: `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${WORDS}${END}`,
    gives: NOON,
  },
  { name: 'no blank line at the end', source: 'Go gateways', body: (WORDS + STOP).trimEnd(), gives: NOON },
  {
    name: 'blank text before the words',
    source: 'Qwen 3 without thoughts',
    body: text('\n\n') + WORDS + END,
    gives: NOON,
  },
  {
    name: 'a JSON body',
    source: 'servers that ignore "stream"',
    body: JSON.stringify(WHOLE, null, 2),
    contentType: 'application/json',
    gives: NOON,
  },
  {
    name: 'a JSON body by the name of a stream',
    source: 'caching gateways',
    body: JSON.stringify(WHOLE),
    gives: NOON,
  },
  {
    name: 'an end at the limit of tokens',
    source: 'OpenAI',
    body: WORDS + chunk({}, 'length') + DONE,
    gives: { ...NOON, isCutOff: true },
  },
  {
    name: 'a content filter after some text',
    source: 'Azure',
    body: WORDS + chunk({}, 'content_filter') + DONE,
    gives: { ...NOON, error: /refused the request/ },
  },
  {
    name: 'a content filter',
    source: 'Azure',
    body: chunk({}, 'content_filter') + DONE,
    gives: { error: /refused the request/ },
  },
  { name: 'an end alone', source: 'small models after a tool', body: END, gives: EMPTY },
  { name: 'blank text alone', source: 'small models', body: text('\n \n') + END, gives: EMPTY },
  { name: 'an end before anything', source: 'proxies that lose their server', body: '', gives: ODD },
  {
    name: 'a web page',
    source: 'captive portals',
    body: '<html>Welcome</html>',
    contentType: 'text/html',
    gives: ODD,
  },
  { name: 'an end mark alone', source: 'proxies', body: DONE, gives: ODD },
  { name: 'an end in mid-answer', source: 'every server', body: WORDS, gives: { ...NOON, ...BROKE_OFF } },
  {
    name: 'an end in the middle of an event',
    source: 'every server',
    body: WORDS + STOP.slice(0, 40),
    gives: { ...NOON, ...BROKE_OFF },
  },
  {
    name: 'a lost connection in mid-answer',
    source: 'every server',
    body: WORDS,
    then: 'is_cut_off',
    gives: { ...NOON, ...BROKE_OFF },
  },
  {
    name: 'a frame that is no JSON',
    source: 'a broken proxy',
    body: `${WORDS}data: {"choices": [\n\n${END}`,
    gives: { ...NOON, error: /does not understand|stopped in the middle/ },
  },
];

const failed = (name: string, source: string, body: string, error = /internal problem/): ModelStream => ({
  name: `an error: ${name}`,
  source,
  body,
  gives: { error },
});

/** Errors that come with HTTP 200, and those that the SDK cannot read. */
export const CHAT_ERRORS: ModelStream[] = [
  failed(
    'an object in a chunk',
    'OpenRouter, vLLM, SGLang; goose #8027',
    event({ error: { message: 'Failed.', code: 502 } }),
  ),
  failed(
    'with the code of a rate limit',
    'OpenRouter',
    event({ error: { message: 'Slow down.', code: 429 } }),
    /accepts no more requests/,
  ),
  failed(
    'next to empty choices',
    'OpenRouter; OmniRoute #8210',
    event({ choices: [], error: { code: 502, message: 'Worker limit reached.' } }),
  ),
  failed(
    'as a finish reason',
    'OpenRouter',
    event({
      choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
      error: { code: 502, message: 'Lost.' },
    }),
  ),
  failed('as a finish reason alone', 'Groq', chunk({}, 'error') + DONE),
  failed(
    'within the choice',
    'OpenRouter',
    chunk({}, null, { error: { code: 503, message: 'No worker.' } }) + DONE,
  ),
  failed('a named event', 'Groq', `event: error\n${event({ error: { message: 'Failed.' } })}`),
  failed('a string', 'text-generation-webui', event({ error: 'CUDA out of memory' })),
  failed(
    'by the type of the object',
    'vLLM',
    event({ object: 'error', message: 'Engine died.', type: 'InternalServerError', code: 500 }),
  ),
  failed('of FastAPI', 'LiteLLM', event({ detail: 'Internal error.' })),
  failed(
    'in a list',
    'Gemini’s server of OpenAI’s API',
    event([{ error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } }]),
    /accepts no more requests/,
  ),
  failed(
    'a JSON body with the code of a rate limit',
    'gateways',
    JSON.stringify({ error: { message: 'Too many requests.', code: 429 } }),
    /accepts no more requests/,
  ),
  {
    name: 'an error in mid-answer',
    source: 'LM Studio, vLLM',
    body: WORDS + event({ error: { message: 'Out of memory.', code: 500 } }),
    gives: { ...NOON, ...BROKE_OFF },
  },
  {
    name: 'a refusal in a list',
    source: 'Gemini’s server of OpenAI’s API',
    status: 400,
    contentType: 'application/json',
    body: JSON.stringify([
      {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
        },
      },
    ]),
    gives: { error: /refused the API key/ },
  },
];
