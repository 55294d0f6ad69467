import { describe, expect, it } from 'vitest';
import { writtenTerm } from './written-term.js';

describe(writtenTerm.name, () => {
  it.each([
    ['Proceed to checkout', 'Proceed to checkout'],
    ['Add to cart – $1,299.00', 'Add to cart'],
    ['12,90 € Tea for two', 'Tea for two'],
    ['Inbox (3)', 'Inbox'],
    ['🛒 Basket', 'Basket'],
    ['iPhone 15 Pro', 'iPhone 15 Pro'],
    ['accountSettings', 'account Settings'],
    ['snake_case_name', 'snake case name'],
    ['» Sign-in / Register…', 'Sign-in Register'],
    ["Today's deals", "Today's deals"],
    ['AT&T', 'AT&T'],
    ['#climate', 'climate'],
    ['Node.js @ GitHub', 'Node.js GitHub'],
    ['ﬁle\u00a0menu', 'file menu'],
    ['How a small Danish town became the centre', 'How a small Danish town became'],
    ['What the people of Kiel and of Bremen say', 'What the people of Kiel'],
    ['Über uns', 'Über uns'],
    ['設定', '設定'],
    ['A1', ''],
    ['X', ''],
    ['42', ''],
    ['★★★', ''],
    ['', ''],
  ])('makes of %j %j', (name, term) => expect(writtenTerm(name)).toBe(term));

  it('takes the beginning of a very long name', () =>
    expect(writtenTerm('ab '.repeat(5000))).toBe('ab ab ab ab ab ab'));
});
