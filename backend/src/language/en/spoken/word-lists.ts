/** Written words that are said otherwise than they are spelt. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Said letter by letter. */
export const SPELT = setOf(
  'pdf csv ssh usb vpn api gpg faq rss tv pc atm dvd cd html css url sms gps cpu gpu xml sql http https ftp tls ssl dns ' +
    'sdk ide npm php png svg qa ux hr crm erp seo ceo cto cfo fbi cia bbc cnn nbc hbo usa uk eu nfl nba nhl mlb mba phd ' +
    'diy irs gdp dj ibm llm gpt aws gcp iban uhd hdmi lcd oled ssd hdd lan wlan isbn id',
);

/** Said so where they are in capitals: in small letters they are other words. */
export const SPELT_IN_CAPITALS = setOf(
  'ai it us un am pm os ip er ui pr mp hp led vat bic vip eta ev vs rip',
);

const mapOf = (entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(entries));

/** Short forms and words that recognisers do not know: the words that are said. */
export const SAID_AS = mapOf({
  ...{ vs: 'versus', dr: 'doctor', mr: 'mister', prof: 'professor', jpeg: 'j. peg', jpg: 'j. peg' },
  ...{ kubectl: 'cube control', nginx: 'engine x.', www: 'w. w. w.', etc: 'etcetera' },
  ...{ mon: 'monday', tue: 'tuesday', tues: 'tuesday', wed: 'wednesday', thu: 'thursday', thur: 'thursday' },
  ...{ thurs: 'thursday', fri: 'friday' },
});

/** After a name: "World War II". */
export const ROMAN = mapOf({
  ...{
    II: 'two',
    III: 'three',
    IV: 'four',
    VI: 'six',
    VII: 'seven',
    VIII: 'eight',
    IX: 'nine',
    XI: 'eleven',
  },
  ...{ XII: 'twelve', XIII: 'thirteen', XIV: 'fourteen', XVI: 'sixteen' },
});

/** Units that are measured on pages, besides those that the skills convert. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  ...{
    V: 'volts',
    W: 'watts',
    A: 'amps',
    mAh: 'milliamp hours',
    Ah: 'amp hours',
    Hz: 'hertz',
    kHz: 'kilohertz',
  },
  ...{ MHz: 'megahertz', GHz: 'gigahertz', px: 'pixels', MP: 'megapixels', rpm: 'r. p. m.', dB: 'decibels' },
  ...{ fps: 'frames per second', Mbps: 'megabits per second', Gbps: 'gigabits per second' },
};

/** Ends of addresses of sites. */
export const SITE_ENDINGS = setOf('com org net io dev app gov edu info co uk de eu at ch fr nl es it');
