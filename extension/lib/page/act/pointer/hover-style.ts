import { flatParent } from '../../dom/flat-tree';

/**
 * Menus that open by `:hover` in a style sheet: no event can set that state. The rules are copied for an attribute, which
 * the hovered elements then have.
 */

const ATTRIBUTE = 'data-earshot-hover';

const HOVER = /:hover\b/g;

const MAX_RULES = 2000;

const copied = new WeakMap<Document | ShadowRoot, CSSStyleSheet>();

let hovered: Element[] = [];

function* rulesOf(sheet: CSSStyleSheet): Generator<CSSRule> {
  try {
    yield* sheet.cssRules;
  } catch {
    // The sheet is another site's, which does not let it be read.
  }
}

/** @returns the rule for the attribute, within its media queries and layers, or null if it is not about hovering */
function hoverRule(rule: CSSRule): string | null {
  if (rule instanceof CSSStyleRule) {
    if (!rule.cssText.includes(':hover')) return null;
    return rule.cssText.replace(HOVER, `[${ATTRIBUTE}]`);
  }
  if (rule instanceof CSSImportRule) return rule.styleSheet ? joined(rule.styleSheet.cssRules) : null;
  if (!(rule instanceof CSSGroupingRule)) return null;
  const inner = joined(rule.cssRules);
  if (!inner) return null;
  if (rule instanceof CSSMediaRule) return matchMedia(rule.media.mediaText).matches ? inner : null;
  return `${rule.cssText.slice(0, rule.cssText.indexOf('{'))}{${inner}}`;
}

const joined = (rules: CSSRuleList) => [...rules].map(hoverRule).filter(Boolean).join('\n');

function copyRules(root: Document | ShadowRoot): void {
  const former = copied.get(root);
  if (former) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== former);
  const sheets = [...root.styleSheets, ...root.adoptedStyleSheets];
  const rules = sheets
    .flatMap((sheet) => [...rulesOf(sheet)])
    .slice(0, MAX_RULES)
    .map(hoverRule);
  const text = rules.filter((rule) => rule !== null && rule !== '').join('\n');
  if (!text) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  copied.set(root, sheet);
}

/** The real mouse sets the state by itself. */
const onMouse = ({ isTrusted }: Event) => {
  if (isTrusted) endHoverStyle();
};

/** Makes the style sheets treat the element as hovered. */
export function styleHover(element: Element): void {
  endHoverStyle();
  addEventListener('pointermove', onMouse, true);
  for (let node: Element | null = element; node; node = flatParent(node)) hovered.push(node);
  for (const root of new Set(hovered.map((node) => node.getRootNode()))) {
    if (root instanceof Document || root instanceof ShadowRoot) copyRules(root);
  }
  for (const node of hovered) node.setAttribute(ATTRIBUTE, '');
}

/** Moves the state along with a press: a menu stays open while one of its items is used. */
export function moveHoverStyle(element: Element): void {
  if (hovered.length > 0) styleHover(element);
}

function endHoverStyle(): void {
  removeEventListener('pointermove', onMouse, true);
  for (const node of hovered) node.removeAttribute(ATTRIBUTE);
  hovered = [];
}
