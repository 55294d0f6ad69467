import { describe, expect, it } from 'vitest';
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
