import { describe, expect, it } from 'vitest';
import { isSecretLabel } from './secret-labels';
import { isSecretName } from './secrets';

describe(isSecretName.name, () => {
  it.each([
    ...['password', 'user[password]', 'newPassword', 'pass_phrase', 'card_number', 'cardNumber', 'cc-no'],
    ...['Card number', 'one_time_code', 'smsCode', 'user_pin', 'PIN', 'cvc2', 'billing.iban'],
  ])('knows %s', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['', 'passport', 'card_holder', 'shipping', 'spinner', 'code', 'phone_number', 'Search'])(
    'leaves %j alone',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe(isSecretLabel.name, () => {
  it.each([
    ...[
      'PIN',
      'Enter your 6-digit PIN',
      'Card number *',
      'Credit card',
      'CVC',
      'CVV / CVC',
      'Security code (3 digits)',
    ],
    ...[
      'Social security number',
      'SSN',
      'One-time code',
      'Verification code',
      'Confirm password',
      'Passcode',
      'IBAN',
    ],
    ...[
      'Passwort',
      'Kartennummer',
      'Kreditkartennummer',
      'Prüfziffer',
      'Sicherheitscode',
      'Sozialversicherungsnummer',
      'TAN',
    ],
    ...['Mot de passe', 'Numéro de carte', 'Code de sécurité', 'Cryptogramme visuel', 'Code PIN'],
    ...['Contraseña', 'Número de tarjeta', 'Código de seguridad', 'Clave'],
  ])('knows %s', (label) => expect(isSecretLabel(label)).toBe(true));

  it.each([
    ...[
      '',
      '*',
      'Postcode',
      'Promo code',
      'Discount code',
      'Coupon code',
      'Country code',
      'Code',
      'Zip',
      'Area code',
    ],
    ...[
      'Pin title',
      'Pinterest',
      'Passport number',
      'Cardholder name',
      'Name on card',
      'Confirmation code',
      'Phone number',
    ],
    ...[
      'Tanzania',
      'Palabra clave',
      'Code postal',
      'Código postal',
      'Postleitzahl',
      'Gutscheincode',
      'Kundennummer',
    ],
    ...['Email (we never ask for your password, and we never share your address)'],
  ])('leaves %j alone', (label) => expect(isSecretLabel(label)).toBe(false));
});
