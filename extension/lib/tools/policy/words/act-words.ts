import { BUYING_FORMS, STARTING, WITHIN } from './act-words-world';
import { wordsOf } from './spoken-words';

/**
 * Names of controls that commit the user to something, in English, German, French and Spanish; act-words-world.ts has
 * those of other languages. They are only for asking:
 * a name that stands in no list is not thereby harmless, which is why forms and other sites are asked about too.
 */

/** Decomposed: a Korean syllable is up to three. */
const MAX_UNSPACED_CHARS = 24;

const any = (...phrases: string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})$`);

/** At the beginning of a name: `buy now`, `pay 48 euros`. */
const starting = (...phrases: string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})(?: |$)`);

/** In a short name without spaces between its words. */
function unspaced(words: string): RegExp {
  const each = words.split(' ').map((word) => wordsOf(word).join(' '));
  return new RegExp(`^(?=.{1,${MAX_UNSPACED_CHARS}}$).*(?:${each.join('|')})`);
}

/** The words of other languages, as `wordsOf` gives them. */
const inTheWorld = (list: keyof typeof STARTING): RegExp[] => [
  starting(...STARTING[list].flatMap(wordsOf)),
  unspaced(WITHIN[list]),
];

const anywhere = (...phrases: string[]): RegExp => new RegExp(`(?:^| )(?:${phrases.join('|')})(?: |$)`);

const BUYS = [
  any('order', 'book', 'reserve', 'place (?:a |my |your )?bid', '(?:start )?(?:my |your |the )?free trial'),
  starting(
    'buy',
    'purchase',
    'pay',
    'donate',
    'checkout',
    'check out',
    'bid',
    'rent',
    'preorder',
    'pre order',
  ),
  starting(
    'kaufen',
    'bestellen',
    'bezahlen',
    'spenden',
    'acheter',
    'commander',
    'payer',
    'comprar',
    'pagar',
    'pedir',
  ),
  anywhere(
    'buy now',
    'order now',
    'order and pay',
    '(?:place|complete|submit|confirm) (?:the |an |my |your )?(?:order|purchase|payment|booking|reservation)',
    'book now',
    'reserve now',
    'proceed to payment',
    'subscribe now',
    'start (?:my |your |the )?(?:subscription|membership)',
    'jetzt kaufen',
    'zahlungspflichtig bestellen',
  ),
];

/** Of a form that is submitted. */
const BUYING_FORM = [
  anywhere('checkout', 'check out', 'payment', 'order', 'purchase', 'donation', 'donate', 'billing'),
  anywhere(
    'kasse',
    'zahlung',
    'bestellung',
    'paiement',
    'commande',
    'pago',
    'pedido',
    'pagamento',
    'betaling',
    'оплата',
    'заказ',
  ),
  unspaced(BUYING_FORMS),
];

const DELETES = [
  starting(
    'delete',
    'remove',
    'erase',
    'discard',
    'destroy',
    'wipe',
    'deactivate',
    'uninstall',
    'unsubscribe',
  ),
  starting('loschen', 'entfernen', 'supprimer', 'effacer', 'eliminar', 'borrar'),
  anywhere(
    'permanently delete',
    'delete (?:forever|all|everything|account)',
    'move (?:it |this |them |these )?to (?:the )?(?:trash|bin|recycle bin)',
    'empty (?:the )?(?:trash|bin|recycle bin|junk|spam)',
    '(?:close|cancel|end) (?:my |your |the )?(?:account|subscription|membership|order|booking|reservation)',
    'endgultig loschen',
  ),
];

/** What is dragged there is deleted. */
const BIN = [
  anywhere(
    'trash',
    'bin',
    'recycle bin',
    'delete',
    'papierkorb',
    'corbeille',
    'papelera',
    'cestino',
    'lixeira',
    'prullenbak',
    'kosz',
    'корзина',
  ),
];

/** They take nothing away but a choice. */
const HARMLESS_REMOVALS = [
  starting(
    '(?:remove|delete|discard) (?:the |this |all )?(?:filters?|tags?|highlights?|formatting|sort|search)',
  ),
];

const SENDS = [
  any('post', 'tweet', 'toot', 'publish', 'transfer', 'send'),
  starting('send', 'post (?:reply|comment|message|review|it)', 'publish', 'transfer', 'tweet'),
  starting('senden', 'absenden', 'veroffentlichen', 'envoyer', 'publier', 'enviar', 'publicar'),
];

/** Of a control that submits a form. */
const SENDS_FORM = [
  starting('reply', 'comment', 'share', 'invite', 'forward', 'antworten', 'repondre', 'responder'),
];

/** Fields whose Enter sends a message. */
const MESSAGE_FIELDS = [
  anywhere(
    'message',
    'messages',
    'reply',
    'comment',
    'comments',
    'chat',
    'tweet',
    'post',
    'nachricht',
    'kommentar',
    'commentaire',
    'mensaje',
    'comentario',
    'whats happening',
  ),
];

const LOGS_IN = [
  starting('log ?in', 'log ?on', 'sign ?in', 'sign on', 'anmelden', 'einloggen', 'se connecter', 'connexion'),
  starting('iniciar sesion', 'acceder'),
];

const SEARCHES = [
  anywhere('search', 'find', 'filter', 'suche', 'suchen', 'recherche', 'rechercher', 'buscar'),
];

const LISTS = {
  BUYS: [...BUYS, ...inTheWorld('BUYS')],
  BUYING_FORM,
  DELETES: [...DELETES, ...inTheWorld('DELETES')],
  BIN,
  HARMLESS_REMOVALS,
  SENDS: [...SENDS, ...inTheWorld('SENDS')],
  SENDS_FORM,
  MESSAGE_FIELDS,
  LOGS_IN: [...LOGS_IN, ...inTheWorld('LOGS_IN')],
  SEARCHES,
  SUBMITS: inTheWorld('SUBMITS'),
} satisfies Record<string, RegExp[]>;

export type ActWords = keyof typeof LISTS;

/** Dialogs ask back: "Yes, delete it", "Confirm and pay". */
const ASSENT = /^(?:(?:yes|ok|okay|confirm|please|now|and) )+/;

/** A price or a count: "$49.99 Buy", "(3) Delete". */
const AMOUNT = /^(?:\d+ )+/;

/** @param words of a name, as `wordsOf` gives them */
export function speaksOf(list: ActWords, words: readonly string[]): boolean {
  const name = words.join(' ');
  const bare = name.replace(AMOUNT, '').replace(ASSENT, '');
  return LISTS[list].some((pattern) => pattern.test(name) || pattern.test(bare));
}
