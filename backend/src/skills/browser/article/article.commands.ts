import { quoted } from '../../../common/text/quoted.js';
import { keySentences } from './key-sentences.js';
import { passageAbout } from './passages.js';
import { readArticle } from './read-article.js';
import { asSaid } from '../as-said.js';
import type { BrowserCommand } from '../browser-command.js';

const THIS =
  '(this page|the page|this article|the article|this site|this website|it|this|this text|the text|this story)';

/** Questions about the text of a page. A language model answers them better. */
export const articleCommands: readonly BrowserCommand[] = [
  {
    name: 'page.summarize',
    tool: 'read_article',
    best: 'page',
    reason: 'see',
    samples: 24,
    templates: [
      'summarize this page',
      '(summarize|sum up) (this page|the page|this article|the article|this|the text)',
      'give me a summary [of (this page|the page|this article)]',
    ],
    alsoUnderstood: [
      '(summarize|summarise|sum up)',
      'sum (this|it|this page|the page) up',
      `(summarize|summarise|sum up|explain) [me] ${THIS} [for me]`,
      `(give me|tell me|read me|read|make) (a|the) [(short|quick|brief)] (summary|overview|gist) [of ${THIS}]`,
      `what is [(the summary|the gist|the main point)] [of] ${THIS} [all] about`,
      `what does ${THIS} say`,
      'what are the (main|key|most important) (points|ideas|things) [of (this page|this article|the article)]',
      '(tldr|t l d r|too long did not read)',
    ],
    plan: () => async (browser) => {
      const article = await readArticle(browser);
      const sentences = keySentences(article);
      if (sentences.length === 0) return 'There is too little text on this page to sum up.';
      const about = article.title ? ` of "${article.title}"` : '';
      return `The key sentences${about}, picked without a language model: ${quoted(sentences.join(' '))}`;
    },
  },
  {
    name: 'page.about',
    tool: 'read_article',
    best: 'page',
    reason: 'see',
    templates: [],
    alsoUnderstood: [
      `what does ${THIS} say about {topic}`,
      `(what is|is there anything|does ${THIS} say anything|is there something) about {topic} (on|in) ${THIS}`,
      `does ${THIS} say (anything|something) about {topic}`,
      `what (is said|is written) about {topic}`,
      `read [me] (the part|the section|the paragraph|what it says) about {topic}`,
    ],
    plan: ({ topic = '' }, { sentence }) => {
      const text = asSaid(sentence, topic.replace(/ (?:here|on this page|in this article)$/, ''));
      return async (browser) => {
        const found = passageAbout(text, (await readArticle(browser)).text);
        if (found.length === 0) return `I find nothing about ${text} in the text of this page.`;
        // So that it is also seen, where the page has those very words.
        if (browser.has('find_in_page')) await browser.call('find_in_page', { text });
        return `The page says: ${quoted(found.join(' '))}`;
      };
    },
  },
  {
    name: 'page.length',
    tool: 'read_article',
    best: 'page',
    reason: 'see',
    templates: [],
    alsoUnderstood: [
      `how many words (are on|are in|does|has) ${THIS} [have]`,
      `how long is ${THIS}`,
      `how long does it take to read ${THIS}`,
    ],
    plan: () => async (browser) => {
      const { text, isCut } = await readArticle(browser);
      const words = text.split(/\s+/).filter(Boolean).length;
      if (words === 0) return 'I find no text to read on this page.';
      const minutes = Math.max(1, Math.round(words / WORDS_PER_MINUTE));
      const count = `${isCut ? 'More than ' : ''}${words.toLocaleString('en-US')} words`;
      return `${count}: about ${minutes === 1 ? 'a minute' : `${minutes} minutes`} to read.`;
    },
  },
];

/** The mean of readers of English (Brysbaert 2019: 238 for non-fiction). */
const WORDS_PER_MINUTE = 240;
