import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { i18n } from '#i18n';
import { decodeEntities, htmlText } from './html-text';
import { linkTarget } from './link-target';
import type { ElementNode, MarkdownNode, TextNode } from './markdown-tree';
import { completeMarkdown } from './partial-markdown';

/** @param partial the end is missing: see {@link completeMarkdown}. @returns the blocks. */
export function parseMarkdown(source: string, { partial = false } = {}): MarkdownNode[] {
  // The lexer turns CRLF into one character, which would shift the offsets behind it.
  const unix = source.replaceAll('\r\n', ' \n').replaceAll('\r', '\n');
  const whole = partial ? completeMarkdown(unix) : unix;
  return new TreeBuilder(whole).nodes(lexer(whole, { gfm: true, breaks: true }));
}

/** Builds the tree of a source from its tokens, in their order. */
class TreeBuilder {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /**
   * Tokens do not say where they stand. The next one stands at the next occurrence of its source; if that was changed
   * (the lexer removes the indentation of a list's lines), at the end of the one before.
   */
  nodes(tokens: readonly Token[], limit = this.#source.length): MarkdownNode[] {
    return tokens.flatMap((token) => {
      const found = this.#source.slice(this.#at, limit).indexOf(token.raw);
      const start = this.#at + Math.max(0, found);
      const end = found < 0 ? limit : start + token.raw.length;
      this.#at = start;
      const nodes = this.#nodesOf(token as MarkedToken, start, end);
      if (found >= 0) this.#at = end;
      return nodes;
    });
  }

  #nodesOf(token: MarkedToken, start: number, end: number): MarkdownNode[] {
    const element = (
      tag: ElementNode['tag'],
      children: MarkdownNode[] = [],
      attributes: ElementNode['attributes'] = undefined,
    ): ElementNode => ({ tag, children, start, end, ...(attributes && { attributes }) });
    const inside = (tokens: readonly Token[]) => this.nodes(tokens, end);
    const text = (words: string): TextNode => ({ text: words, start, end });

    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'text':
        return token.tokens ? inside(token.tokens) : textNodes(token.raw, start);
      case 'escape':
        return [text(token.text)];
      case 'checkbox':
        return [text(token.checked ? '☑ ' : '☐ ')];
      case 'html':
        return /^<br\s*\/?>\s*$/i.test(token.raw) ? [element('br')] : [text(htmlText(token.raw))];
      case 'br':
      case 'hr':
        return [element(token.type)];
      case 'strong':
      case 'em':
      case 'del':
      case 'blockquote':
        return [element(token.type, inside(token.tokens))];
      case 'paragraph':
        return [element('p', inside(token.tokens))];
      case 'heading':
        // One level for all: a screen reader finds no level missing between the speaker's name and the heading.
        return [element('h3', inside(token.tokens), { class: token.depth <= 2 ? 'large' : 'small' })];
      case 'codespan':
        return [element('code', [text(token.text)], { dir: 'ltr' })];
      case 'code': {
        const code = element('code', [text(token.text)]);
        return [scrollable(element('pre', [code], { dir: 'ltr' }), i18n.t('conversation.code'))];
      }
      case 'list':
        return [element(token.ordered ? 'ol' : 'ul', this.#items(token, end))];
      case 'table':
        return [scrollable(element('table', this.#rows(token, start, end)), i18n.t('conversation.table'))];
      case 'link':
        return linkNodes(token.href, element('a', inside(token.tokens)));
      case 'image':
        // Not loaded: its address may have been chosen to tell a server what was said here.
        return linkNodes(token.href, element('a', [text(token.text || i18n.t('conversation.image'))]));
      case 'list_item':
        return [element('li', inside(token.tokens))];
    }
  }

  /** Each item has its number: also the end of a list shows it. */
  #items({ items, ordered, start }: Tokens.List, limit: number): MarkdownNode[] {
    const first = Number(start) || 0;
    return this.nodes(items, limit).map((item, i) =>
      'tag' in item && ordered ? { ...item, attributes: { value: first + i } } : item,
    );
  }

  #rows({ header, rows }: Tokens.Table, start: number, limit: number): MarkdownNode[] {
    const row = (cells: Tokens.TableCell[], from: number): ElementNode => {
      const children = cells.map(({ tokens, header, align }): ElementNode => {
        const start = this.#at;
        const children = this.nodes(tokens, limit);
        const attributes: ElementNode['attributes'] = align ? { style: `text-align: ${align}` } : {};
        return { tag: header ? 'th' : 'td', children, attributes, start, end: this.#at };
      });
      return { tag: 'tr', children, start: from, end: this.#at };
    };
    const head = row(header, start);
    const body = rows.map((cells) => row(cells, this.#at));
    return [
      { tag: 'thead', children: [head], start, end: head.end },
      { tag: 'tbody', children: body, start: head.end, end: limit },
    ];
  }
}

/** An entity is a text of its own: it is shorter than its source. */
function textNodes(raw: string, start: number): TextNode[] {
  let at = start;
  return raw
    .split(/(&#?\w+;)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: decodeEntities(part), start: at, end: (at += part.length) }));
}

/** A box that scrolls by itself, also by keyboard: the panel is narrow. */
function scrollable(child: ElementNode, label: string): ElementNode {
  const attributes = { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label };
  return { ...child, tag: 'div', attributes, children: [child] };
}

/** @returns the link with the place that it leads to, or only its text if the panel does not open such an address. */
function linkNodes(address: string, link: ElementNode): MarkdownNode[] {
  const target = linkTarget(decodeEntities(address));
  if (!target) return [...link.children];
  const attributes = { href: target.href, title: target.href, target: '_blank', rel: 'noopener noreferrer' };
  if (plainText(link.children).includes(target.place)) return [{ ...link, attributes }];
  const { start, end } = link;
  const words = { text: ` (${target.place})`, start, end };
  const place: ElementNode = { tag: 'span', attributes: { class: 'place' }, children: [words], start, end };
  return [{ ...link, attributes, children: [...link.children, place] }];
}

function plainText(nodes: readonly MarkdownNode[]): string {
  return nodes.map((node) => ('text' in node ? node.text : plainText(node.children))).join('');
}
