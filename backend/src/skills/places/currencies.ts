/** Currencies that the data of world-countries 5.1 has outdated, incomplete or under a bare name, by ISO 3166 code. */
export const CURRENT_CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  // Since January 1, 2026.
  BG: ['euro'],
  // The convertible peso ended on January 1, 2021.
  CU: ['Cuban peso'],
  // Since March 31, 2025.
  ...{ CW: ['Caribbean guilder'], SX: ['Caribbean guilder'] },
  // Since April 8, 2024; the United States dollar stays legal tender beside it.
  ZW: ['Zimbabwe Gold', 'United States dollar'],
  // The sovereign bolívar was replaced on October 1, 2021.
  VE: ['Venezuelan bolívar'],
  FM: ['United States dollar'],
  GS: ['pound sterling'],
  ...{ GE: ['Georgian lari'], GM: ['Gambian dalasi'], MK: ['Macedonian denar'] },
  ...{ GL: ['Danish krone'], SJ: ['Norwegian krone'] },
};
