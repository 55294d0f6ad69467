import { GET_A_MODEL, type Refusal } from './refusal.js';

const SEARCH_BY_NAME = {
  tool: 'search_web',
  reason: "I can't look that up myself.",
  nearest: 'Say search for and the words, and the browser searches the web.',
};

/** What has to be looked up on the internet. */
export const internetRefusals: readonly Refusal[] = [
  {
    kind: 'news',
    best: 'tool',
    reason: "I can't read the news: I can't open pages yet.",
    nearest: 'Open a news site in a tab.',
    withTool: {
      tool: 'open_url',
      reason: "I can't choose the news.",
      nearest: 'Open a news site, and say: read this page.',
    },
    samples: 6,
    templates: ['[(what is|what are|tell me|read me|read)] the (news|headlines)'],
    alsoUnderstood: [
      '[(give me|show me|play|any|what is|read)] [(the|some)] [(latest|current|morning|local|world)] news [(today|this morning)]',
      '[(what is|are there|give me|tell me|read me|any|is there any)] [the] [latest] (news|headlines) (about|on|from|in) {topic}',
      '[(give me|show me|read me)] [the] [(latest|current|top)] headlines',
      'what is (happening|going on|new) (in the world|in the news|today)',
      'what is in the news [today]',
    ],
  },
  {
    kind: 'search',
    best: 'tool',
    reason: "I can't search the web yet.",
    nearest: 'Type it into the address bar.',
    withTool: SEARCH_BY_NAME,
    templates: [],
    alsoUnderstood: [
      'search (the web|the internet|google|online)',
      '(look for|find|search for) {topic} on (amazon|ebay|etsy|netflix)',
      'show me [some] (pictures|photos|images|videos) of {topic}',
      'what is my (ip|ip address)',
      'search (the internet|google|bing|youtube|wikipedia|amazon|online) for {topic}',
      '(search|look|search for|find|look up) {topic} (online|on google|on youtube|on wikipedia|on the web|on the internet)',
    ],
  },
  {
    kind: 'exchange-rate',
    best: 'tool',
    reason: 'I have no exchange rates.',
    nearest: "A web search has today's.",
    samples: 24,
    templates: [
      '(convert|how much is|what is) {amount} {money:currency} (to|in|into) {other:currency}',
      'how many {money:currency} (is|are|are in) {amount} {other:currency}',
    ],
    alsoUnderstood: [
      'what is the [current] exchange rate [{rest}]',
      '{amount} {money:currency} (to|in|into) {other:currency}',
    ],
  },
  {
    kind: 'live',
    best: 'tool',
    reason: "I can't look up prices, scores or schedules.",
    nearest: 'A web search has them.',
    templates: ['who won the game', 'how much is a bitcoin', 'how is the stock market'],
    alsoUnderstood: [
      '(what is|how is|how much is) (the {topic}|{topic}) (stock|share) [price]',
      '(how is|how are|how did) the (stock market|market|markets|stocks) [doing] [{rest}]',
      '(how much is|what is the price of) [a] (bitcoin|gold|oil|gas|ethereum|silver)',
      '(who won|who is winning|what is the score of) the [{topic}] (game|match|race|fight) [(last night|today|yesterday|tonight)]',
      'what (is|was) the score [{rest}]',
      'did (the|my) {topic} win [(last night|today|yesterday)]',
      'when (do|does) the {topic} play [{rest}]',
      'when is the next (game|match|bus|train|flight) [{rest}]',
      'what is (on tv|on television|playing|in theaters|at the movies) [(tonight|today)]',
      'what movies are (playing|on|out) [{rest}]',
      'is (flight|my flight|the train|the bus) [{topic}] (on time|late|delayed)',
      'is the {topic} open (today|tomorrow|on sunday|late|right now)',
      'how is {topic} stock doing [{rest}]',
      '(when is|when does|what time is|what time does) [the] (sunrise|sunset|sun rise|sun set|sun come up|sun go down) [{rest}]',
    ],
  },
  {
    kind: 'maps',
    best: 'tool',
    reason: "I have no maps, and I don't know where you are.",
    nearest: 'Open a map in a tab.',
    templates: ['where am i', 'how is the traffic', 'find {topic} near me'],
    alsoUnderstood: [
      '(where am i|what is my location|where are we|what is my address)',
      '[(give me|get|i need)] directions to {topic}',
      '(drive me|navigate me|give me the way|take me home|navigate home) [to {topic}]',
      '{topic} (near me|nearby|around here|in my area|close to me)',
      'where is the (nearest|closest) {topic}',
      'is there (a|an) {topic} open [{rest}]',
      '(find|show me) the (nearest|closest) {topic}',
      '(how is|how is the|what is the|is there|is there any) traffic [{rest}]',
      'how long is my (drive|commute|way to work)',
      '(find|where is|locate) my (phone|tablet|watch|headphones)',
    ],
    unsure: [
      'where can i (buy|get|find) {topic}',
      'how do i get to {topic}',
      'how long does it take to (drive|walk|get) to {topic}',
    ],
  },
];

/** General look-ups, which a language model may answer: last. */
export const lookUpRefusals: readonly Refusal[] = [
  {
    kind: 'look-up',
    best: 'model',
    reason: "I can't search the web yet.",
    nearest: 'Type it into the address bar.',
    withTool: SEARCH_BY_NAME,
    templates: [],
    alsoUnderstood: ['(look up|search|search for|find) {topic}'],
  },
];

/** What only a language model knows. */
export const modelRefusals: readonly Refusal[] = [
  {
    kind: 'definition',
    best: 'model',
    reason: 'I have no dictionary, and no language model to ask.',
    nearest: GET_A_MODEL,
    samples: 90,
    templates: [
      'what does [the word] {word} mean',
      'what does the word {word} mean',
      'what is the (meaning|definition) of [the word] {word}',
      'define [the word] {word}',
    ],
  },
  {
    kind: 'translation',
    best: 'model',
    reason: "I can't translate without a language model.",
    nearest: GET_A_MODEL,
    samples: 24,
    templates: [
      'translate {word} (to|into) (french|german|spanish|italian)',
      'how do you say {word} in (french|german|spanish|italian)',
      'what is {word} in (french|german|spanish|italian)',
    ],
    alsoUnderstood: [
      'translate {topic} (to|into|from) {language:word}',
      'how (do|would) (you|i) say {topic} in {language:word}',
      'what is {topic} in (japanese|chinese|russian|portuguese|dutch|polish|korean|arabic|latin|greek|turkish|swedish)',
      'translate {topic}',
    ],
  },
];
