// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { clip, keepUnchanged, splitText, type MarkdownNode } from './markdown-tree';
import { parseMarkdown } from './parse-markdown';

/** The tree in short, such as `p(One strong(two))`. */
const outline = (nodes: readonly MarkdownNode[]): string =>
  nodes.map((node) => ('text' in node ? node.text : `${node.tag}(${outline(node.children)})`)).join('');

const texts = (nodes: readonly MarkdownNode[]): string =>
  nodes.map((node) => ('text' in node ? node.text : texts(node.children))).join('');

const elements = (nodes: readonly MarkdownNode[]): Extract<MarkdownNode, { tag: string }>[] =>
  nodes.flatMap((node) => ('text' in node ? [] : [node, ...elements(node.children)]));

/** The words before and after an offset of the source. */
function halves(nodes: readonly MarkdownNode[], at: number): [before: string, after: string] {
  const parts = nodes.map((node) => ('text' in node ? splitText(node, at) : halves(node.children, at)));
  return [parts.map(([before]) => before).join(''), parts.map(([, after]) => after).join('')];
}

describe(parseMarkdown.name, () => {
  it.each([
    ['One **two** *three* ~~four~~ `five`.', 'p(One strong(two) em(three) del(four) code(five).)'],
    ['One\ntwo\n\nthree', 'p(Onebr()two)p(three)'],
    ['# A\n\n#### B', 'h3(A)h3(B)'],
    ['- a\n- **b**\n  - c', 'ul(li(a)li(strong(b)ul(li(c))))'],
    ['- [ ] a\n- [x] b', 'ul(li(☐ a)li(☑ b))'],
    ['> a\n> b', 'blockquote(p(abr()b))'],
    ['```js\nlet a = 1;\n```', 'div(pre(code(let a = 1;)))'],
    ['| a | b |\n|---|:-:|\n| c | d\\|e |', 'div(table(thead(tr(th(a)th(b)))tbody(tr(td(c)td(d|e)))))'],
    ['a\n\n---\n\nb', 'p(a)hr()p(b)'],
    ['2 \\* 3 &lt; 7 &amp;&#32;a&nbsp;b', 'p(2 * 3 < 7 & a\u00a0b)'],
    ['a<br>b<BR />c', 'p(abr()bbr()c)'],
    ['H<sub>2</sub>O <b>bold</b>', 'p(H2O bold)'],
    ['1 < 2 & 3 > 2', 'p(1 < 2 & 3 > 2)'],
    ['snake_case_name and 2 * 3 * 4', 'p(snake_case_name and 2 * 3 * 4)'],
    ['مرحبا **بك** 👩‍👩‍👧 *🙂*', 'p(مرحبا strong(بك) 👩‍👩‍👧 em(🙂))'],
    ['', ''],
  ])('parses %j', (source, expected) => {
    expect(outline(parseMarkdown(source))).toBe(expected);
  });

  it('numbers the items of a list as the source does', () => {
    const items = elements(parseMarkdown('3. a\n4. b')).filter(({ tag }) => tag === 'li');
    expect(items.map(({ attributes }) => attributes)).toEqual([{ value: 3 }, { value: 4 }]);
  });

  it.each([
    [
      '[Tokyo](https://en.wikipedia.org/wiki/Tokyo)',
      'https://en.wikipedia.org/wiki/Tokyo',
      'Tokyo (en.wikipedia.org)',
    ],
    [
      '[bank.example](https://bank.example@evil.example/)',
      'https://bank.example@evil.example/',
      'bank.example (evil.example)',
    ],
    ['<https://a.example/x>', 'https://a.example/x', 'https://a.example/x'],
    ['www.a.example', 'http://www.a.example/', 'www.a.example'],
    ['see https://a.example/b_c.', 'https://a.example/b_c', 'see https://a.example/b_c.'],
    ['[write](mailto:me@a.example)', 'mailto:me@a.example', 'write (me@a.example)'],
    ['[a][1]\n\n[1]: http://b.example/?x=1&amp;y', 'http://b.example/?x=1&y', 'a (b.example)'],
    ['![A map](https://a.example/map.png)', 'https://a.example/map.png', 'A map (a.example)'],
    ['![](https://a.example/map.png)', 'https://a.example/map.png', 'Image (a.example)'],
  ])('opens the link of %j in a new tab, and says where it leads', (source, href, text) => {
    const nodes = parseMarkdown(source);
    const link = elements(nodes).find(({ tag }) => tag === 'a');
    expect(link?.attributes).toEqual({ href, title: href, target: '_blank', rel: 'noopener noreferrer' });
    expect(texts(nodes)).toBe(text);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JavaScript:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](chrome://settings)',
    '[x](file:///etc/passwd)',
    '[x](/relative)',
    '[x](blob:https://a.example/1)',
    '![x](x.png)',
  ])('shows only the text of %j', (source) => {
    const nodes = parseMarkdown(source);
    expect(elements(nodes).map(({ tag }) => tag)).toEqual(['p']);
    expect(texts(nodes)).toContain('x');
  });

  it.each([
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    '<form action="https://evil.example"><input name=a><button>Go</button></form>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>* { display: none }</style>',
    '[a](https://a.example "x\\" onclick=\\"alert(1)")',
    '```"><script>alert(1)</script>\nx\n```',
  ])('makes no element or attribute of the HTML in %j', (source) => {
    const allowed = ['p', 'a', 'span', 'div', 'pre', 'code'];
    const known = ['class', 'dir', 'href', 'title', 'target', 'rel', 'tabindex', 'role', 'aria-label'];
    for (const { tag, attributes = {} } of elements(parseMarkdown(source))) {
      expect(allowed).toContain(tag);
      expect(known).toEqual(expect.arrayContaining(Object.keys(attributes)));
    }
  });
});

describe('the offsets of the source', () => {
  it.each([
    ['One **two three** four'],
    ['- **Tokyo** is big\n- *Kyoto* is old\n  and quiet\n  - Nara\n\n> so\n> it is\n\nthe end'],
    [
      '1. One\n2. two [three](https://three.example/one/two) two\n\n| four | five |\n|-|-|\n| five | five |\n\nsix',
    ],
    ['A &amp; B are \\*not\\* `code` and AT&amp;T is 🙂 fine\r\nnext\r\n\r\nlast'],
    ['# Head\n\ntext text text\n\n```\ntext\n  text\n```\n\ntext'],
  ])('split the words of %j where the spoken ones end', (source) => {
    const nodes = parseMarkdown(source);
    const words = texts(nodes)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    let last = 0;
    for (const { index, 0: run } of source.matchAll(/\S+/g)) {
      const [before, after] = halves(nodes, index + run.length);
      expect(before + after).toBe(texts(nodes));
      expect(before.length).toBeGreaterThanOrEqual(last);
      last = before.length;
      const word = /[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u.exec(run)?.[0];
      if (word && words.includes(word) && !run.includes('&') && !run.includes(']('))
        expect(before).toContain(word);
    }
    expect(halves(nodes, 0)).toEqual(['', texts(nodes)]);
    expect(halves(nodes, source.length)).toEqual([texts(nodes), '']);
  });

  it('clip a tree inside of its elements', () => {
    const source = 'One **two three** four\n\n1. five\n2. six seven';
    const nodes = parseMarkdown(source);
    const at = source.indexOf(' three');
    expect(outline(clip(nodes, 0, at))).toBe('p(One strong(two))');
    expect(outline(clip(nodes, at, Infinity))).toBe('p(strong( three) four)ol(li(five)li(six seven))');
  });

  it('clip a list so that each item has its number once', () => {
    const source = '1. one\n2. two three\n3. four';
    const nodes = parseMarkdown(source);
    const at = source.indexOf(' three');
    const attributes = (part: readonly MarkdownNode[]) => elements(part).map(({ attributes }) => attributes);
    expect(attributes(clip(nodes, 0, at))).toEqual([undefined, { value: 1 }, { value: 2 }]);
    expect(attributes(clip(nodes, at, Infinity))).toEqual([undefined, { class: 'continued' }, { value: 3 }]);
  });

  it('keep the nodes that have not changed', () => {
    const before = parseMarkdown('# One\n\ntwo\n\nthr', { partial: true });
    const after = keepUnchanged(before, parseMarkdown('# One\n\ntwo\n\nthree\n\nfour', { partial: true }));
    expect(after.map((node, i) => node === before[i])).toEqual([true, true, false, false]);
    const list = parseMarkdown('- one\n- two\n- thr', { partial: true });
    const items = (nodes: readonly MarkdownNode[]) => elements(nodes).filter(({ tag }) => tag === 'li');
    const longer = items(
      keepUnchanged(list, parseMarkdown('- one\n- two\n- three\n- four', { partial: true })),
    );
    expect(longer.map((item, i) => item === items(list)[i])).toEqual([true, true, false, false]);
    expect(keepUnchanged(list, parseMarkdown('- one\n- two\n- thr'))).toBe(list);
  });
});

describe('an answer that is still being written', () => {
  it.each([
    ['Now **bol', 'p(Now strong(bol))'],
    ['Now **', 'p(Now)'],
    ['Now *it', 'p(Now em(it))'],
    ['Now `co', 'p(Now code(co))'],
    ['See [Tok', 'p(See Tok)'],
    ['See [Tokyo](https://en.wiki', 'p(See Tokyo)'],
    ['See ![a map](https://en.wiki', 'p(See a map)'],
    ['Text\n-', 'p(Text)'],
    ['Text\n---', 'p(Text)'],
    ['Text\n=', 'p(Text)'],
    ['Text\n\n#', 'p(Text)'],
    ['Text\n\n```', 'p(Text)'],
    ['```js\nlet a', 'div(pre(code(let a)))'],
    ['Text\n| City | Peo', 'p(Text)div(table(thead(tr(th(City)th(Peo)))tbody()))'],
    ['| City | People |\n|--', 'div(table(thead(tr(th(City)th(People)))tbody()))'],
    [
      '| City | People |\n| :--- | ---: |\n| To',
      'div(table(thead(tr(th(City)th(People)))tbody(tr(td(To)td()))))',
    ],
    ['It is 2 * 3', 'p(It is 2 * 3)'],
    ['It costs $5 and $6', 'p(It costs $5 and $6)'],
  ])('looks as it will look later: %j', (source, expected) => {
    expect(outline(parseMarkdown(source, { partial: true }))).toBe(expected);
  });

  it('never shows a mark of a whole answer, and never changes a block that is complete', () => {
    const answer =
      '# Two cities\n\nBoth **Tokyo** and *Kyoto* are [Japanese](https://a.example/japan).\n\n' +
      '| City | `Code` |\n|------|-----:|\n| Tokyo | **13** |\n\n1. Go\n2. ~~Stay~~\n\n- [x] done\n\n---\n\nEnd.';
    const complete = parseMarkdown(answer).map((block) => outline([block]));
    for (let length = 1; length < answer.length; length++) {
      const shown = parseMarkdown(answer.slice(0, length), { partial: true }).map((block) =>
        outline([block]),
      );
      expect(shown.join(), answer.slice(0, length)).not.toMatch(/\*\*|\]\(|~~|`|\||#/);
      const done = shown.slice(0, -1);
      expect(done, answer.slice(0, length)).toEqual(complete.slice(0, done.length));
    }
  });
});
