/** What pages write beside fields of passwords, one-time codes and card numbers, in English, German, French and Spanish. */

/** Also in the middle of a label. */
const SECRET_WORDS = [
  'pass ?words?|pass ?codes?|pass ?phrases?',
  '(?:credit|debit|bank|payment) cards?(?: number| no)?|card (?:number|no|security|verification)',
  '(?:security|verification|authentication|authenticator|login|sms|one time) (?:code|pin|number)|one time password',
  'social security (?:number|no)|national insurance number',
  'passwort|kennwort|geheimzahl|einmal(?:code|passwort)|(?:sicherheits|verifizierungs|bestatigungs)code',
  '(?:kredit)?karten(?:nummer|nr|prufnummer|prufziffer)|prufziffer|sozialversicherungsnummer',
  'mots? de passe|code (?:secret|pin|de securite|de verification|a usage unique)|cryptogramme',
  '(?:numero|n) de (?:la |votre )?carte|numero de securite sociale',
  'contrasenas?|codigo (?:pin|de seguridad|de verificacion|de un solo uso)|clave (?:de acceso|secreta)',
  'numero de (?:la |su |tu )?tarjeta|numero de (?:la )?seguridad social',
];

/** Short words, which mean something else beside others. */
const SECRET_ALONE = [
  'pin|pin code|pin number|otp|2fa code|mfa code|cvc|cvv|csc|cvc2|cvv2|cvv cvc|cvc cvv|cid|ssn|iban',
  'tan|sms tan|clave|senha|codigo de seguranca|numero do cartao|numero della carta|codice di sicurezza',
];

/** They change nothing: "Enter your 6-digit PIN (required)". */
const AROUND =
  /\b(?:enter|type|please|your|the|a|an|new|old|current|confirm|repeat|again|required|optional|\d+|digits?|ihre|ihr|deine?|neue[rs]?|pflichtfeld|votre|saisissez|obligatoire|su|tu|introduzca|obligatorio)\b/g;

/** A longer text explains something. */
const MAX_CHARS = 60;

const CONTAINS = new RegExp(`(?:^| )(?:${SECRET_WORDS.join('|')})(?: |$)`);
const IS = new RegExp(`^(?:${SECRET_ALONE.join('|')})$`);

/** @param label such as `Card number *` */
export function isSecretLabel(label: string): boolean {
  const words = plain(label);
  if (words === '' || words.length > MAX_CHARS) return false;
  return CONTAINS.test(words) || IS.test(words.replace(AROUND, ' ').replace(/ +/g, ' ').trim());
}

/** Lower case words without accents and punctuation. */
const plain = (text: string): string =>
  text
    .slice(0, 4 * MAX_CHARS)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
