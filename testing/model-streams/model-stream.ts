/** A stream of a language model's server that is odd but real, and what a provider must make of it. */
export interface ModelStream {
  /** What is odd. */
  name: string;
  /** Where it was seen. */
  source: string;
  /** The body as the server sends it. */
  body: string;
  /** After the body: the response ends, stays open with comments, or is cut off. Default: it ends. */
  then?: 'stays_open' | 'is_cut_off';
  status?: number;
  contentType?: string;
  gives: ModelAnswer;
}

export interface ModelAnswer {
  text?: string;
  reasoning?: string;
  calls?: readonly { name: string; arguments: unknown }[];
  /** It ended at the model's limit of tokens. */
  isCutOff?: boolean;
  /** What the error says. Before any text the fallback answers. */
  error?: RegExp;
}

/** One event with a name. */
export const namedEvent = (name: string, data: object): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

export const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

export const NOON: ModelAnswer = { text: 'It is noon.' };

export const THOUGHT: ModelAnswer = { reasoning: 'Let me see.', text: 'It is noon.' };

export const WEATHER: ModelAnswer = { calls: [{ name: 'weather', arguments: { city: 'Rome' } }] };

export const TWO_CALLS: ModelAnswer = {
  calls: [
    { name: 'weather', arguments: { city: 'Rome' } },
    { name: 'time', arguments: { zone: 'UTC' } },
  ],
};

export const EMPTY: ModelAnswer = { error: /gave an empty answer/ };

export const BROKE_OFF: ModelAnswer = { error: /stopped in the middle/ };

export const ODD: ModelAnswer = { error: /does not understand/ };

/**
 * The ends of a connection that every server has.
 * @param words the events of "It is noon.", without their end.
 */
export const connectionEnds = (words: string, end: string): ModelStream[] => [
  {
    name: 'an open connection after the end',
    source: 'gateways',
    body: words + end,
    then: 'stays_open',
    gives: NOON,
  },
  {
    name: 'a connection that is lost after the end',
    source: 'gateways',
    body: words + end,
    then: 'is_cut_off',
    gives: NOON,
  },
  { name: 'an end before anything', source: 'proxies', body: '', gives: ODD },
  { name: 'an end in mid-answer', source: 'every server', body: words, gives: { ...NOON, ...BROKE_OFF } },
  {
    name: 'a lost connection in mid-answer',
    source: 'every server',
    body: words,
    then: 'is_cut_off',
    gives: { ...NOON, ...BROKE_OFF },
  },
];
