import { chunk, DONE, END, text } from './chat-parts.js';
import { THOUGHT, EMPTY, type ModelStream } from './model-stream.js';

const inText = (name: string, source: string, said: string, gives = THOUGHT): ModelStream => ({
  name: `thoughts in the text, ${name}`,
  source,
  body: [...said.match(/[^]{1,5}/g)!].map(text).join('') + END,
  gives,
});

const quoted = (name: string, said: string): ModelStream => ({
  name: `a mark of thoughts that the answer is about, ${name}`,
  source: 'LifeOS #568',
  body: [...said.match(/[^]{1,5}/g)!].map(text).join('') + END,
  gives: { text: said },
});

/** Reasoning of servers of OpenAI's chat completions, however it is marked. */
export const CHAT_REASONING: ModelStream[] = [
  ...['reasoning_content', 'reasoning', 'thinking'].map((field): ModelStream => ({
    name: `thoughts in ${field}`,
    source: 'DeepSeek, llama.cpp, vLLM; Ollama, Groq, OpenRouter; proxies of Claude',
    body:
      chunk({ content: null, [field]: 'Let me ' }) + chunk({ [field]: 'see.' }) + text('It is noon.') + END,
    gives: THOUGHT,
  })),
  {
    name: 'thoughts by two names at once',
    source: 'vLLM between versions',
    body: chunk({ reasoning_content: 'Let me see.', reasoning: 'Let me see.' }) + text('It is noon.') + END,
    gives: THOUGHT,
  },
  {
    name: 'thoughts only in reasoning_details',
    source: 'OpenRouter',
    body:
      chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'Let me ', index: 0 }] }) +
      chunk({ reasoning_details: [{ type: 'reasoning.summary', summary: 'see.', index: 0 }] }) +
      chunk({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'AbCd', index: 0 }] }) +
      text('It is noon.') +
      END,
    gives: THOUGHT,
  },
  {
    name: 'thoughts in parts of the content',
    source: 'Mistral’s Magistral; symfony/ai #2422',
    body:
      text([{ type: 'thinking', thinking: [{ type: 'text', text: 'Let me see.' }] }]) +
      text([{ type: 'text', text: 'It is ' }]) +
      text('noon.') +
      END,
    gives: THOUGHT,
  },
  inText('in <think>', 'Qwen, DeepSeek', '<think>\nLet me see.</think>\n\nIt is noon.'),
  inText('in <think> after a line end', 'QwQ', '\n<think>Let me see.</think>It is noon.'),
  inText('in <Think> in another case', 'merged models', '<Think>Let me see.</THINK>It is noon.'),
  inText('in <thinking>', 'Claude’s prompts; Copilot proxies', '<thinking>Let me see.</thinking>It is noon.'),
  inText('in <thought>', 'Gemma tunes', '<thought>Let me see.</thought>It is noon.'),
  inText('in <reasoning>', 'Reflection tunes', '<reasoning>Let me see.</reasoning>It is noon.'),
  inText('in <seed:think>', 'ByteDance Seed-OSS', '<seed:think>Let me see.</seed:think>It is noon.'),
  inText('in ◁think▷', 'Kimi-VL', '◁think▷Let me see.◁/think▷It is noon.'),
  inText('in [THINK]', 'Magistral in llama.cpp', '[THINK]Let me see.[/THINK]It is noon.'),
  inText('in <|START_THINKING|>', 'Cohere', '<|START_THINKING|>Let me see.<|END_THINKING|>It is noon.'),
  inText('in <|begin_of_thought|>', 'Sky-T1', '<|begin_of_thought|>Let me see.<|end_of_thought|>It is noon.'),
  inText(
    'in channels',
    'gpt-oss; odysseus #2420',
    '<|channel|>analysis<|message|>Let me see.<|end|><|start|>assistant<|channel|>final<|message|>It is noon.<|return|>',
  ),
  inText(
    'in the channel of a tool call',
    'gpt-oss; odysseus #4522',
    '<|channel|>commentary to=functions.now <|constrain|>json<|message|>Let me see.<|call|>' +
      '<|start|>assistant<|channel|>final<|message|>It is noon.',
  ),
  inText('in channels whose marks were removed', 'gpt-oss', 'analysisLet me see.assistantfinalIt is noon.'),
  inText(
    'in a channel of Gemma',
    'Gemma 4 in llama.cpp',
    '<|channel>thought\nLet me see.<channel|>It is noon.',
  ),
  inText(
    'without the opening mark',
    'Qwen and DeepSeek templates; vLLM #14841; SwiftLM #115',
    'Okay, so the user asks the time.\n</think>\n\nIt is noon.',
    { reasoning: 'Okay, so the user asks the time.', text: 'It is noon.' },
  ),
  inText('twice', 'Qwen 3.5', '<think>Let me </think><think>see.</think>It is noon.'),
  inText(
    'with the closing mark twice',
    'DeepSeek-R1 distills',
    '<think>Let me see.</think>It </think>is noon.',
  ),
  inText('without an end', 'a limit of tokens', '<think>Let me see.', {
    reasoning: 'Let me see.',
    ...EMPTY,
  }),
  {
    name: 'thoughts in the text, without the opening mark, in one chunk',
    source: 'any server of a small model',
    body: text('Noon it is.</think>It is noon.') + END,
    gives: { reasoning: 'Noon it is.', text: 'It is noon.' },
  },
  {
    name: 'thoughts apart, and a stray closing mark in the text',
    source: 'LM Studio',
    body: chunk({ reasoning_content: 'Let me see.' }) + text('</think>') + text('It is noon.') + END,
    gives: THOUGHT,
  },
  quoted('in code', 'Write `<think>` before and `</think>` after it.'),
  quoted('in a block of code', 'So:\n```\n<think>a</think>\n```\nThat is it.'),
  quoted('in quotes', 'It begins with "<think>" and ends with "</think>".'),
  quoted('as a word', 'The model writes a <think> tag first.'),
  quoted('and comparisons', 'If a < b and b <c, then [this] is <b>true</b>.'),
  {
    name: 'thoughts and then nothing',
    source: 'Qwen 3 with a small limit',
    body: chunk({ reasoning_content: 'Let me see.' }) + chunk({}, 'length') + DONE,
    gives: { reasoning: 'Let me see.', ...EMPTY },
  },
];
